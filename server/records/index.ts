/** Records: gap-free folios, and sealed records that keep each act as it was (decision 53). */
import type { Slice } from '#server/shared/house.ts';
import { sameBytes, sha256 } from '#server/shared/ids.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import { KEPT_PAPERS, namesPapers } from './papers/kept-papers.ts';
import { nextSequence, type Receipt, receiptsAfter, startSeriesAt } from './rows.ts';
import { writeFolio } from './rules.ts';
import { openingRecord, sealLate } from './seal-late.ts';

export { CODE_LENGTH, cadenaOf, type RecordType, readCode, shownCode } from './cadena.ts';
export { paperOf } from './papers/kept-papers.ts';
export { proofOf } from './papers/record-paper.ts';
export { listRecords, printRecord, recordView } from './papers/view.ts';
export { folioPattern, parseFolioQuery, refOf } from './rules.ts';
export { endorsementOf, registerSealKey, replaceSealKey } from './seal-keys.ts';
export { factOf, type RecordFact, sealRecord } from './seal-record.ts';
export {
  firstRecordOf,
  recordByCode,
  recordsAfter,
  recordsOf,
  type SealedAct,
  type SealedRecord,
  type SealKey,
  sealKeys,
} from './sealed-rows.ts';
export { openingRecord, sealLate, startSeriesAt };

/** Once what was filed before there were seals is sealed, each look finds nothing. */
export const recordsSlice: Slice = {
  name: 'records',
  keptFiles: KEPT_PAPERS,
  namesFiles: namesPapers,
  schedules: [{ name: 'seal-late', cron: '*/10 * * * *', run: async (house) => void (await sealLate(house)) }],
};

export type Issued = { folio: string; year: number; sequence: number };

/**
 * Issues the next folio of a series inside the caller's transaction (D13). Call it as late as the transaction allows:
 * the series is locked from here to the commit.
 */
export async function issueFolio(
  work: Work,
  given: { series: string; unit: string; template: string; year: number },
): Promise<Issued> {
  const sequence = await nextSequence(work, given.series, given.year);
  return { folio: writeFolio(given.template, { ...given, sequence }), year: given.year, sequence };
}

const AT_ONCE = 1_000;
const TOLD = 100;

/** Of the receipts from before there were seals: whether each still has the sum it was issued with: how many there are, and the folios of those that do not. */
export async function verifyReceipts(db: Reader): Promise<{ receipts: number; altered: string[] }> {
  const altered: string[] = [];
  let receipts = 0;
  let after: string | null = null;
  for (;;) {
    const page: Receipt[] = await receiptsAfter(db, after, AT_ONCE);
    for (const receipt of page)
      if (!sameBytes(receipt.sha256, sha256(receipt.document)) && altered.length < TOLD) altered.push(receipt.folio);
    receipts += page.length;
    after = page.at(-1)?.subjectId ?? null;
    if (page.length < AT_ONCE) return { receipts, altered };
  }
}
