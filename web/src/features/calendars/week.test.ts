import { describe, expect, it } from 'vitest';
import { dayName, tidied, tidyTime, typedOf, weekWords } from './week.ts';

const DAY = [['08:30', '16:30']];
const week = { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY, 6: [['09:00', '13:00']], 7: [] };

describe('the week of a calendar', () => {
  it('is said by runs of days with the same hours, the closed ones left out', () => {
    expect(weekWords(week, { locale: 'es-MX', to: 'a' })).toBe('lun a vie 8:30–16:30; sáb 9:00–13:00');
    const lunch = {
      ...week,
      3: [
        ['08:30', '14:00'],
        ['15:00', '16:30'],
      ],
      6: [],
    };
    expect(weekWords(lunch, { locale: 'es-MX', to: 'a' })).toBe(
      'lun a mar 8:30–16:30; mié 8:30–14:00, 15:00–16:30; jue a vie 8:30–16:30',
    );
  });

  it.each([
    ['8:30', '08:30'],
    ['830', '08:30'],
    ['8', '08:00'],
    ['16.30', '16:30'],
    [' 24:00 ', '24:00'],
    ['temprano', 'temprano'],
    ['', ''],
  ])('reads %s as %s', (typed, time) => {
    expect(tidyTime(typed)).toBe(time);
  });

  it('is typed and sent as it was read', () => {
    expect(tidied(typedOf(week))).toEqual(week);
  });

  it('begins on Monday', () => {
    expect([dayName(1, 'es-MX'), dayName(7, 'en')]).toEqual(['lunes', 'Sunday']);
  });
});
