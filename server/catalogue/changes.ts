/** Pure: what one version of a service says otherwise than another, part by part and question by question. */
import { answersOf, type Form, type FormField } from '#contract/forms.ts';
import type { ContentChange, ServiceContent } from '#contract/service-content.ts';
import type { LocalText } from '#contract/shapes.ts';
import {
  FORMAT_WORDS,
  inBoth,
  KIND_WORDS,
  listed,
  MOMENT_WORDS,
  POSITION_WORDS,
  plain,
  TYPE_WORDS,
  yesOrNo,
} from './words.ts';

/** What ids are called; an id that is not there is shown as it is. */
export type Names = {
  readonly areas: ReadonlyMap<string, LocalText>;
  readonly levels: ReadonlyMap<string, LocalText>;
  readonly teams: ReadonlyMap<string, LocalText>;
  readonly agencies: ReadonlyMap<string, LocalText>;
};

type Part = ContentChange['part'];
type Shown = LocalText | null;

const named = (names: ReadonlyMap<string, LocalText>, id: string): LocalText => names.get(id) ?? plain(id);
const orNobody = (texts: readonly LocalText[], otherwise: 'questions.nobody' | 'questions.everybody'): LocalText =>
  texts.length === 0 ? inBoth(otherwise) : listed(texts);

const OF_SERVICE: Partial<Record<Part, (content: ServiceContent, names: Names) => LocalText>> = {
  code: (content) => plain(content.code),
  area: (content, names) => named(names.areas, content.areaId),
  kind: (content) => inBoth(KIND_WORDS[content.kind]),
  name: (content) => content.name,
  description: (content) => content.description,
  level: (content, names) => named(names.levels, content.levelId),
  team: (content, names) => (content.teamId === null ? inBoth('questions.nobody') : named(names.teams, content.teamId)),
  keywords: (content) => orNobody(content.keywords.map(plain), 'questions.nobody'),
  audience: ({ audience }, names) =>
    orNobody(
      [
        ...audience.agencyIds.map((id) => named(names.agencies, id)),
        ...audience.positionLevels.map((level) => inBoth(POSITION_WORDS[level])),
      ],
      'questions.everybody',
    ),
  approval: (content) => yesOrNo(content.requiresApproval),
};

const limits = ({ min, max }: FormField): LocalText => {
  if (min !== null && max !== null) return inBoth('questions.limits.both', { min, max });
  if (min !== null) return inBoth('questions.limits.min', { min });
  return max === null ? inBoth('questions.limits.none') : inBoth('questions.limits.max', { max });
};

/** What an answer named in a condition is called. */
const called = (field: FormField | undefined, value: string): LocalText => {
  if (field?.type === 'yes_no') return yesOrNo(value === 'yes');
  return field?.options.find((option) => option.value === value)?.label ?? plain(value);
};

function condition(field: FormField, form: Form): LocalText {
  if (field.shownWhen === null) return inBoth('questions.always');
  const { key, is } = field.shownWhen;
  const other = form.find((one) => one.key === key);
  const question = other?.label ?? plain(key);
  const answers = listed(is.map((value) => called(other, value)));
  return inBoth('questions.condition', {
    es: { question: question.es, answers: answers.es },
    en: { question: question.en, answers: answers.en },
  });
}

const OF_QUESTION: Partial<Record<Part, (field: FormField, form: Form) => LocalText>> = {
  label: (field) => field.label,
  type: (field) => inBoth(TYPE_WORDS[field.type]),
  help: (field) => field.help,
  required: (field) => yesOrNo(field.required),
  moment: (field) => inBoth(MOMENT_WORDS[field.moment]),
  limits,
  format: (field) => inBoth(FORMAT_WORDS[field.format]),
  options: (field) =>
    field.source === 'systems' ? inBoth('questions.systems') : listed(field.options.map((option) => option.label)),
  condition,
};

const differs = (one: Shown, other: Shown): boolean => one?.es !== other?.es || one?.en !== other?.en;

/** `before` null: everything is new. Both with the ids they were written with. */
export function changesBetween(before: ServiceContent | null, after: ServiceContent, names: Names): ContentChange[] {
  const ofService = Object.entries(OF_SERVICE).flatMap(([part, shown]): ContentChange[] => {
    const values = { before: before && shown(before, names), after: shown(after, names) };
    return differs(values.before, values.after) ? [{ part: part as Part, question: null, ...values }] : [];
  });
  return [...ofService, ...changesOfForm(before?.form ?? [], after.form)];
}

const questionOf = ({ key, label }: FormField) => ({ key, label });

function changesOfForm(before: Form, after: Form): ContentChange[] {
  const [earlier, later] = [byKey(before), byKey(after)];
  const removed = before
    .filter((field) => !later.has(field.key))
    .map(
      (field): ContentChange => ({ part: 'removed', question: questionOf(field), before: field.label, after: null }),
    );
  const rest = after.flatMap((field): ContentChange[] => {
    const was = earlier.get(field.key);
    if (was === undefined)
      return [{ part: 'added', question: questionOf(field), before: null, after: inBoth(TYPE_WORDS[field.type]) }];
    return changesOfField({ field: was, form: before }, { field, form: after });
  });
  const order = (form: Form, others: ReadonlyMap<string, FormField>) => form.filter((field) => others.has(field.key));
  const [was, is] = [order(before, later), order(after, earlier)];
  const moved = was.some((field, index) => field.key !== is[index]?.key);
  const labels = (form: Form) => listed(form.map((field) => field.label));
  return [
    ...removed,
    ...rest,
    ...(moved ? [{ part: 'order', question: null, before: labels(was), after: labels(is) } as const] : []),
  ];
}

type Asked = { field: FormField; form: Form };

function changesOfField(was: Asked, is: Asked): ContentChange[] {
  const found = Object.entries(OF_QUESTION).flatMap(([part, shown]): ContentChange[] => {
    const values = { before: shown(was.field, was.form), after: shown(is.field, is.form) };
    return differs(values.before, values.after)
      ? [{ part: part as Part, question: questionOf(is.field), ...values }]
      : [];
  });
  // Keys of options are not shown: two lists that read the same may still be answered differently.
  const keys = (field: FormField) => [field.source, ...(answersOf(field) ?? [])].join(' ');
  const rekeyed =
    keys(was.field) !== keys(is.field) && !found.some((one) => one.part === 'options' || one.part === 'type');
  if (!rekeyed) return found;
  const listing = (field: FormField) =>
    listed(
      field.options.map(({ value, label }) => ({
        es: `${label.es} (${value})`,
        en: `${label.en} (${value})`,
      })),
    );
  return [
    ...found,
    { part: 'options', question: questionOf(is.field), before: listing(was.field), after: listing(is.field) },
  ];
}

const byKey = (form: Form): Map<string, FormField> => new Map(form.map((field) => [field.key, field]));

/** What somebody who was filling in `before` must look at again in `after`. */
export function newsBetween(before: Form, after: Form): { added: string[]; changed: string[]; removed: LocalText[] } {
  const changes = changesOfForm(before, after);
  const keys = (wanted: (part: Part) => boolean): string[] => [
    ...new Set(changes.flatMap(({ part, question }) => (question !== null && wanted(part) ? [question.key] : []))),
  ];
  return {
    added: keys((part) => part === 'added'),
    changed: keys((part) => part !== 'added' && part !== 'removed'),
    removed: changes.flatMap(({ part, question }) => (part === 'removed' && question !== null ? [question.label] : [])),
  };
}
