import { describe, expect, it } from 'vitest';
import { type Form, type FormField, formTroubles } from '#contract/forms.ts';
import {
  added,
  conditionsFor,
  duplicated,
  edited,
  keyFrom,
  keysOf,
  knownOf,
  moved,
  optionEdited,
  optionRemoved,
  optionsAdded,
  optionsMoved,
  removed,
  restored,
  retyped,
  tidy,
  unlike,
} from './questions.ts';

const words = (es: string) => ({ es, en: '' });
const question = (key: string, more: Partial<FormField> = {}): FormField => ({
  ...{ key, type: 'text', label: words(key), help: words(''), required: false, moment: 'filing', min: null },
  ...{ max: null, format: 'any', options: [], source: null, shownWhen: null },
  ...more,
});
const option = (value: string) => ({ value, label: words(value) });
const NEW = knownOf([]);
const FORM: Form = [
  question('problema', { type: 'choice', options: [option('papel'), option('toner')] }),
  question('modelo', { shownWhen: { key: 'problema', is: ['toner'] } }),
  question('urge', { type: 'yes_no' }),
];

describe('the key of a question', () => {
  it.each([
    ['¿Qué impresora es?', 'que_impresora_es'],
    ['  Número de inventario  ', 'numero_de_inventario'],
    ['2 de 3', 'de_3'],
    ['¿?', 'pregunta'],
    ['ñandú'.repeat(20), 'nandunandunandunandunandunandunandun'],
  ])('of %j is %s', (label, key) => {
    expect(keyFrom(label, 'pregunta')).toBe(key);
    expect(key).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
  });

  it('is like no other', () => {
    expect(unlike('a', ['a', 'a_2'])).toBe('a_3');
  });

  it('follows the words of a question never published, also where a condition names it', () => {
    const next = edited(FORM, { index: 0, patch: { label: words('¿Qué pasa?') }, known: NEW });
    expect(keysOf(next)).toEqual(['que_pasa', 'modelo', 'urge']);
    expect(next[1]?.shownWhen?.key).toBe('que_pasa');
    expect(formTroubles(next)).toEqual([]);
  });

  it('stays once published, or once it is not that of its words', () => {
    const patch = { label: words('Otra cosa') };
    expect(keysOf(edited(FORM, { index: 0, patch, known: knownOf(FORM) }))[0]).toBe('problema');
    const own = [question('clave_propia', { label: words('Modelo') })];
    expect(keysOf(edited(own, { index: 0, patch, known: NEW }))).toEqual(['clave_propia']);
  });

  it('is never that of another question', () => {
    const form = added(FORM, 3, 'text');
    const next = edited(form, { index: 3, patch: { label: words('Modelo') }, known: NEW });
    expect(keysOf(next)).toEqual(['problema', 'modelo', 'urge', 'modelo_2']);
  });
});

describe('questions', () => {
  it('are added where one stands, a choice with two answers to fill in', () => {
    const next = added(FORM, 1, 'several');
    expect(next.map(({ type }) => type)).toEqual(['choice', 'several', 'text', 'yes_no']);
    expect(next[1]?.options).toHaveLength(2);
    const full = Array.from({ length: 40 }, (_, n) => question(`q${n}`));
    expect(added(full, 0, 'text')).toBe(full);
    expect(duplicated(full, 0)).toBe(full);
  });

  it('are copied with everything but their key', () => {
    const next = duplicated(FORM, 0);
    expect(next[1]).toEqual({ ...FORM[0], key: 'problema_2' });
    expect(next[1]?.options).not.toBe(FORM[0]?.options);
  });

  it('go away and come back to their place', () => {
    const gone = removed(FORM, 1);
    expect(keysOf(gone)).toEqual(['problema', 'urge']);
    expect(restored(gone, 1, FORM[1] as FormField)).toEqual(FORM);
  });

  it('move within the form and not out of it', () => {
    expect(keysOf(moved(FORM, 0, 2))).toEqual(['modelo', 'urge', 'problema']);
    expect(keysOf(moved(FORM, 2, 0))).toEqual(['urge', 'problema', 'modelo']);
    expect(moved(FORM, 0, -1)).toBe(FORM);
    expect(moved(FORM, 2, 3)).toBe(FORM);
  });

  it('keep what was written for another type, and leave it out of what is kept', () => {
    const asText = retyped(FORM, 0, 'text');
    expect(asText[0]?.options).toHaveLength(2);
    expect(tidy(asText)[0]?.options).toEqual([]);
    expect(retyped(asText, 0, 'choice')).toEqual(FORM);
    const number = retyped([question('a', { type: 'number', min: 1, format: 'any' })], 0, 'date');
    expect(tidy(number)[0]).toMatchObject({ min: null, max: null });
    expect(tidy([question('a', { format: 'mac', type: 'long_text' })])[0]?.format).toBe('any');
    expect(tidy([question('a', { type: 'choice', source: 'systems', options: [option('x')] })])[0]?.options).toEqual(
      [],
    );
  });

  it('may depend on those asked before, with a closed list of answers, that do not wait for them', () => {
    const of = (index: number, form: Form = FORM) => keysOf(conditionsFor(form, index));
    expect(of(1)).toEqual(['problema']);
    expect(of(2)).toEqual(['problema']);
    expect(of(0)).toEqual([]);
    const circle = FORM.map((field) =>
      field.key === 'problema' ? { ...field, shownWhen: { key: 'urge', is: [] } } : field,
    );
    expect(of(2, circle)).toEqual([]);
    const later = FORM.map((field) => (field.key === 'urge' ? { ...field, moment: 'closing' as const } : field));
    expect(of(0, later)).toEqual([]);
    // Asked at filing, wherever it stands, it is answered by the time the other is asked.
    expect(of(0, later.toReversed())).toEqual(['problema']);
  });
});

describe('answers to choose from', () => {
  it('take a value from their words until published, also in conditions', () => {
    const given = { index: 0, at: 1, label: words('Falta tóner') };
    const next = optionEdited(FORM, { ...given, known: NEW });
    expect(next[0]?.options[1]).toEqual({ value: 'falta_toner', label: words('Falta tóner') });
    expect(next[1]?.shownWhen?.is).toEqual(['falta_toner']);
    const kept = optionEdited(FORM, { ...given, known: knownOf(FORM) });
    expect(kept[0]?.options[1]).toEqual({ value: 'toner', label: words('Falta tóner') });
    expect(kept[1]).toBe(FORM[1]);
  });

  it('come one for each line, go, and change places', () => {
    const next = optionsAdded(FORM, { index: 0, after: 0, lines: ['Otro', 'Otro'] });
    expect(next[0]?.options.map(({ value }) => value)).toEqual(['papel', 'otro', 'otro_2', 'toner']);
    expect(optionRemoved(next, 0, 1)[0]?.options.map(({ value }) => value)).toEqual(['papel', 'otro_2', 'toner']);
    expect(optionsMoved(FORM, { index: 0, from: 0, to: 1 })[0]?.options.map(({ value }) => value)).toEqual([
      'toner',
      'papel',
    ]);
    expect(optionsMoved(FORM, { index: 0, from: 0, to: 2 })).toBe(FORM);
  });
});
