/** Weeks of the screen of guardia. */
import { expect, it } from 'vitest';
import { addDays, localDay, localMinute, mondayOf, weekdayOf, weekFrom } from './week.ts';

it('a week begins on Monday, across months and years', () => {
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect(mondayOf('2027-01-01')).toBe('2026-12-28');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).toEqual([1, 7]);
});

it('an address that names no day means this week', () => {
  expect(weekFrom('2026-12-02', '2026-11-25')).toBe('2026-11-30');
  for (const wrong of [undefined, 'ayer', '2026-13-40']) expect(weekFrom(wrong, '2026-11-25')).toBe('2026-11-23');
});

it('an instant is read on the wall of the institution', () => {
  const at = new Date('2026-11-24T02:05:00Z');
  expect(localMinute(at, 'America/Mexico_City')).toBe('2026-11-23T20:05');
  expect(localDay(at, 'America/Tijuana')).toBe('2026-11-23');
  expect(localMinute(new Date('2026-11-24T06:00:00Z'), 'America/Mexico_City')).toBe('2026-11-24T00:00');
});
