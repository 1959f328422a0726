import { describe, expect, it } from 'vitest';
import { type Locale, translator } from '#locales/catalogues.ts';
import { timesOf } from './times.ts';

const now = new Date('2026-11-22T16:00:00Z');
const said = (locale: Locale, begins: string, until: string | null, last: string | null = null) =>
  timesOf(
    translator(locale),
    { kind: 'maintenance', begins, until, said: last },
    { timeZone: 'America/Mexico_City', locale, now },
  );

describe('when a notice of the desk begins and ends', () => {
  it.each([
    ['2026-12-05T20:00:00Z', '2026-12-06T00:00:00Z', 'Sáb 5 dic, de 14:00 a 18:00.', 'Sat 5 Dec, 14:00 to 18:00.'],
    ['2026-11-22T20:00:00Z', '2026-11-22T22:30:00Z', 'Hoy, de 14:00 a 16:30.', 'Today, 14:00 to 16:30.'],
    [
      '2026-12-05T20:00:00Z',
      '2026-12-06T08:00:00Z',
      'Sáb 5 dic, 14:00 a dom 6 dic, 2:00.',
      'Sat 5 Dec, 14:00 to Sun 6 Dec, 2:00.',
    ],
    ['2026-11-23T04:00:00Z', '2026-11-23T08:00:00Z', 'Hoy, 22:00 a mañana, 2:00.', 'Today, 22:00 to tomorrow, 2:00.'],
    ['2027-01-05T15:00:00Z', null, 'A partir de mar 5 ene 2027, 9:00.', null],
  ])('%s to %s: the hour of both, however far away', (begins, until, spanish, english) => {
    expect(said('es-MX', begins, until)).toBe(spanish);
    if (english !== null) expect(said('en', begins, until)).toBe(english);
  });

  it('ends with the last thing said', () => {
    expect(said('es-MX', '2026-11-22T14:00:00Z', null, '2026-11-22T15:10:00Z')).toBe(
      'Desde hoy, 8:00. Última novedad: hoy, 9:10.',
    );
  });
});
