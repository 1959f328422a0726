/** The sealed records of a request and their papers, to whoever may read its thread. */
import type { SealedRecordView } from '#contract/records.ts';
import { listRecords, printRecord } from '#server/records/index.ts';
import type { House } from '#server/shared/house.ts';
import type { FileAnswer } from '#server/shared/http/answer.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { noteReading } from './audited.ts';
import { requestPolicy } from './policy.ts';
import { findRequest, type Which } from './rows.ts';

async function readable(house: House, actor: Actor, which: Which): Promise<string> {
  const row = await findRequest(house.store.read, which, actor);
  const { id } = allow(requestPolicy, 'see-thread', { actor, thing: row });
  noteReading(house, actor, { requestId: id, what: 'receipt' });
  return id;
}

export const listRequestRecords = async (
  house: House,
  actor: Actor,
  which: Which,
): Promise<{ records: SealedRecordView[] }> => listRecords(house, await readable(house, actor, which));

export const printRequestRecord = async (
  house: House,
  actor: Actor,
  { which, record }: { which: Which; record: string },
): Promise<FileAnswer> => printRecord(house, { subjectId: await readable(house, actor, which), record });
