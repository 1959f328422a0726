/** The sealed records of an enrolment and their papers, to whoever may read it. */
import type { SealedRecordView } from '#contract/records.ts';
import { listRecords, printRecord } from '../records/index.ts';
import type { House } from '../shared/house.ts';
import type { FileAnswer } from '../shared/http/answer.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { enrolmentPolicy } from './policy.ts';
import { enrolmentById } from './rows.ts';

const readable = async (house: House, actor: Actor, id: string): Promise<string> =>
  allow(enrolmentPolicy, 'read', { actor, thing: await enrolmentById(house.store.read, id) }).id;

export const listEnrolmentRecords = async (
  house: House,
  actor: Actor,
  id: string,
): Promise<{ records: SealedRecordView[] }> => listRecords(house, await readable(house, actor, id));

export const printEnrolmentRecord = async (
  house: House,
  actor: Actor,
  { id, record }: { id: string; record: string },
): Promise<FileAnswer> => printRecord(house, { subjectId: await readable(house, actor, id), record });
