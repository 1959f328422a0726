import * as v from 'valibot';
import { expect, test } from 'vitest';
import data from '#database/starting-data/calendar.json' with { type: 'json' };
import { CalendarData } from './data.ts';
import { holidayIn } from './holidays.ts';

const { holidays } = v.parse(CalendarData, data);
const daysOf = (key: string, years: readonly number[]): (string | null)[] => {
  const holiday = holidays.find((one) => one.key === key);
  return holiday === undefined ? [] : years.map((year) => holidayIn(holiday.rule, year));
};

/** Published dates, copied by hand: what the rules must reproduce. */
test.each([
  ['constitution', ['2024-02-05', '2025-02-03', '2026-02-02', '2027-02-01', '2028-02-07', '2029-02-05', '2030-02-04']],
  ['juarez', ['2024-03-18', '2025-03-17', '2026-03-16', '2027-03-15', '2028-03-20', '2029-03-19', '2030-03-18']],
  ['revolution', ['2024-11-18', '2025-11-17', '2026-11-16', '2027-11-15', '2028-11-20', '2029-11-19', '2030-11-18']],
  ['holy-thursday', ['2024-03-28', '2025-04-17', '2026-04-02', '2027-03-25', '2028-04-13', '2029-03-29', '2030-04-18']],
  ['good-friday', ['2024-03-29', '2025-04-18', '2026-04-03', '2027-03-26', '2028-04-14', '2029-03-30', '2030-04-19']],
  ['handover', ['2024-10-01', null, null, null, null, null, '2030-10-01']],
  ['christmas', ['2024-12-25', '2025-12-25', '2026-12-25', '2027-12-25', '2028-12-25', '2029-12-25', '2030-12-25']],
  ['fair', [null, null, null, null, null, null, null]],
])('%s falls on its published days', (key, days) => {
  expect(daysOf(key, [2024, 2025, 2026, 2027, 2028, 2029, 2030])).toEqual(days);
});

test('the handover is kept every six years, and never before 2024', () => {
  expect(daysOf('handover', [2018, 2023, 2036, 2042])).toEqual([null, null, '2036-10-01', '2042-10-01']);
});

test('the nine days of the law and the usual days of a state are named in both languages', () => {
  expect(holidays.filter((one) => one.kind === 'statutory').map((one) => one.key)).toEqual([
    'new-year',
    'constitution',
    'juarez',
    'labour',
    'independence',
    'handover',
    'revolution',
    'christmas',
    'election-day',
  ]);
  expect(holidays.filter((one) => one.kind === 'usual').map((one) => one.key)).toEqual([
    'holy-thursday',
    'good-friday',
    'souls',
    'guadalupe',
  ]);
  expect(holidays.filter((one) => one.name.es === '' || one.name.en === '')).toEqual([]);
});

test('a date that not every year has comes in those alone, and one that no year has never', () => {
  const leap = { type: 'fixed', month: 2, day: 29 } as const;
  expect([2027, 2028].map((year) => holidayIn(leap, year))).toEqual([null, '2028-02-29']);
  expect(holidayIn({ type: 'fixed', month: 2, day: 30 }, 2028)).toBeNull();
  expect(holidayIn({ type: 'fixed-every', month: 4, day: 31, everyYears: 2, anchorYear: 2026 }, 2028)).toBeNull();
});
