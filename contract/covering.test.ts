import { expect, it } from 'vitest';
import { cover, coveredName } from './covering.ts';

const words = (text: string, passages: string[] | null) => {
  const covered = cover(text, passages);
  return typeof covered === 'string' ? covered : `${covered.passages ?? 'all'}: ${covered.text}`;
};

it.each([
  ['all of it', 'Mi clave es abc', null, 'all: [testado]'],
  ['a passage', 'Mi clave es abc123.', ['abc123'], '1: Mi clave es [testado].'],
  ['wherever it stands', 'abc, y otra vez abc', ['abc'], '2: [testado], y otra vez [testado]'],
  ['neighbours with only blanks between as one', 'soy Ana  Pech y ya', ['Ana', 'Pech'], '1: soy [testado] y ya'],
  ['passages that overlap, whole', 'xxabcxx', ['ab', 'bc'], '1: xx[testado]xx'],
  ['one that overlaps itself, whole', 'baaab', ['aa'], '1: b[testado]b'],
  ['beside a mark of before, as one', 'con [testado] 55 y 66', ['55'], '1: con [testado] y 66'],
  ['a mark of before stays', '[testado] y 66', ['66'], '1: [testado] y [testado]'],
  ['what looks like a pattern', 'a.c (abc) a.c', ['a.c'], '2: [testado] (abc) [testado]'],
  ['what is not there', 'nada', ['algo'], 'absent'],
  ['one of two that is not there', 'algo', ['algo', 'más'], 'absent'],
  ['a part of a mark', 'con [testado]', ['testa'], 'absent'],
  ['nothing left', '[testado]', ['testado'], 'done'],
  ['nothing left of all', '[testado]', null, 'done'],
])('covers %s', (_, text, passages, said) => expect(words(text, passages)).toBe(said));

it('leaves of the name of a file what it opens with', () => {
  expect(coveredName('CURP de Rosa.PDF')).toBe('[testado].PDF');
  expect(coveredName('sin punto')).toBe('[testado]');
});
