/** Answers that fit any form: what a test that is not about the questions of a service files under it with. */
import {
  type Answer,
  type Answers,
  answerTroubles,
  type Form,
  type FormField,
  shownFields,
  TEXT_MAX,
} from '#contract/forms.ts';
import { readServiceForm } from '#contract/service-form.ts';
import type { TestHouse } from './house.ts';

/** Ids of what an answer may name; a form that asks for one that is not given cannot be filled in. */
export type Named = { readonly personId?: string; readonly agencyId?: string; readonly fileIds?: readonly string[] };

const least = (field: FormField, otherwise: number): number => Math.max(field.min ?? otherwise, otherwise);

function words(field: FormField): string {
  if (field.format === 'mac') return '00:1A:2B:3C:4D:5E';
  if (field.format === 'email') return 'alguien@gobierno.example';
  const most = Math.min(field.max ?? TEXT_MAX.text, TEXT_MAX.text);
  const text =
    field.format === 'digits' ? '1'.repeat(least(field, 4)) : 'Oficina del archivo'.padEnd(least(field, 1), '.');
  return text.slice(0, most);
}

const known = (field: FormField, id: string | undefined): string => {
  if (id === undefined) throw new Error(`${field.key} asks for a ${field.type}, and none was given`);
  return id;
};

const ANSWER: Record<FormField['type'], (field: FormField, named: Named) => Answer> = {
  text: words,
  long_text: words,
  place: words,
  number: (field) => field.min ?? Math.min(field.max ?? 1, 1),
  date: () => '2026-12-01',
  date_time: () => '2026-12-01T09:30',
  yes_no: () => true,
  choice: (field) => known(field, field.options[0]?.value),
  several: (field) => field.options.slice(0, least(field, 1)).map((option) => option.value),
  person: (field, { personId }) => known(field, personId),
  agency: (field, { agencyId }) => known(field, agencyId),
  phone: () => '312 316 2000 ext. 2310',
  link: () => 'https://gobierno.example/tramites',
  file: (field, { fileIds = [] }) => {
    known(field, fileIds[least(field, 1) - 1]);
    return fileIds.slice(0, least(field, 1));
  },
};

/** What is required and shown at filing, and no more; an answer may bring further questions, which are answered too. */
export function filledIn(form: Form, named: Named = {}): Answers {
  const answers: Answers = {};
  const next = () => shownFields(form, answers, 'filing').find((field) => field.required && !(field.key in answers));
  for (let field = next(); field !== undefined; field = next()) answers[field.key] = ANSWER[field.type](field, named);
  const troubles = answerTroubles(form, answers, 'filing');
  if (troubles.length > 0) throw new Error(`does not fit: ${JSON.stringify(troubles)}`);
  return answers;
}

/** Those of a service as it is asked today; goes with the rest of what is filed. */
export async function answersTo(
  desk: Pick<TestHouse, 'call'>,
  asked: { session: string; serviceId: string; named?: Named },
): Promise<{ formVersion: number; answers: Answers }> {
  const { session, serviceId, named = {} } = asked;
  const { status, reply, raw } = await desk.call(readServiceForm, { session, params: { id: serviceId as never } });
  if (status !== 200) throw new Error(raw.body);
  return { formVersion: reply.version, answers: filledIn(reply.form, named) };
}
