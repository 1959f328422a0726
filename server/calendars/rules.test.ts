import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import data from '#database/starting-data/calendar.json' with { type: 'json' };
import { CalendarData } from './data.ts';
import { holidayIn } from './holidays.ts';
import {
  addBusinessDays,
  addBusinessMinutes,
  businessMinutesBetween,
  type Calendar,
  fromLocal,
  localDay,
  localYear,
  nextOpening,
  type Opening,
  shiftBusinessDay,
} from './rules.ts';

const { holidays } = v.parse(CalendarData, data);
const closures = new Set<string>();
for (let year = 2024; year <= 2036; year += 1) {
  for (const holiday of holidays) {
    const day = holidayIn(holiday.rule, year);
    if (day !== null && (holiday.kind === 'statutory' || holiday.kind === 'usual')) closures.add(day);
  }
}

const week = (weekdays: readonly Opening[], weekend: readonly Opening[] = []): Calendar['hours'] => ({
  1: weekdays,
  2: weekdays,
  3: weekdays,
  4: weekdays,
  5: weekdays,
  6: weekend,
  7: weekend,
});
const calendar = (timeZone: string, hours = week([['08:30', '16:30']]), closed = closures): Calendar => ({
  id: timeZone,
  timeZone,
  hours,
  closures: closed,
});
const MEXICO = 'America/Mexico_City';
const office = calendar(MEXICO);
const split = calendar(
  MEXICO,
  week(
    [
      ['09:00', '14:00'],
      ['16:00', '18:00'],
    ],
    [['10:00', '12:00']],
  ),
);
const always = (timeZone: string) => calendar(timeZone, week([['00:00', '24:00']], [['00:00', '24:00']]), new Set());

const local = (zone: string, at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

describe('a deadline in business time', () => {
  test.each([
    ['late on a Thursday', '2026-11-12T15:45', 4, '2026-11-13T11:45'],
    ['on a Saturday: a long weekend, starts on Tuesday', '2026-11-14T10:00', 1, '2026-11-17T09:30'],
    ['at closing time: counts from the next opening', '2026-09-15T16:30', 0.5, '2026-09-17T09:00'],
    ['across the handover of 2030', '2030-09-30T16:00', 4, '2030-10-02T12:00'],
    ['before opening', '2026-11-20T07:10', 4, '2026-11-20T12:30'],
    ['on a day the state keeps', '2026-11-02T09:00', 4, '2026-11-03T12:30'],
    ['ends exactly at closing: that day', '2026-11-19T08:30', 8, '2026-11-19T16:30'],
    ['a minute past closing: the next morning', '2026-11-19T08:31', 8, '2026-11-20T08:31'],
    ['on a leap day', '2028-02-29T16:00', 1, '2028-03-01T09:00'],
    ['over Holy Week', '2027-03-24T16:00', 1, '2027-03-29T09:00'],
    ['over Christmas and New Year', '2026-12-24T12:30', 48, '2027-01-05T12:30'],
    ['forty hours are five days', '2026-11-17T11:00', 40, '2026-11-24T11:00'],
  ])('%s', (_, start, hours, due) => {
    const from = fromLocal(MEXICO, start);
    expect(local(MEXICO, addBusinessMinutes(office, from, hours * 60))).toBe(due);
  });

  test.each([
    [
      'the clocks go forward: a night is an hour shorter',
      'America/Tijuana',
      '2026-03-07T12:00',
      24 * 60,
      '2026-03-08T13:00',
    ],
    [
      'the clocks go back: a night is an hour longer',
      'America/Tijuana',
      '2026-10-31T12:00',
      24 * 60,
      '2026-11-01T11:00',
    ],
    ['the same at Ciudad Juárez', 'America/Ciudad_Juarez', '2026-03-07T12:00', 24 * 60, '2026-03-08T13:00'],
    ['Mexico City changes no clocks', MEXICO, '2026-03-07T12:00', 24 * 60, '2026-03-08T12:00'],
  ])('%s', (_, zone, start, minutes, due) => {
    expect(local(zone, addBusinessMinutes(always(zone), fromLocal(zone, start), minutes))).toBe(due);
  });

  test.each(['America/Tijuana', 'America/Ciudad_Juarez'])(
    'office hours in %s hold their local time across the change',
    (zone) => {
      const border = calendar(zone);
      expect(local(zone, addBusinessMinutes(border, fromLocal(zone, '2026-03-06T15:30'), 120))).toBe(
        '2026-03-09T09:30',
      );
      expect(local(zone, addBusinessMinutes(border, fromLocal(zone, '2026-10-30T15:30'), 120))).toBe(
        '2026-11-03T09:30',
      );
    },
  );

  test('a day with a break counts its two parts', () => {
    const from = fromLocal(MEXICO, '2026-11-20T13:30');
    expect(local(MEXICO, addBusinessMinutes(split, from, 60))).toBe('2026-11-20T16:30');
    expect(local(MEXICO, addBusinessMinutes(split, from, 180))).toBe('2026-11-21T10:30');
  });

  test('a calendar that never opens is refused, not searched for ever', () => {
    const never = calendar(MEXICO, week([]));
    const now = fromLocal(MEXICO, '2026-11-20T10:00');
    expect(() => addBusinessMinutes(never, now, 1)).toThrow(RangeError);
    expect(() => addBusinessMinutes(never, now, -1)).toThrow(RangeError);
    expect(() => addBusinessDays(never, now, 1)).toThrow(RangeError);
    expect(businessMinutesBetween(never, now, fromLocal(MEXICO, '2027-11-20T10:00'))).toBe(0);
  });
});

describe('a term of business days', () => {
  test.each([
    ['starts the day after', '2026-11-17T09:00', 1, '2026-11-18T16:30'],
    ['the same whatever the hour', '2026-11-17T23:59', 1, '2026-11-18T16:30'],
    ['skips the weekend', '2026-11-19T10:00', 2, '2026-11-23T16:30'],
    ['five days over a holiday', '2026-11-12T10:00', 5, '2026-11-20T16:30'],
    ['asked on a Saturday', '2026-11-21T10:00', 3, '2026-11-25T16:30'],
  ])('%s', (_, start, days, end) => {
    expect(local(MEXICO, addBusinessDays(office, fromLocal(MEXICO, start), days))).toBe(end);
  });

  test.each([0, -1, 1.5])('%s days is no term', (days) => {
    expect(() => addBusinessDays(office, fromLocal(MEXICO, '2026-11-17T09:00'), days)).toThrow(RangeError);
  });
});

describe('the business day so many days away', () => {
  test.each([
    ['2026-11-17', -1, '2026-11-13'],
    ['2026-11-17', -5, '2026-11-09'],
    ['2026-11-17', 3, '2026-11-20'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-21', -1, '2026-11-20'],
    ['2026-11-21', 0, '2026-11-21'],
  ])('from %s, %i: %s', (from, count, day) => {
    expect(shiftBusinessDay(office, from, count)).toBe(day);
  });

  test('of a calendar that never opens there is none', () => {
    expect(() => shiftBusinessDay(calendar(MEXICO, week([])), '2026-11-17', -1)).toThrow(RangeError);
  });
});

describe('business minutes between two instants', () => {
  const between = (from: string, to: string) =>
    businessMinutesBetween(office, fromLocal(MEXICO, from), fromLocal(MEXICO, to));

  test.each([
    ['within a day', '2026-11-20T09:00', '2026-11-20T10:15', 75],
    ['over a night', '2026-11-19T16:00', '2026-11-20T09:00', 60],
    ['a weekend has none', '2026-11-20T16:30', '2026-11-23T08:30', 0],
    ['back in time', '2026-11-20T10:00', '2026-11-20T09:00', -60],
    ['none', '2026-11-20T10:00', '2026-11-20T10:00', 0],
  ])('%s', (_, from, to, minutes) => {
    expect(between(from, to)).toBe(minutes);
  });

  test('seconds round down, so that a deadline missed by one reads as missed', () => {
    const due = fromLocal(MEXICO, '2026-11-20T10:00');
    expect(businessMinutesBetween(office, new Date(due.getTime() - 90_000), due)).toBe(1);
    expect(businessMinutesBetween(office, new Date(due.getTime() + 1_000), due)).toBe(-1);
  });
});

describe('for any instant and any number of minutes', () => {
  const zones = [MEXICO, 'America/Tijuana', 'America/Ciudad_Juarez', 'America/Cancun', 'America/Hermosillo'];
  const calendars = zones.flatMap((zone) => [
    calendar(zone),
    calendar(
      zone,
      week(
        [
          ['00:30', '02:30'],
          ['09:00', '14:00'],
          ['16:00', '18:00'],
        ],
        [['01:00', '03:30']],
      ),
    ),
    always(zone),
  ]);
  const anyCalendar = fc.constantFrom(...calendars);
  const anyInstant = fc.date({
    min: new Date('2024-01-01T00:00:00Z'),
    max: new Date('2034-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  const anyMinutes = fc.integer({ min: 1, max: 12_000 });

  test('counting from the start to the deadline gives back the minutes', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, (given, from, minutes) => {
        expect(businessMinutesBetween(given, from, addBusinessMinutes(given, from, minutes))).toBe(minutes);
      }),
    );
  });

  test('going back is the mirror of going on', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, (given, from, minutes) => {
        const before = addBusinessMinutes(given, from, -minutes);
        expect(businessMinutesBetween(given, before, from)).toBe(minutes);
        expect(businessMinutesBetween(given, from, before)).toBe(-minutes);
      }),
    );
  });

  test('in two steps or in one, the deadline is the same, and more time is never an earlier deadline', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyMinutes, anyMinutes, (given, from, first, second) => {
        const halfway = addBusinessMinutes(given, from, first);
        const end = addBusinessMinutes(given, from, first + second);
        expect(addBusinessMinutes(given, halfway, second)).toEqual(end);
        expect(end.getTime()).toBeGreaterThan(halfway.getTime());
      }),
    );
  });

  test('a deadline of the office never falls on a closed day or outside its hours', () => {
    fc.assert(
      fc.property(anyInstant, anyMinutes, (from, minutes) => {
        const due = local(MEXICO, addBusinessMinutes(office, from, minutes));
        const [day = '', time = ''] = due.split('T');
        expect(closures.has(day)).toBe(false);
        expect(Temporal.PlainDate.from(day).dayOfWeek).toBeLessThan(6);
        expect(time >= '08:30' && time <= '16:30').toBe(true);
      }),
    );
  });
});

describe('local days', () => {
  test.each([
    [MEXICO, '2027-01-01T05:59:00Z', '2026-12-31', 2026],
    [MEXICO, '2027-01-01T06:00:00Z', '2027-01-01', 2027],
    ['America/Cancun', '2027-01-01T05:00:00Z', '2027-01-01', 2027],
    ['America/Tijuana', '2027-01-01T07:59:00Z', '2026-12-31', 2026],
  ])('%s at %s is %s', (zone, at, day, year) => {
    expect(localDay(zone, new Date(at))).toBe(day);
    expect(localYear(zone, new Date(at))).toBe(year);
  });

  test.each(['2026-02-30T10:00', '2026-11-20', '2026-11-20T25:00', '2026-11-20T10:00Z', 'mañana'])(
    '"%s" is no local time',
    (text) => {
      expect(() => fromLocal(MEXICO, text)).toThrow(RangeError);
    },
  );
});

describe('when the office opens', () => {
  const zone = 'America/Mexico_City';
  const office = calendar(
    zone,
    week([
      ['08:30', '14:00'],
      ['15:00', '16:30'],
    ]),
  );
  const at = (local: string) => nextOpening(office, fromLocal(zone, local));

  test.each([
    ['2026-11-20T08:29', '2026-11-20T08:30'],
    ['2026-11-20T14:00', '2026-11-20T15:00'],
    ['2026-11-20T14:30', '2026-11-20T15:00'],
    ['2026-11-20T16:30', '2026-11-23T08:30'],
    ['2026-11-14T10:00', '2026-11-17T08:30'],
  ])('from %s on it is %s', (from, opens) => {
    expect(at(from)).toEqual(fromLocal(zone, opens));
  });

  test.each(['2026-11-20T08:30', '2026-11-20T13:59', '2026-11-20T15:00'])('at %s it is open', (local) => {
    expect(at(local)).toBeNull();
  });

  test('never, where it never opens: refused instead of searched for', () => {
    expect(() => nextOpening(calendar(zone, week([])), fromLocal(zone, '2026-11-20T08:00'))).toThrow(RangeError);
  });
});
