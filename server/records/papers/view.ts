/** Sealed records as the API tells them; whoever asks was let in to what they are of. */
import type { SealedRecordView } from '#contract/records.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { FileAnswer } from '#server/shared/http/answer.ts';
import { shownCode } from '../cadena.ts';
import { openingRecord } from '../seal-late.ts';
import { recordsOf, type SealedRecord } from '../sealed-rows.ts';
import { paperOf } from './kept-papers.ts';

export const recordView = (record: SealedRecord, withheld = false): SealedRecordView => ({
  id: record.id as SealedRecordView['id'],
  ...{ act: record.act, folio: record.folio },
  actedAt: record.actedAt.toISOString(),
  sealedAt: record.sealedAt.toISOString(),
  code: shownCode(record.code),
  verifyAt: (JSON.parse(record.document) as { verifyAt: string }).verifyAt,
  sha256: record.sha256.toString('hex'),
  ...{ keyId: record.keyId, withheld },
});

/** Of what was filed before there were seals too: its first record is sealed now if its turn has not come. */
export async function listRecords(
  house: House,
  subjectId: string,
  isWithheld: (document: string) => boolean = () => false,
): Promise<{ records: SealedRecordView[] }> {
  await openingRecord(house, subjectId);
  const records = await recordsOf(house.store.read, subjectId);
  return { records: records.map((record) => recordView(record, isWithheld(record.document))) };
}

/** `not-found` of a record of something else. */
export async function printRecord(house: House, of: { subjectId: string; record: string }): Promise<FileAnswer> {
  const record = (await recordsOf(house.store.read, of.subjectId)).find(({ id }) => id === of.record);
  if (!record) throw new Fault('not-found');
  return paperOf(house, record);
}
