import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type Answers,
  Answers as AnswersSchema,
  answerTroubles,
  closingTroubles,
  type FieldType,
  type Form,
  type FormField,
  formTroubles,
  keptAnswers,
  shownFields,
  withSystems,
} from './forms.ts';

const words = (es: string) => ({ es, en: es });
const field = (key: string, type: FieldType, more: Partial<FormField> = {}): FormField => ({
  ...{ key, type, label: words(key), help: words(''), required: false, moment: 'filing', min: null, max: null },
  ...{ format: 'any', options: [], source: null, shownWhen: null },
  ...more,
});
const option = (value: string) => ({ value, label: words(value) });
const when = (key: string, ...is: string[]) => ({ shownWhen: { key, is } });

describe('questions', () => {
  const fails = field('falla', 'choice', { options: [option('red'), option('equipo')] });
  it.each<[string, Form, string[]]>([
    ['are fine as they are', [fails, field('nodo', 'text', when('falla', 'red'))], []],
    ['have keys of their own', [field('a', 'text'), field('a', 'date')], ['fields.1.key field.form-key-twice']],
    [
      'offer at least two',
      [field('a', 'choice', { options: [option('x')] })],
      ['fields.0.options field.form-options-few'],
    ],
    [
      'offer each once',
      [field('a', 'several', { options: [option('x'), option('x')] })],
      ['fields.0.options field.form-option-twice'],
    ],
    ['have limits in order', [field('a', 'number', { min: 3, max: 2 })], ['fields.0.max field.form-limits-crossed']],
    [
      'depend on one that is there',
      [field('a', 'text', when('b', 'x'))],
      ['fields.0.shownWhen field.form-condition-unknown'],
    ],
    [
      'do not depend on themselves by way of others',
      [field('a', 'yes_no', when('b', 'yes')), field('b', 'yes_no', when('a', 'yes'))],
      ['fields.0.shownWhen field.form-condition-circle', 'fields.1.shownWhen field.form-condition-circle'],
    ],
    [
      'depend on an answer there is',
      [fails, field('a', 'text', when('falla', 'x'))],
      ['fields.1.shownWhen field.form-condition-answer'],
    ],
    [
      'depend on a choice',
      [field('a', 'text'), field('b', 'text', when('a', 'x'))],
      ['fields.1.shownWhen field.form-condition-answer'],
    ],
    [
      'asked at filing do not wait for one of the closing',
      [field('a', 'yes_no', { moment: 'closing' }), field('b', 'text', when('a', 'yes'))],
      ['fields.1.shownWhen field.form-condition-later'],
    ],
    [
      'wait for one that stands above them',
      [field('b', 'text', when('a', 'yes')), field('a', 'yes_no')],
      ['fields.0.shownWhen field.form-condition-below'],
    ],
  ])('%s', (_, form, troubles) => {
    expect(formTroubles(form).map(({ path, message }) => `${path} ${message}`)).toEqual(troubles);
  });

  it('have words by the time they are published, and so have their options', () => {
    const form = [
      field('a', 'text', { label: words('') }),
      field('b', 'choice', { options: [option('x'), { value: 'y', label: words('') }] }),
      field('c', 'text', when('b')),
    ];
    expect(formTroubles(form).map(({ path, message }) => `${path} ${message}`)).toEqual([
      'fields.0.label.es field.required',
      'fields.1.options.1.label.es field.required',
      'fields.2.shownWhen field.required',
    ]);
  });

  it('may take their options from the systems, and conditions may name one', () => {
    const form = [field('a', 'choice', { source: 'systems' }), field('b', 'text', when('a', 'opergob'))];
    const resolved = withSystems(form, [option('opergob'), option('sideol')]);
    expect(formTroubles(resolved)).toEqual([]);
    expect(answerTroubles(resolved, { a: 'sideol' }, 'filing')).toEqual([]);
    expect(answerTroubles(resolved, { a: 'retirado' }, 'filing')).toMatchObject([{ message: 'field.choice' }]);
    expect(formTroubles(withSystems(form, [option('sideol'), option('otro')]))).toMatchObject([
      { path: 'fields.1.shownWhen', message: 'field.form-condition-answer' },
    ]);
  });

  it('are shown by answers, and hidden with what they depend on', () => {
    const form = [
      field('a', 'yes_no'),
      field('b', 'several', { options: [option('x'), option('y')], ...when('a', 'yes') }),
      field('c', 'text', when('b', 'y')),
      field('d', 'text', { moment: 'closing', ...when('a', 'no') }),
    ];
    const shown = (answers: Answers, moment: 'filing' | 'closing' = 'filing') =>
      shownFields(form, answers, moment).map(({ key }) => key);
    expect(shown({})).toEqual(['a']);
    expect(shown({ a: true })).toEqual(['a', 'b']);
    expect(shown({ a: true, b: ['x', 'y'] })).toEqual(['a', 'b', 'c']);
    expect(shown({ a: false, b: ['y'] })).toEqual(['a']);
    expect(shown({ a: false }, 'closing')).toEqual(['d']);
    expect(keptAnswers(form, { a: false, b: ['y'], c: 'ya no' }, 'filing')).toEqual({ a: false });
  });
});

describe('answers', () => {
  const ID = '0198c0de-0000-7000-8000-000000000001';
  it.each<[FieldType, Partial<FormField>, unknown[], [unknown, string][]]>([
    [
      'text',
      { max: 5 },
      ['corto'],
      [
        ['demasiado', 'field.too-long'],
        [3, 'field.text'],
      ],
    ],
    ['text', { format: 'mac' }, ['00:1B:44:11:3A:B7'], [['00:1B', 'field.format-mac']]],
    [
      'text',
      { format: 'digits', min: 3 },
      ['2345'],
      [
        ['23a', 'field.format-digits'],
        ['12', 'field.too-short'],
      ],
    ],
    ['text', { format: 'email' }, ['a@b.mx'], [['a@b', 'field.format-email']]],
    ['long_text', {}, ['x'.repeat(4_000)], [['x'.repeat(4_001), 'field.too-long']]],
    ['place', {}, ['Edificio A'], [[['A'], 'field.text']]],
    [
      'number',
      { min: 1, max: 9 },
      [1, 9],
      [
        [0, 'field.number-low'],
        [10, 'field.number-high'],
        ['1', 'field.number'],
      ],
    ],
    [
      'date',
      {},
      ['2028-02-29'],
      [
        ['2027-02-29', 'field.date'],
        ['29/02/2028', 'field.date'],
      ],
    ],
    [
      'date_time',
      {},
      ['2026-11-23T09:05'],
      [
        ['2026-11-23T24:00', 'field.instant'],
        ['2026-11-23', 'field.instant'],
      ],
    ],
    ['yes_no', {}, [true, false], [['yes', 'field.choice']]],
    ['choice', { options: [option('x'), option('y')] }, ['x'], [['z', 'field.choice']]],
    [
      'several',
      { options: [option('x'), option('y')], max: 1 },
      [['y']],
      [
        [['x', 'y'], 'field.too-many'],
        [['z'], 'field.choice'],
        [['x', 'x'], 'field.choice'],
      ],
    ],
    ['person', {}, [ID], [['rosa', 'field.choice']]],
    ['agency', {}, [ID], [['SEFOME', 'field.choice']]],
    ['phone', {}, ['312 316 2000 ext. 2345'], [['no tengo', 'field.phone']]],
    [
      'link',
      {},
      ['https://www.col.gob.mx/'],
      [
        ['javascript:alert(1)', 'field.link'],
        ['www.col.gob.mx', 'field.link'],
      ],
    ],
    ['file', { min: 1 }, [[ID]], [[['oficio.pdf'], 'field.choice']]],
  ])('to a %s', (type, more, good, bad) => {
    const form = [field('a', type, more)];
    for (const answer of good) expect(answerTroubles(form, { a: answer } as Answers, 'filing')).toEqual([]);
    for (const [answer, message] of bad)
      expect(answerTroubles(form, { a: answer } as Answers, 'filing')).toMatchObject([{ path: 'answers.a', message }]);
  });

  it('are told the limit they passed', () => {
    const form = [field('a', 'number', { max: 9 })];
    expect(answerTroubles(form, { a: 10 }, 'filing')).toEqual([
      { path: 'answers.a', message: 'field.number-high', limit: 9 },
    ]);
  });

  it('that are required are missed only while their question is shown; to what is not shown there is none', () => {
    const form = [
      field('a', 'yes_no', { required: true }),
      field('b', 'text', { required: true, ...when('a', 'yes') }),
    ];
    const troubles = (answers: Answers) =>
      answerTroubles(form, answers, 'filing').map((one) => `${one.path} ${one.message}`);
    expect(troubles({})).toEqual(['answers.a field.required']);
    expect(troubles({ a: true })).toEqual(['answers.b field.required']);
    expect(troubles({ a: true, b: '   ' })).toEqual(['answers.b field.required']);
    expect(troubles({ a: false })).toEqual([]);
    expect(troubles({ a: false, b: 'escondida' })).toEqual(['answers.b field.unknown']);
  });

  it('at closing are asked by what was filed, and none to what was filed is taken again', () => {
    const form = [field('a', 'yes_no'), field('b', 'text', { moment: 'closing', required: true, ...when('a', 'yes') })];
    const troubles = (filed: Answers, closing: Answers) =>
      closingTroubles(form, filed, closing).map((one) => `${one.path} ${one.message}`);
    expect(troubles({ a: false }, {})).toEqual([]);
    expect(troubles({ a: true }, {})).toEqual(['answers.b field.required']);
    expect(troubles({ a: true }, { b: 'ABC', a: false })).toEqual(['answers.a field.unknown']);
    expect(troubles({ a: true }, { b: 'ABC' })).toEqual([]);
  });

  it('are kept as any text is: composed, trimmed, without what no database can store', () => {
    expect(v.parse(AnswersSchema, { a: '  co\u0301digo  ' })).toEqual({ a: 'código' });
    expect(v.safeParse(AnswersSchema, { a: 'x\0y' }).success).toBe(false);
    expect(v.safeParse(AnswersSchema, { a: ['x\0y'] }).success).toBe(false);
    expect(v.safeParse(AnswersSchema, { 'no es clave': 'x' }).success).toBe(false);
  });
});
