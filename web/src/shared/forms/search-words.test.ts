import { describe, expect, it } from 'vitest';
import { finds } from './search-words.ts';

describe('finding a name', () => {
  const name = 'SEPLAFIN Secretaría de Planeación, Finanzas y Administración';
  it.each(['', 'sepla', 'planeacion', 'FINANZAS', 'fin plan', 'administración de', 'Secretari'])(
    '%j finds it',
    (typed) => {
      expect(finds(typed, name)).toBe(true);
    },
  );
  it.each(['lafin', 'planeación y salud', 'x'])('%j does not', (typed) => {
    expect(finds(typed, name)).toBe(false);
  });
});
