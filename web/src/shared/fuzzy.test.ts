import { describe, expect, it } from 'vitest';
import { find } from './fuzzy.ts';

const rank = (typed: string, text: string) => find(typed, text)?.rank ?? null;

describe('finding by a few letters', () => {
  it.each([
    ['asig', 'Asignar a…', 0],
    ['asignar', 'Sin asignar', 1],
    ['asig', 'Reasignar a otro equipo', 2],
    ['atencion', 'Atención', 0],
    ['ATENCIÓN', 'En atención', 1],
    ['urgnecia', 'Piden urgencia', 3],
    ['urgncia', 'Piden urgencia', 3],
    ['urrgencia', 'Piden urgencia', 3],
    ['urgemcia', 'Piden urgencia', 3],
    ['sin asig', 'Sin asignar', 1],
    ['004318', 'SS/2026/004318', 1],
    ['', 'Lo que sea', 0],
  ])('«%s» finds «%s» with rank %i', (typed, text, expected) => {
    expect(rank(typed, text)).toBe(expected);
  });

  it.each([
    ['xyz', 'Asignar'],
    ['asignar todo', 'Asignar a…'],
    ['ab', 'Atención'],
    ['resolver', 'Reabrir'],
  ])('«%s» does not find «%s»', (typed, text) => {
    expect(find(typed, text)).toBeNull();
  });

  it('says where it lies, accents and all', () => {
    const found = find('visión', 'División de revisión');
    expect(found?.marks.map(([from, to]) => 'División de revisión'.slice(from, to))).toEqual(['visión']);
  });
});
