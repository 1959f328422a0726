import { expect, it } from 'vitest';
import { byName } from './by-name.ts';

const list = [
  { name: { es: 'Ñandú', en: 'Rhea' } },
  { name: { es: 'Nube', en: 'Cloud' } },
  { name: { es: 'Oficina', en: 'Office' } },
  { name: { es: 'árbol', en: 'Tree' } },
  { name: { es: 'Casa', en: 'house' } },
];

it('puts a list in the order of the language: ñ after n, accents and capitals aside', () => {
  expect(byName(list, 'es-MX').map(({ name }) => name.es)).toEqual(['árbol', 'Casa', 'Nube', 'Ñandú', 'Oficina']);
  expect(byName(list, 'en').map(({ name }) => name.en)).toEqual(['Cloud', 'house', 'Office', 'Rhea', 'Tree']);
});

it('counts the numbers in names as a person does', () => {
  const floors = ['Piso 11', 'Piso 2', 'Piso 1'].map((name) => ({ name: { es: name, en: name } }));
  expect(byName(floors, 'es-MX').map(({ name }) => name.es)).toEqual(['Piso 1', 'Piso 2', 'Piso 11']);
});
