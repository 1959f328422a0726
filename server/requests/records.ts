/** The sealed records of a request and their papers, to whoever may read its thread. */
import type { SealedRecordView } from '#contract/records.ts';
import { listRecords, printRecord } from '#server/records/index.ts';
import type { House } from '#server/shared/house.ts';
import type { FileAnswer } from '#server/shared/http/answer.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { noteReading } from './audited.ts';
import { allowPaper, coveredIn } from './covered-records.ts';
import { requestPolicy } from './policy.ts';
import { findRequest, type RequestRow, type Which } from './rows.ts';

async function readable(house: House, actor: Actor, which: Which): Promise<RequestRow> {
  const row = await findRequest(house.store.read, which, actor);
  return allow(requestPolicy, 'see-thread', { actor, thing: row });
}

export const listRequestRecords = async (
  house: House,
  actor: Actor,
  which: Which,
): Promise<{ records: SealedRecordView[] }> => {
  const request = await readable(house, actor, which);
  noteReading(house, actor, request, { what: 'receipt' });
  return listRecords(house, request.id, await coveredIn(house.store.read, request.id));
};

export const printRequestRecord = async (
  house: House,
  actor: Actor,
  { which, record }: { which: Which; record: string },
): Promise<FileAnswer> => {
  const request = await readable(house, actor, which);
  await allowPaper(house, actor, { request, record });
  noteReading(house, actor, request, { what: 'paper', detailId: record });
  return printRecord(house, { subjectId: request.id, record });
};
