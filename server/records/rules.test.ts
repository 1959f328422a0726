import { describe, expect, it } from 'vitest';
import { parseFolioQuery, refOf, writeFolio } from './rules.ts';

describe('a folio', () => {
  it('is written from the template of the institution', () => {
    const parts = { unit: 'DTI', series: 'SS', year: 2026, sequence: 123 };
    expect(writeFolio('{unit}/{series}/{year}/{seq:6}', parts)).toBe('DTI/SS/2026/000123');
    expect(writeFolio('{series}-{year}-{seq}', parts)).toBe('SS-2026-123');
    expect(writeFolio('{unit}/{series}/{year}/{seq:6}', { ...parts, sequence: 1_234_567 })).toBe('DTI/SS/2026/1234567');
    expect(refOf(parts)).toBe('SS-2026-000123');
  });

  it.each([
    ['123', { series: null, year: null, sequence: 123 }],
    ['000123', { series: null, year: null, sequence: 123 }],
    [' 2026/123 ', { series: null, year: 2026, sequence: 123 }],
    ['SS/2026/123', { series: 'SS', year: 2026, sequence: 123 }],
    ['ss-2026-000123', { series: 'SS', year: 2026, sequence: 123 }],
    ['DTI/SS/2026/000123', { series: 'SS', year: 2026, sequence: 123 }],
  ])('is found however it is typed: %s', (typed, expected) => {
    expect(parseFolioQuery(typed)).toEqual(expected);
  });

  it.each(['impresora', '12 monitores', 'piso 3', 'SS/123', '', '1234567890123'])(
    'is not seen in words: %s',
    (typed) => {
      expect(parseFolioQuery(typed)).toBeNull();
    },
  );
});
