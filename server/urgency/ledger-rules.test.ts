import { expect, it } from 'vitest';
import { csvOf, monthAfter, monthBefore } from './ledger-rules.ts';

it('counts months over the new year', () => {
  expect(monthBefore('2026-11', 11)).toBe('2025-12');
  expect(monthBefore('2026-01', 1)).toBe('2025-12');
  expect(monthAfter('2026-12')).toBe('2027-01');
  expect(monthAfter('2026-01')).toBe('2026-02');
});

it('writes cells that no spreadsheet takes for a formula, and keeps quotes and lines inside them', () => {
  expect(
    csvOf([
      ['a', 'b "c"'],
      ['=1+1', '-2\nx'],
    ]),
  ).toBe('\uFEFF"a","b ""c"""\r\n"\'=1+1","\'-2\nx"\r\n');
});
