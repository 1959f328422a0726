import { expect, it } from 'vitest';
import { openSparing } from './sparing.ts';

/** Looks once a second, with so many transactions in each. */
const after = (perSecond: readonly number[]): number => {
  const sparing = openSparing();
  let ended = 1_000_000;
  perSecond.forEach((more, second) => {
    ended += more;
    sparing.saw(ended, second * 1_000);
  });
  return sparing.times();
};
const seconds = (count: number, perSecond: number): number[] => Array.from({ length: count }, () => perSecond);

it('spares nobody before it has seen anybody, and nobody where only the clockwork goes', () => {
  expect(after([])).toBe(0);
  expect(after([400])).toBe(0);
  expect(after(seconds(20, 9))).toBe(0);
  // What the clockwork does once a minute is no crowd.
  expect(after([...seconds(10, 7), 56, ...seconds(5, 7)])).toBe(0);
});

it('rests most beside a desk in use, less beside one where few are, and not once they have gone', () => {
  const most = after(seconds(3, 400));
  expect(most).toBeGreaterThan(2);
  expect(after(seconds(12, 40))).toBe(most);
  const few = after(seconds(12, 25));
  expect(few).toBeGreaterThan(0);
  expect(few).toBeLessThan(most);
  expect(after([...seconds(12, 400), ...seconds(12, 5)])).toBe(0);
});
