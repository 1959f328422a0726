import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVEL_MINUTES_MAX } from '#contract/service-levels.ts';
import { type MessageKey, translator } from '#locales/catalogues.ts';
import type { Translate } from '#web/shared/i18n.ts';
import { readSpan, writeSpan } from './spans.ts';

const t: Translate = (key, values) => translator('es-MX')(key as MessageKey, values);
const inEnglish: Translate = (key, values) => translator('en')(key as MessageKey, values);

describe('a time as people write it', () => {
  it.each([
    ['30 min', 30],
    ['30 minutos', 30],
    ['4 horas', 240],
    ['4h', 240],
    ['1.5 horas', 90],
    ['1,5 h', 90],
    ['3 días hábiles', 1440],
    ['3 dias', 1440],
    ['1 día y 4 horas', 720],
    ['2 d, 1 h, 5 min', 1025],
    ['2 working days and 3 hours', 1140],
    ['  8 HORAS ', 480],
  ])('%s is %i business minutes', (typed, minutes) => {
    expect(readSpan(typed)).toBe(minutes);
  });

  it.each(['', '4', 'pronto', '4 semanas', '4 horas más o menos', 'día', '0.3 min', '-4 horas'])(
    '%s is not understood rather than guessed',
    (typed) => {
      expect(readSpan(typed)).toBeNull();
    },
  );

  it('is read back as it was written by the desk, in both languages, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LEVEL_MINUTES_MAX }), (minutes) => {
        expect(readSpan(writeSpan(t, minutes))).toBe(minutes);
        expect(readSpan(writeSpan(inEnglish, minutes))).toBe(minutes);
      }),
    );
  });
});
