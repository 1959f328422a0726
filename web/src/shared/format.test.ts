import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatDay,
  formatDayTime,
  formatShort,
  formatSize,
  formatWhen,
  initialsOf,
  initialsOfName,
  splitDuration,
} from './format.ts';

const now = new Date('2026-11-23T16:00:00Z');
const en = { timeZone: 'America/Mexico_City', locale: 'en' as const, now };
const es = { timeZone: 'America/Mexico_City', locale: 'es-MX' as const, now };

describe('dates in words, in the zone of the institution', () => {
  it.each([
    [
      '2026-11-24T19:00:00Z',
      'martes 24 de noviembre',
      'martes 24 de noviembre, 13:00',
      'mar 24 nov, 13:00',
      'mañana, 13:00',
    ],
    [
      '2026-11-23T16:05:00Z',
      'lunes 23 de noviembre',
      'lunes 23 de noviembre, 10:05',
      'lun 23 nov, 10:05',
      'hoy, 10:05',
    ],
    [
      '2026-11-23T05:30:00Z',
      'domingo 22 de noviembre',
      'domingo 22 de noviembre, 23:30',
      'dom 22 nov, 23:30',
      'ayer, 23:30',
    ],
    [
      '2026-11-18T15:00:00Z',
      'miércoles 18 de noviembre',
      'miércoles 18 de noviembre, 9:00',
      'mié 18 nov, 9:00',
      'mié 18 nov, 9:00',
    ],
    [
      '2027-01-05T15:00:00Z',
      'martes 5 de enero de 2027',
      'martes 5 de enero de 2027, 9:00',
      'mar 5 ene, 9:00',
      'mar 5 ene',
    ],
  ])('%s', (iso, day, dayTime, short, when) => {
    const at = new Date(iso);
    expect([formatDay(at, es), formatDayTime(at, es), formatShort(at, es), formatWhen(at, es)]).toEqual([
      day,
      dayTime,
      short,
      when,
    ]);
  });

  it.each([
    [
      '2026-11-24T19:00:00Z',
      'Tuesday 24 November',
      'Tuesday 24 November, 13:00',
      'Tue 24 Nov, 13:00',
      'tomorrow, 13:00',
    ],
    ['2026-11-23T15:05:00Z', 'Monday 23 November', 'Monday 23 November, 9:05', 'Mon 23 Nov, 9:05', 'today, 9:05'],
    [
      '2026-11-23T05:30:00Z',
      'Sunday 22 November',
      'Sunday 22 November, 23:30',
      'Sun 22 Nov, 23:30',
      'yesterday, 23:30',
    ],
    ['2027-01-05T06:00:00Z', 'Tuesday 5 January 2027', 'Tuesday 5 January 2027, 0:00', 'Tue 5 Jan, 0:00', 'Tue 5 Jan'],
  ])('%s in English, the day before the month', (iso, day, dayTime, short, when) => {
    const at = new Date(iso);
    expect([formatDay(at, en), formatDayTime(at, en), formatShort(at, en), formatWhen(at, en)]).toEqual([
      day,
      dayTime,
      short,
      when,
    ]);
  });

  it('says another zone’s hour in that zone', () => {
    expect(formatWhen(new Date('2026-11-23T16:05:00Z'), { ...es, timeZone: 'America/Cancun' })).toBe('hoy, 11:05');
  });

  it('tells how long ago', () => {
    expect(formatAgo(new Date('2026-11-23T15:40:00Z'), en)).toBe('20 min ago');
    expect(formatAgo(new Date('2026-11-23T14:00:00Z'), en)).toBe('2 hr ago');
    expect(formatAgo(new Date('2026-11-23T15:59:40Z'), en)).toBe('now');
    expect(formatAgo(new Date('2026-11-23T15:40:00Z'), es)).toBe('hace 20 min');
    expect(formatAgo(new Date('2026-11-23T14:00:00Z'), es)).toBe('hace 2 h');
    expect(formatAgo(new Date('2026-11-23T15:59:40Z'), es)).toBe('ahora');
    expect(formatAgo(new Date('2026-11-23T15:59:20Z'), es)).toBe('hace 1 min');
  });
});

describe('sizes, spans and initials', () => {
  it('sizes', () => {
    expect([900, 188_416, 2_516_582].map((bytes) => formatSize(bytes, 'es-MX'))).toEqual(['900 B', '184 KB', '2.4 MB']);
  });

  it('spans of business minutes: a day has eight hours', () => {
    expect(splitDuration(160)).toEqual({ days: 0, hours: 2, minutes: 40 });
    expect(splitDuration(960)).toEqual({ days: 2, hours: 0, minutes: 0 });
    expect(splitDuration(-840)).toEqual({ days: 1, hours: 6, minutes: 0 });
  });

  it('initials', () => {
    expect(initialsOf({ givenNames: 'Elena Sofía', firstSurname: 'Cervantes' })).toBe('EC');
    expect(initialsOfName('Elena Sofía Cervantes Murillo')).toBe('EC');
    expect(initialsOfName('Laura Mendoza')).toBe('LM');
    expect(initialsOfName('')).toBe('');
  });
});
