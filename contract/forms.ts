/**
 * The questions of a service: what its form asks, when each is shown, and whether answers fit. Pure, and here, because the
 * builder, the form that is filled in and the server must not differ in a single case.
 */
import * as v from 'valibot';
import {
  type Answer,
  type Answers,
  type FIELD_FORMATS,
  FIELDS_MAX,
  type FieldType,
  type Form,
  type FormField,
  type FormOption,
  type FormTrouble,
  TEXT_MAX,
} from './form-shapes.ts';
import { id } from './shapes.ts';

export * from './form-shapes.ts';

type Said = Omit<FormTrouble, 'path'>;

const chooses = (field: FormField): boolean => field.type === 'choice' || field.type === 'several';

/** The form with the systems in the place of the options that come from them: as it is filled in, and as it is checked. */
export const withSystems = (form: Form, systems: readonly FormOption[]): Form =>
  form.map((field) => (field.source === 'systems' && chooses(field) ? { ...field, options: [...systems] } : field));

/**
 * What is wrong with the questions themselves, each said at its place. Empty: they may be published. Give it the form
 * `withSystems`, or conditions on a system are taken for wrong.
 */
export function formTroubles(form: Form): FormTrouble[] {
  const byKey = new Map(form.map((field) => [field.key, field]));
  return form.flatMap((field, index) => {
    const at = (part: string, message: string): FormTrouble => ({ path: `fields.${index}.${part}`, message });
    const found: FormTrouble[] = [];
    if (form.findIndex((other) => other.key === field.key) !== index) found.push(at('key', 'field.form-key-twice'));
    if (field.label.es === '') found.push(at('label.es', 'field.required'));
    const unnamed = field.options.findIndex((option) => option.label.es === '');
    if (unnamed >= 0) found.push(at(`options.${unnamed}.label.es`, 'field.required'));
    if (chooses(field) && field.source === null && field.options.length < 2)
      found.push(at('options', 'field.form-options-few'));
    if (new Set(field.options.map((option) => option.value)).size < field.options.length)
      found.push(at('options', 'field.form-option-twice'));
    if (field.min !== null && field.max !== null && field.min > field.max)
      found.push(at('max', 'field.form-limits-crossed'));
    return [...found, ...conditionTroubles(field, { byKey, form, index }).map((message) => at('shownWhen', message))];
  });
}

type Standing = { byKey: ReadonlyMap<string, FormField>; form: Form; index: number };

function conditionTroubles(field: FormField, { byKey, form, index }: Standing): string[] {
  const { shownWhen } = field;
  if (shownWhen === null) return [];
  const other = byKey.get(shownWhen.key);
  if (other === undefined) return ['field.form-condition-unknown'];
  if (inCircle(field, byKey)) return ['field.form-condition-circle'];
  if (field.moment === 'filing' && other.moment === 'closing') return ['field.form-condition-later'];
  // Whoever answers from top to bottom would see a question come up above the one they stand at.
  if (field.moment === other.moment && form.indexOf(other) > index) return ['field.form-condition-below'];
  const values = answersOf(other);
  if (shownWhen.is.length === 0) return ['field.required'];
  return values !== null && shownWhen.is.every((value) => values.includes(value))
    ? []
    : ['field.form-condition-answer'];
}

/** The answers a condition may name; null for questions that have no closed list of them. */
export function answersOf(field: FormField): readonly string[] | null {
  if (field.type === 'yes_no') return ['yes', 'no'];
  if (chooses(field)) return field.options.map((option) => option.value);
  return null;
}

function inCircle(field: FormField, byKey: ReadonlyMap<string, FormField>): boolean {
  const met = new Set<string>();
  for (let at: FormField | undefined = field; at?.shownWhen; at = byKey.get(at.shownWhen.key)) {
    if (met.has(at.key)) return true;
    met.add(at.key);
  }
  return false;
}

const said = (answer: Answer | undefined): readonly string[] => {
  if (typeof answer === 'boolean') return [answer ? 'yes' : 'no'];
  if (Array.isArray(answer)) return answer;
  return answer === undefined ? [] : [String(answer)];
};

/** The questions of that moment that these answers leave on the screen, in order. */
export function shownFields(form: Form, answers: Answers, moment: FormField['moment']): FormField[] {
  const byKey = new Map(form.map((field) => [field.key, field]));
  const isShown = (field: FormField, depth = 0): boolean => {
    if (field.shownWhen === null) return true;
    const { key, is } = field.shownWhen;
    const other = byKey.get(key);
    if (other === undefined || depth > FIELDS_MAX || !isShown(other, depth + 1)) return false;
    return said(answers[key]).some((value) => is.includes(value));
  };
  return form.filter((field) => field.moment === moment && isShown(field));
}

const isEmpty = (answer: Answer | undefined): boolean =>
  answer === undefined ||
  (typeof answer === 'string' && answer.trim() === '') ||
  (Array.isArray(answer) && answer.length === 0);

/**
 * What is wrong with the answers of that moment, at `answers.<key>`. An answer to a question that is not shown is an error
 * too (`field.unknown`): `keptAnswers` leaves it out before.
 */
export const answerTroubles = (form: Form, answers: Answers, moment: FormField['moment']): FormTrouble[] =>
  troublesOf(shownFields(form, answers, moment), answers);

/** The same at closing, where what was answered at filing decides with the rest what is asked. */
export const closingTroubles = (form: Form, filed: Answers, closing: Answers): FormTrouble[] =>
  troublesOf(shownFields(form, { ...closing, ...filed }, 'closing'), closing);

function troublesOf(shown: readonly FormField[], answers: Answers): FormTrouble[] {
  const known = new Set(shown.map((field) => field.key));
  const strange = Object.keys(answers).filter((key) => !known.has(key));
  return [
    ...strange.map((key) => ({ path: `answers.${key}`, message: 'field.unknown' })),
    ...shown.flatMap((field) => {
      const trouble = answerTrouble(field, answers[field.key]);
      return trouble === null ? [] : [{ path: `answers.${field.key}`, ...trouble }];
    }),
  ];
}

/** Only what is asked: of a question hidden again while the form was filled in, nothing is sent. */
export function keptAnswers(form: Form, answers: Answers, moment: FormField['moment']): Answers {
  const kept = shownFields(form, answers, moment).flatMap(({ key }): [string, Answer][] => {
    const answer = answers[key];
    return answer === undefined || isEmpty(answer) ? [] : [[key, answer]];
  });
  return Object.fromEntries(kept);
}

function answerTrouble(field: FormField, answer: Answer | undefined): Said | null {
  if (answer === undefined || isEmpty(answer)) return field.required ? { message: 'field.required' } : null;
  const said = CHECKS[field.type](answer, field);
  return typeof said === 'string' ? { message: said } : said;
}

type Check = (answer: Answer, field: FormField) => string | Said | null;

const within = (value: number, field: FormField, messages: readonly [low: string, high: string]): Said | null => {
  const { min, max } = field;
  if (min !== null && value < min) return { message: messages[0], limit: min };
  return max !== null && value > max ? { message: messages[1], limit: max } : null;
};
const FORMATS: Record<(typeof FIELD_FORMATS)[number], { pattern: RegExp; refusal: string }> = {
  any: { pattern: /^/, refusal: 'field.text' },
  digits: { pattern: /^\d+$/, refusal: 'field.format-digits' },
  mac: { pattern: /^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/, refusal: 'field.format-mac' },
  email: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, refusal: 'field.format-email' },
};
const textOf =
  (most: number): Check =>
  (answer, field) => {
    if (typeof answer !== 'string') return 'field.text';
    if (answer.length > most) return { message: 'field.too-long', limit: most };
    const { pattern, refusal } = FORMATS[field.format];
    if (!pattern.test(answer)) return refusal;
    return within(answer.length, field, ['field.too-short', 'field.too-long']);
  };
const fits =
  (schema: v.GenericSchema, message: string): Check =>
  (answer) =>
    v.is(schema, answer) ? null : message;
const date = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (value: string): boolean => {
  const read = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value.slice(0, 10));
};
const listOf =
  (allowed: (field: FormField) => readonly string[] | null): Check =>
  (answer, field) => {
    if (!Array.isArray(answer)) return 'field.choice';
    const values = allowed(field);
    const isKnown =
      values === null ? answer.every((one) => v.is(id('Any'), one)) : answer.every((one) => values.includes(one));
    if (!isKnown || new Set(answer).size < answer.length) return 'field.choice';
    return within(answer.length, field, ['field.too-few', 'field.too-many']);
  };

const CHECKS: Record<FieldType, Check> = {
  text: textOf(TEXT_MAX.text),
  long_text: textOf(TEXT_MAX.long_text),
  place: textOf(TEXT_MAX.text),
  number: (answer, field) =>
    typeof answer === 'number' && Number.isFinite(answer)
      ? within(answer, field, ['field.number-low', 'field.number-high'])
      : 'field.number',
  date: (answer) => (typeof answer === 'string' && date.test(answer) && isDay(answer) ? null : 'field.date'),
  date_time: (answer) =>
    typeof answer === 'string' && /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/.test(answer) && isDay(answer)
      ? null
      : 'field.instant',
  yes_no: fits(v.boolean(), 'field.choice'),
  choice: (answer, field) => (field.options.some((option) => option.value === answer) ? null : 'field.choice'),
  several: listOf((field) => field.options.map((option) => option.value)),
  person: fits(id('PersonId'), 'field.choice'),
  agency: fits(id('AgencyId'), 'field.choice'),
  phone: fits(v.pipe(v.string(), v.maxLength(60), v.regex(/\d{3}/)), 'field.phone'),
  link: fits(v.pipe(v.string(), v.maxLength(500), v.regex(/^https?:\/\/[^\s]+$/i), v.url()), 'field.link'),
  file: listOf(() => null),
};
