/** The sealed records of a deactivation and their papers, to whoever may read it. */
import type { SealedRecordView } from '#contract/records.ts';
import { listRecords, printRecord } from '../records/index.ts';
import type { House } from '../shared/house.ts';
import type { FileAnswer } from '../shared/http/answer.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { deactivationPolicy } from './policy.ts';
import { listedById } from './rows.ts';

const readable = async (house: House, actor: Actor, id: string): Promise<string> =>
  allow(deactivationPolicy, 'read', { actor, thing: await listedById(house.store.read, id) }).id;

export const listDeactivationRecords = async (
  house: House,
  actor: Actor,
  id: string,
): Promise<{ records: SealedRecordView[] }> => listRecords(house, await readable(house, actor, id));

export const printDeactivationRecord = async (
  house: House,
  actor: Actor,
  { id, record }: { id: string; record: string },
): Promise<FileAnswer> => printRecord(house, { subjectId: await readable(house, actor, id), record });
