import { expect, it } from 'vitest';
import { differences } from './differences.ts';
import { draftOf, moved, newSection, sectionsOf, textOf, textsOf } from './editor-draft.ts';

const BEFORE = `# Responsable
La dependencia trata sus datos.
# Finalidades
a. Crear su cuenta.
b. Atender sus solicitudes.
# Unidad de Transparencia
Se le dice por teléfono.`;

it('tells nothing of what is the same, whatever its blank lines', () => {
  expect(differences(BEFORE, BEFORE.replaceAll('\n', '\n\n'))).toEqual([]);
});

it('tells a changed paragraph word by word, under its section', () => {
  const after = BEFORE.replace('trata sus datos.', 'trata y protege sus datos.');
  expect(differences(BEFORE, after)).toEqual([
    {
      under: 'Responsable',
      parts: [
        { how: 'same', words: 'La dependencia trata' },
        { how: 'in', words: 'y protege' },
        { how: 'same', words: 'sus datos.' },
      ],
    },
  ]);
});

it('tells a passage that was written anew as one, not word against word', () => {
  const [before, after] = [
    'Está en las oficinas de la calle mayor, como se dice arriba y abajo.',
    'Está en Hidalgo 45 de Colima, como se dice arriba y abajo.',
  ];
  expect(differences(before, after)[0]?.parts).toEqual([
    { how: 'same', words: 'Está en' },
    { how: 'out', words: 'las oficinas de la calle mayor,' },
    { how: 'in', words: 'Hidalgo 45 de Colima,' },
    { how: 'same', words: 'como se dice arriba y abajo.' },
  ]);
});

it('tells another text as what went and what came, a new section under its title, and what was left out', () => {
  const after = BEFORE.replace('Se le dice por teléfono.', 'Calle Hidalgo 45, Centro, Colima.')
    .replace('a. Crear su cuenta.\n', '')
    .concat('\n# Transferencias\nNo hay.');
  expect(differences(BEFORE, after)).toEqual([
    { under: 'Finalidades', parts: [{ how: 'out', words: 'a. Crear su cuenta.' }] },
    { under: 'Unidad de Transparencia', parts: [{ how: 'out', words: 'Se le dice por teléfono.' }] },
    { under: 'Unidad de Transparencia', parts: [{ how: 'in', words: 'Calle Hidalgo 45, Centro, Colima.' }] },
    { under: 'Transferencias', parts: [{ how: 'in', words: 'Transferencias' }] },
    { under: 'Transferencias', parts: [{ how: 'in', words: 'No hay.' }] },
  ]);
});

it('takes a text apart into sections and puts it together again', () => {
  const sections = sectionsOf(`Antes de todo.\n${BEFORE}`);
  expect(sections.map(({ title }) => title)).toEqual(['', 'Responsable', 'Finalidades', 'Unidad de Transparencia']);
  expect(textOf(sections)).toBe(`Antes de todo.\n${BEFORE}`);
  expect(newSection(sections).id).toBe(4);
  expect(textOf([...sections, newSection(sections)])).toBe(textOf(sections));
  expect(moved(sections, 1, -1).map(({ id }) => id)).toEqual([1, 0, 2, 3]);
  const next = { shortEs: 'Corto.', fullEs: BEFORE, shortEn: '', fullEn: '' };
  const draft = draftOf({ follows: 3, next });
  expect(draft.withEnglish).toBe(false);
  expect(textsOf({ ...draft, en: { short: 'typed', sections } })).toEqual(next);
});
