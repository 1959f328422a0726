/** Answers to the questions of a service: checked when they come in, kept with what they name, shown in the words asked. */
import type { AttachmentView } from '#contract/attachments.ts';
import {
  type Answer,
  type Answers,
  type AnswerView,
  answerTroubles,
  closingTroubles,
  type Form,
  type FormField,
  type FormTrouble,
  withSystems,
} from '#contract/forms.ts';
import type { RequestView } from '#contract/requests.ts';
import type { LocalText } from '#contract/shapes.ts';
import { translator } from '#locales/catalogues.ts';
import { peopleByIds } from '#server/accounts/index.ts';
import type { Service } from '#server/catalogue/index.ts';
import { Fault, type FieldFault } from '#server/shared/fault.ts';
import type { Reader } from '#server/shared/store.ts';
import { type Surroundings, versionOf } from './surroundings.ts';

/** `names`: what people, agencies, systems and files were called when they were named, by id or key. */
export type KeptAnswers = {
  readonly serviceId: string;
  readonly version: number;
  readonly values: Answers;
  readonly names: Readonly<Record<string, LocalText>>;
};
/**
 * Column `answers`. Each part says under which version it was asked, so that a reclassified request keeps its words;
 * `former`: there once it was, with what was filed under the services before, oldest first.
 */
export type RequestAnswers = {
  readonly filing?: KeptAnswers;
  readonly closing?: KeptAnswers;
  readonly former?: readonly KeptAnswers[];
};

const refuse = (fields: readonly FieldFault[]): never => {
  throw new Fault('input.invalid', {}, { fields });
};
const toField = ({ limit, ...said }: FormTrouble): FieldFault => (limit === undefined ? said : { ...said, limit });
export const refuseTroubles = (troubles: readonly FormTrouble[]): void => {
  if (troubles.length > 0) refuse(troubles.map(toField));
};

/** The form of a service as it is filled in today. */
const formToday = (among: Surroundings, service: Pick<Service, 'id' | 'publishedVersion'>): Form =>
  withSystems(versionOf(among, service.id, service.publishedVersion)?.content.form ?? [], among.systems);

/** Ids of the files that answer questions. */
const filesOf = (form: Form, values: Answers): string[] =>
  form.flatMap((field): string[] => {
    const answer = field.type === 'file' ? values[field.key] : undefined;
    return Array.isArray(answer) ? answer : [];
  });

export type Given = { readonly answers: Answers; readonly formVersion: number | null };
export type Answered = { readonly form: Form; readonly values: Answers; readonly fileIds: readonly string[] };
const NOTHING: Answered = { form: [], values: {}, fileIds: [] };

/**
 * What was answered at filing, as far as the form can say that it fits. Refuses `form.changed` when the form is no longer
 * the one that was filled in. Who names no version is asked the questions of the day all the same. `some`: what is
 * required may be left for later.
 */
export function answeredAtFiling(
  among: Surroundings,
  service: Service | null,
  given: Given,
  how: 'all' | 'some' = 'all',
): Answered {
  const { answers, formVersion } = given;
  if (service === null) {
    const strange = Object.keys(answers).map((key) => ({ path: `answers.${key}`, message: 'field.unknown' }));
    return strange.length > 0 ? refuse(strange) : NOTHING;
  }
  if (formVersion !== null && formVersion !== service.publishedVersion)
    throw new Fault('form.changed', { version: service.publishedVersion ?? 0 });
  const form = formToday(among, service);
  const troubles = answerTroubles(form, answers, 'filing');
  refuseTroubles(how === 'all' ? troubles : troubles.filter(({ message }) => message !== 'field.required'));
  return { form, values: answers, fileIds: filesOf(form, answers) };
}

/** What was answered at closing, by the form of the service as the request has it. */
export function answeredAtClosing(among: Surroundings, row: Asked, answers: Answers): Answered {
  const asked = askedAtClosing(among, row);
  if (asked === null) return answeredAtFiling(among, null, { answers, formVersion: null });
  const troubles = closingTroubles(asked.form, asked.filed, answers).map(({ path, ...said }) =>
    toField({ ...said, path: path.replace(/^answers\./, 'closingAnswers.') }),
  );
  if (troubles.length > 0) refuse(troubles);
  return { form: asked.form, values: answers, fileIds: filesOf(asked.form, answers) };
}

export type Asked = {
  readonly service_id: string | null;
  readonly service_version: number | null;
  readonly answers: RequestAnswers;
};

/** The questions at closing, with what was filed and decides which are shown; null where there are none. */
function askedAtClosing(among: Surroundings, row: Asked): RequestView['closingForm'] {
  if (row.service_id === null) return null;
  const form = withSystems(versionOf(among, row.service_id, row.service_version)?.content.form ?? [], among.systems);
  if (!form.some((field) => field.moment === 'closing')) return null;
  const { filing } = row.answers;
  return { form, filed: filing?.serviceId === row.service_id ? filing.values : {} };
}

type Naming = {
  among: Surroundings;
  /** Of the requester: people outside it are nobody's to name. */
  agencyId: string;
  files: readonly Pick<AttachmentView, 'id' | 'name'>[];
  path: 'answers' | 'closingAnswers';
};

/** With the names of what they name; refuses a person who is not of the agency, and an agency there is not. */
export async function withNames(db: Reader, answered: Answered, naming: Naming): Promise<KeptAnswers['names']> {
  const { form, values } = answered;
  const names: Record<string, LocalText> = {};
  const people = await peopleNamed(db, answered);
  for (const field of form) {
    const answer = values[field.key];
    if (answer === undefined) continue;
    for (const one of Array.isArray(answer) ? answer : [answer]) {
      const name = nameOf(field, String(one), { ...naming, people });
      if (name === null) refuse([{ path: `${naming.path}.${field.key}`, message: 'field.choice' }]);
      else if (name !== undefined) names[String(one)] = name;
    }
  }
  return names;
}

type People = Awaited<ReturnType<typeof peopleByIds>>;

async function peopleNamed(db: Reader, { form, values }: Answered): Promise<People> {
  const ids = form.filter((field) => field.type === 'person').map((field) => values[field.key]);
  const named = ids.filter((id) => typeof id === 'string');
  return named.length === 0 ? new Map() : peopleByIds(db, named);
}

/** Undefined: nothing to name; null: not one that may be named. */
function nameOf(field: FormField, value: string, naming: Naming & { people: People }): LocalText | null | undefined {
  const same = (text: string): LocalText => ({ es: text, en: text });
  if (field.type === 'person') {
    const person = naming.people.get(value);
    return person?.state === 'active' && person.agencyId === naming.agencyId ? same(person.fullName) : null;
  }
  if (field.type === 'agency') return naming.among.agencies.get(value)?.name ?? null;
  if (field.type === 'file') return same(naming.files.find((file) => file.id === value)?.name ?? '');
  if (field.source === 'systems') return field.options.find((option) => option.value === value)?.label;
  return undefined;
}

/** A calendar day, or a local day and minute, as people write it; 24 hours in both languages. */
function dayShown(value: string): LocalText {
  const at = new Date(value.includes('T') ? `${value}:00Z` : `${value}T00:00:00Z`);
  const shown = (locale: string) =>
    new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      ...(value.includes('T') ? ({ timeStyle: 'short' } as const) : {}),
      timeZone: 'UTC',
      hourCycle: 'h23',
    }).format(at);
  return { es: shown('es-MX'), en: shown('en') };
}

const LABELS = { true: 'requests.form.yes', false: 'requests.form.no' } as const;

function shownAs(field: FormField, answer: Answer, names: KeptAnswers['names']): LocalText[] {
  const same = (text: string): LocalText => ({ es: text, en: text });
  const ofOption = (value: string) => field.options.find((option) => option.value === value)?.label;
  if (typeof answer === 'boolean') {
    const key = LABELS[`${answer}`];
    return [{ es: translator('es-MX')(key), en: translator('en')(key) }];
  }
  if (typeof answer === 'number') return [same(String(answer))];
  if (Array.isArray(answer)) return answer.map((one) => names[one] ?? ofOption(one) ?? same(one));
  if (field.type === 'date' || field.type === 'date_time') return [dayShown(answer)];
  const isNamed = field.type === 'person' || field.type === 'agency' || field.type === 'choice';
  return [(isNamed ? (names[answer] ?? ofOption(answer)) : undefined) ?? same(answer)];
}

/** In the order of the form in which they were asked. */
export function viewsOf(form: Form, kept: Pick<KeptAnswers, 'values' | 'names'>): AnswerView[] {
  return form.flatMap((field): AnswerView[] => {
    const answer = kept.values[field.key];
    if (answer === undefined) return [];
    const { key, type, label, moment } = field;
    const attachmentIds = (type === 'file' && Array.isArray(answer) ? answer : []) as AnswerView['attachmentIds'];
    return [{ key, type, label, moment, shown: shownAs(field, answer, kept.names), attachmentIds }];
  });
}

/** The questions under which something was answered. */
export const formOf = (among: Surroundings, kept: KeptAnswers): Form =>
  withSystems(versionOf(among, kept.serviceId, kept.version)?.content.form ?? [], among.systems);

export const viewsKept = (among: Surroundings, kept: KeptAnswers | undefined): AnswerView[] =>
  kept === undefined ? [] : viewsOf(versionOf(among, kept.serviceId, kept.version)?.content.form ?? [], kept);

/** As much of the answers as this reader may know; what is asked at closing is the desk's. */
export const answersView = (
  among: Surroundings,
  row: Asked,
  sees: { readonly thread: boolean; readonly internal: boolean },
): Pick<RequestView, 'answers' | 'closingForm'> => ({
  answers: [
    ...(sees.thread ? viewsKept(among, row.answers.filing) : []),
    ...(sees.internal ? viewsKept(among, row.answers.closing) : []),
  ],
  closingForm: sees.internal ? askedAtClosing(among, row) : null,
});
