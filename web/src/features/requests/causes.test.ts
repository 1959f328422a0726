import { expect, it } from 'vitest';
import { causesFor, saidCause } from './causes.ts';

const ST = 'area-st';
const ALL = [
  { areaId: null, name: { es: 'Configuración', en: 'Configuration' } },
  { areaId: null, name: { es: 'Sin causa determinada', en: '' } },
  { areaId: 'area-si', name: { es: 'Falla de base de datos', en: 'Database failure' } },
  { areaId: ST, name: { es: 'configuración', en: 'Set-up' } },
];
const offered = causesFor(ALL, ST);

it('offers those of the area first, and one of two that say the same', () => {
  expect(offered.map(({ es }) => es)).toEqual(['configuración', 'Sin causa determinada']);
  expect(causesFor([], ST)).toEqual([]);
});

it('sends one of the list in both languages, whichever it was written in, and other words as they are', () => {
  const both = { cause: 'configuración', causeEnglish: 'Set-up' };
  expect(saidCause(offered, ' CONFIGURACIÓN ')).toEqual(both);
  expect(saidCause(offered, 'set-up')).toEqual(both);
  expect(saidCause(offered, 'sin causa determinada')).toEqual({ cause: 'Sin causa determinada', causeEnglish: '' });
  expect(saidCause(offered, 'Cable roto')).toEqual({ cause: 'Cable roto', causeEnglish: '' });
  // A cause without English answers to no empty words.
  expect(saidCause(offered, ' ')).toEqual({ cause: ' ', causeEnglish: '' });
});
