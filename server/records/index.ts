/** Records: gap-free folios, and receipts that keep what was registered as it was. */
import { canonical, type Json } from '#server/shared/canonical.ts';
import { sha256 } from '#server/shared/ids.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import { insertReceipt, nextSequence, type Receipt, selectReceipt, startSeriesAt } from './rows.ts';
import { writeFolio } from './rules.ts';

export { parseFolioQuery, refOf } from './rules.ts';
export type { Receipt };
export { startSeriesAt };

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

/**
 * Keeps the snapshot of what was registered, in its RFC 8785 form, with its SHA-256 (002 1.h).
 * The table refuses any later change.
 */
export async function keepReceipt(
  work: Work,
  given: { subjectId: string; folio: string; document: Json },
): Promise<Receipt> {
  const document = canonical(given.document);
  const receipt = {
    subjectId: given.subjectId,
    folio: given.folio,
    issuedAt: work.now,
    document,
    sha256: sha256(document),
  };
  await insertReceipt(work, receipt);
  return receipt;
}

export const receiptOf = (db: Reader, subjectId: string): Promise<Receipt | undefined> => selectReceipt(db, subjectId);
