/** Records: gap-free folios, and receipts that keep what was registered as it was. */
import { canonical, type Json } from '#server/shared/canonical.ts';
import { sameBytes, sha256 } from '#server/shared/ids.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import { insertReceipt, nextSequence, type Receipt, receiptsAfter, selectReceipt, startSeriesAt } from './rows.ts';
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

const AT_ONCE = 1_000;
const TOLD = 100;

/** Whether each receipt still has the sum it was issued with: how many there are, and the folios of those that do not. */
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
