/** The sealed records of an enrolment and their papers, to whoever may read it. */
import type { SealedRecordView } from '#contract/records.ts';
import { listRecords, printRecord } from '../records/index.ts';
import type { House } from '../shared/house.ts';
import type { FileAnswer } from '../shared/http/answer.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { noteOpened } from './audited.ts';
import { enrolmentPolicy } from './policy.ts';
import { type Enrolment, enrolmentById } from './rows.ts';

const readable = async (house: House, actor: Actor, id: string): Promise<Enrolment> =>
  allow(enrolmentPolicy, 'read', { actor, thing: await enrolmentById(house.store.read, id) });

export async function listEnrolmentRecords(
  house: House,
  actor: Actor,
  id: string,
): Promise<{ records: SealedRecordView[] }> {
  const form = await readable(house, actor, id);
  noteOpened(house, actor, { form, what: 'enrolment' });
  return listRecords(house, form.id);
}

export async function printEnrolmentRecord(
  house: House,
  actor: Actor,
  { id, record }: { id: string; record: string },
): Promise<FileAnswer> {
  const form = await readable(house, actor, id);
  const paper = await printRecord(house, { subjectId: form.id, record });
  noteOpened(house, actor, { form, what: 'paper', detailId: record });
  return paper;
}
