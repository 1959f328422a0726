import { expect, it } from 'vitest';
import { byName, toldApart } from './by-name.ts';

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

it('tells what is called alike apart by its acronym, in the language it is read in', () => {
  const agency = (acronym: string, es: string, en: string) => ({ acronym, name: { es, en } });
  const list = [
    agency('DA-S', 'Dirección Administrativa', 'Administration'),
    agency('DA-E', 'Dirección Administrativa', 'Administration of Education'),
    agency('OG', 'Oficina', 'Administration'),
  ];
  const labels = (locale: 'es-MX' | 'en') => toldApart(list, locale).map(({ label }) => label);
  expect(labels('es-MX')).toEqual(['Dirección Administrativa · DA-S', 'Dirección Administrativa · DA-E', 'Oficina']);
  expect(labels('en')).toEqual(['Administration · DA-S', 'Administration · OG', 'Administration of Education']);
});
