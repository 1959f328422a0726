import { expect, it } from 'vitest';
import { acronymOf } from './rules.ts';

it.each([
  ['Secretaría de Planeación, Finanzas y Administración', 'SPFA'],
  ['Oficina del Gobernador', 'OG'],
  ['DIF', 'DIF'],
  ['Órgano de Control', 'ÓC'],
])('the acronym of %s is %s', (name, acronym) => {
  expect(acronymOf(name)).toBe(acronym);
});
