import { expect, it } from 'vitest';
import { foundBy, wordsOf } from './search.ts';

const ANGEL = { fullName: 'Ángel Núñez Íñigo', email: 'direccion.obras@gobierno.example', employeeNumber: 'A-0017' };

it.each([
  ['núñez angel', []],
  ['INIGO', []],
  ['nunez obras', ['email']],
  ['direccion.obras@gobierno.example', ['email']],
  ['a-0017', ['employeeNumber']],
  ['17 GOBIERNO', ['email', 'employeeNumber']],
  ['', []],
] as const)('“%s” finds by %j what is not in the name', (typed, by) => {
  expect(foundBy(ANGEL, wordsOf(typed))).toEqual(by);
});

it('takes words however they are parted, and no more than eight of them', () => {
  expect(wordsOf('  uno\u00a0 dos\ttres ')).toEqual(['uno', 'dos', 'tres']);
  expect(wordsOf('x '.repeat(100))).toHaveLength(8);
});
