import { describe, expect, it } from 'vitest';
import { estimate } from './strength.ts';

const WORDS = ['Rosa Elena', 'Canul', 'rosa.canul@gobierno.example', 'Secretaría de Salud'];
const of = (password: string) => {
  const { strength, weakness } = estimate(password, WORDS, 12);
  return [strength, weakness];
};

describe('the meter of a new password', () => {
  it('says how much is missing while it is short', () => {
    expect(estimate('', WORDS, 12)).toEqual({ strength: 'short', weakness: null, missing: 12 });
    expect(estimate('caballo', WORDS, 12)).toMatchObject({ strength: 'short', missing: 5 });
    expect(estimate('caballo grapa corre', WORDS, 20)).toMatchObject({ strength: 'short', missing: 1 });
  });

  it.each([
    ['aaaaaaaaaaaaaa', 'pattern'],
    ['qwertyuiop123', 'pattern'],
    ['abcdefghijklmn', 'pattern'],
    ['tacotacotacotaco', 'pattern'],
    ['Contraseña2026!', 'common'],
    ['MexicoMexico86', 'common'],
    ['RosaCanul2026', 'context'],
    ['R0s4C4nul1985', 'context'],
    ['Secretaria-Salud', 'context'],
  ])('calls %s weak and says why', (password, weakness) => {
    expect(of(password)).toEqual(['weak', weakness]);
  });

  it.each(['cuatro-palabras-sin-relacion-7', 'caballo grapa correcta pila', 'otra-frase-larga-y-distinta-9'])(
    'calls %s strong, although words are half foreseen',
    (password) => expect(of(password)).toEqual(['strong', null]),
  );

  it('grows with what is added, and never falls for a word of one’s own among others', () => {
    const order = ['short', 'weak', 'fair', 'good', 'strong'];
    const typed = 'lluvia de tornillos en rosa y verde';
    const seen = [...typed].map((_, index) => order.indexOf(estimate(typed.slice(0, index + 1), WORDS, 12).strength));
    expect(seen.at(-1)).toBe(4);
    expect(seen.filter((level, index) => index > 0 && level < (seen[index - 1] ?? 0) - 1)).toEqual([]);
  });
});
