/** What the form builder does to the questions of a service. Pure: each gives the whole form anew. */
import { answersOf, FIELDS_MAX, type FieldType, type Form, type FormField, type FormOption } from '#contract/forms.ts';

/** `keep`: what requests already filed know by its key, and must go on being called so. */
export type Known = { readonly keys: ReadonlySet<string>; readonly options: ReadonlySet<string> };

export const knownOf = (published: Form): Known => ({
  keys: new Set(published.map(({ key }) => key)),
  options: new Set(published.flatMap(({ key, options }) => options.map(({ value }) => `${key} ${value}`))),
});

/** "¿Qué impresora es?" → `que_impresora_es`; what has no letters gives the word of last resort. */
export function keyFrom(label: string, resort: string): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 36)
    .replace(/_+$/, '');
  return plain === '' ? resort : plain;
}

/** That word, or with a number after it, that none of these is. */
export function unlike(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let n = 2; ; n += 1) if (!taken.includes(`${wanted}_${n}`)) return `${wanted}_${n}`;
}

export const chooses = ({ type }: Pick<FormField, 'type'>): boolean => type === 'choice' || type === 'several';

const FRESH: Omit<FormField, 'key' | 'type'> = {
  label: { es: '', en: '' },
  help: { es: '', en: '' },
  required: false,
  moment: 'filing',
  min: null,
  max: null,
  format: 'any',
  options: [],
  source: null,
  shownWhen: null,
};

const blank = (value: string): FormOption => ({ value, label: { es: '', en: '' } });

export const keysOf = (form: Form): string[] => form.map(({ key }) => key);

const without = (form: Form, index: number): Form => form.filter((_, at) => at !== index);
const put = (form: Form, index: number, field: FormField): Form => [
  ...form.slice(0, index),
  field,
  ...form.slice(index),
];

/** A new question at that place; a choice begins with two answers to fill in. */
export function added(form: Form, index: number, type: FieldType): Form {
  if (form.length >= FIELDS_MAX) return form;
  const options = chooses({ type }) ? [blank('opcion_1'), blank('opcion_2')] : [];
  return put(form, index, { ...FRESH, options, key: unlike('pregunta', keysOf(form)), type });
}

/** A copy after it: the same but for its key. */
export function duplicated(form: Form, index: number): Form {
  const field = form[index];
  if (!field || form.length >= FIELDS_MAX) return form;
  const copy = structuredClone(field);
  return put(form, index + 1, { ...copy, key: unlike(field.key.slice(0, 36), keysOf(form)) });
}

export const removed = without;
export const restored = put;

export function moved(form: Form, from: number, to: number): Form {
  const field = form[from];
  if (!field || to < 0 || to >= form.length) return form;
  return put(without(form, from), to, field);
}

const changedAt = (form: Form, index: number, next: FormField): Form =>
  form.map((field, at) => (at === index ? next : field));

/** Another key, also where conditions name it. */
function renamed(form: Form, index: number, key: string): Form {
  const before = form[index]?.key;
  return form.map((field, at) => {
    if (at === index) return { ...field, key };
    return field.shownWhen?.key === before && field.shownWhen !== null
      ? { ...field, shownWhen: { ...field.shownWhen, key } }
      : field;
  });
}

const isProvisional = (field: FormField, known: Known): boolean =>
  !known.keys.has(field.key) &&
  (/^pregunta(_\d+)?$/.test(field.key) ||
    field.key.replace(/_\d+$/, '') === keyFrom(field.label.es, 'pregunta').replace(/_\d+$/, ''));

/** Changes a question; while it was never published its key follows its Spanish words. */
export function edited(form: Form, given: { index: number; patch: Partial<FormField>; known: Known }): Form {
  const { index, patch, known } = given;
  const field = form[index];
  if (!field) return form;
  const next = changedAt(form, index, { ...field, ...patch });
  if (patch.label === undefined || !isProvisional(field, known)) return next;
  const others = keysOf(without(form, index));
  return renamed(next, index, unlike(keyFrom(patch.label.es, 'pregunta'), others));
}

/** Another type: what was written for the former one stays at hand, and `tidy` leaves it out of what is kept. */
export function retyped(form: Form, index: number, type: FieldType): Form {
  const field = form[index];
  if (!field) return form;
  const options =
    chooses({ type }) && field.options.length === 0 ? [blank('opcion_1'), blank('opcion_2')] : field.options;
  return changedAt(form, index, { ...field, type, options });
}

/** Changes an answer to choose from; its value follows its words until it is published, in conditions too. */
export function optionEdited(
  form: Form,
  given: { index: number; at: number; label: FormOption['label']; known: Known },
): Form {
  const { index, at, label, known } = given;
  const field = form[index];
  const option = field?.options[at];
  if (!field || !option) return form;
  const follows = !known.options.has(`${field.key} ${option.value}`);
  const others = field.options.filter((_, each) => each !== at).map(({ value }) => value);
  const value = follows ? unlike(keyFrom(label.es, `opcion_${at + 1}`), others) : option.value;
  const options = field.options.map((one, each) => (each === at ? { value, label } : one));
  const next = changedAt(form, index, { ...field, options });
  return value === option.value ? next : optionRenamed(next, field.key, [option.value, value]);
}

const optionRenamed = (form: Form, key: string, [before, after]: readonly [string, string]): Form =>
  form.map((field) =>
    field.shownWhen?.key === key
      ? { ...field, shownWhen: { key, is: field.shownWhen.is.map((value) => (value === before ? after : value)) } }
      : field,
  );

/** New answers after the given place, one for each line. */
export function optionsAdded(form: Form, given: { index: number; after: number; lines: readonly string[] }): Form {
  const { index, after, lines } = given;
  const field = form[index];
  if (!field) return form;
  const options = [...field.options];
  for (const [n, es] of lines.entries()) {
    const taken = options.map(({ value }) => value);
    const value = unlike(keyFrom(es, `opcion_${options.length + 1}`), taken);
    options.splice(after + 1 + n, 0, { value, label: { es, en: '' } });
  }
  return changedAt(form, index, { ...field, options });
}

export function optionsMoved(form: Form, given: { index: number; from: number; to: number }): Form {
  const { index, from, to } = given;
  const field = form[index];
  const option = field?.options[from];
  if (!field || !option || to < 0 || to >= field.options.length) return form;
  const rest = field.options.filter((_, at) => at !== from);
  return changedAt(form, index, { ...field, options: [...rest.slice(0, to), option, ...rest.slice(to)] });
}

export function optionRemoved(form: Form, index: number, at: number): Form {
  const field = form[index];
  if (!field) return form;
  return changedAt(form, index, { ...field, options: field.options.filter((_, each) => each !== at) });
}

/** Questions on which that one may depend: with a closed list of answers, and not waiting for it themselves. */
export const conditionsFor = (form: Form, index: number): FormField[] => {
  const own = form[index];
  const byKey = new Map(form.map((field) => [field.key, field]));
  const waitsForOwn = (field: FormField): boolean => {
    let at: FormField | undefined = field;
    for (let steps = 0; at?.shownWhen && steps <= form.length; steps += 1) {
      if (at.shownWhen.key === own?.key) return true;
      at = byKey.get(at.shownWhen.key);
    }
    return false;
  };
  return form.filter(
    (field, at) =>
      at !== index &&
      (answersOf(field) !== null || field.source !== null) &&
      !waitsForOwn(field) &&
      // Those asked before: above it, or at filing where it is asked at closing.
      (own?.moment === field.moment ? at < index : own?.moment === 'closing'),
  );
};

const LIMITED: readonly FieldType[] = ['text', 'long_text', 'place', 'number', 'several', 'file'];
export const hasLimits = ({ type }: Pick<FormField, 'type'>): boolean => LIMITED.includes(type);

/** The form as it is kept: of each question only what its type knows. */
export const tidy = (form: Form): Form =>
  form.map((field) => ({
    ...field,
    options: chooses(field) && field.source === null ? field.options : [],
    source: chooses(field) ? field.source : null,
    format: field.type === 'text' ? field.format : 'any',
    ...(hasLimits(field) ? {} : { min: null, max: null }),
  }));
