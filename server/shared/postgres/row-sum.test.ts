import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openRowSum } from './row-sum.ts';

const rows = fc.array(
  fc.string().map((text) => text.replaceAll('\n', ' ')),
  { maxLength: 12 },
);
const sumOf = (lines: readonly string[], pieceLength = 1_000): string => {
  const sum = openRowSum();
  const all = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  for (let at = 0; at < all.length; at += pieceLength) sum.add(all.subarray(at, at + pieceLength));
  return sum.end();
};

it('is the same in whatever order and pieces the rows come', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (lines, length) => {
      expect(sumOf(lines.toReversed(), length)).toBe(sumOf(lines));
    }),
  );
});

it('is another one of a row more, a row less, a row changed, or a line end moved', () => {
  fc.assert(
    fc.property(rows, fc.string(), (lines, more) => {
      const row = more.replaceAll('\n', ' ');
      expect(sumOf([...lines, row])).not.toBe(sumOf(lines));
      expect(sumOf([...lines, row, row])).not.toBe(sumOf(lines));
      expect(sumOf([...lines, `${row}x`])).not.toBe(sumOf([...lines, row]));
    }),
  );
  expect(sumOf(['ab', 'c'])).not.toBe(sumOf(['a', 'bc']));
});
