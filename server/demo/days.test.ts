import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import requestsData from '#database/demonstration/requests.json' with { type: 'json' };
import { type Calendar, fromLocal, localDay } from '../calendars/index.ts';
import { Requests } from './data.ts';
import { daysBefore, timetable } from './days.ts';

const ZONE = 'America/Mexico_City';
const day = [['08:30', '16:30']] as const;
const office: Calendar = {
  id: 'office',
  timeZone: ZONE,
  hours: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
  // Three long breaks: a Monday, Holy Week, New Year.
  closures: new Set(['2026-11-16', '2027-03-25', '2027-03-26', '2026-12-25', '2027-01-01']),
};
const { requests } = v.parse(Requests, requestsData);

describe('the newest day is the last working day before today', () => {
  test.each([
    ['on a Tuesday after a long weekend', '2026-11-17T09:00', '2026-11-13'],
    ['early in the morning', '2026-11-20T00:10', '2026-11-19'],
    ['late at night', '2026-11-20T23:50', '2026-11-19'],
    ['on a Saturday', '2026-11-21T12:00', '2026-11-20'],
    ['after Holy Week', '2027-03-29T12:00', '2027-03-24'],
  ])('%s', (_, now, newest) => {
    const days = daysBefore(office, fromLocal(ZONE, now));
    expect(days.day(0)).toBe(newest);
    expect(days.instant({ day: 0, time: '13:21' })).toEqual(fromLocal(ZONE, `${newest}T13:21`));
  });
});

test('dates in the texts are written for that day, in words', () => {
  const { write } = daysBefore(office, fromLocal(ZONE, '2026-11-18T09:00'));
  expect(write('el {+2:weekday-day}, del {-1:day-month} al {+18:day-month}, un {-5:weekday} de {-4:month}')).toBe(
    'el jueves 19, del 13 de noviembre al 11 de diciembre, un lunes de noviembre',
  );
  expect(write('{+2:date}T11:00')).toBe('2026-11-19T11:00');
  expect(write('sin fechas {}')).toBe('sin fechas {}');
  expect(() => write('{+1:siglo}')).toThrow(/siglo/);
});

test('whenever the desk is opened, all has happened before today, in the order of the folios, within fifteen days', () => {
  const moments = fc.date({
    min: new Date('2026-01-10T00:00:00Z'),
    max: new Date('2036-12-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, (now) => {
      const events = timetable(office, daysBefore(office, now), requests);
      const filed = events.filter((event) => event.step === null).map((event) => event.request.number);
      expect(filed).toEqual(Array.from({ length: 40 }, (_, index) => 101 + index));
      for (const { at } of events) {
        expect(localDay(ZONE, at) < localDay(ZONE, now)).toBe(true);
        expect(now.getTime() - at.getTime()).toBeLessThan(15 * 86_400_000);
      }
    }),
    { numRuns: 60 },
  );
});

test('what happens to one request keeps the order of its steps', () => {
  const events = timetable(office, daysBefore(office, fromLocal(ZONE, '2026-11-23T10:00')), requests);
  for (const request of requests) {
    const steps = events.filter((event) => event.request === request).map((event) => event.step);
    expect(steps).toEqual([null, ...request.steps]);
  }
});
