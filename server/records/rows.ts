/** Folio series in the database, and the receipts of before there were seals. */
import type { Reader, Work } from '#server/shared/store.ts';

/** The next number of the series: the row stays locked until the commit, so none is skipped or given twice. */
export async function nextSequence(work: Work, series: string, year: number): Promise<number> {
  const row = await work.db
    .insertInto('folio_series')
    .values({ series, year, last_sequence: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['series', 'year'])
        .doUpdateSet((eb) => ({ last_sequence: eb('folio_series.last_sequence', '+', 1) })),
    )
    .returning('last_sequence')
    .executeTakeFirstOrThrow();
  return row.last_sequence;
}

export type Receipt = { subjectId: string; folio: string; issuedAt: Date; document: string; sha256: Buffer };

/** Where a fresh series begins, for a desk that goes on with the numbers of the one before it. */
export async function startSeriesAt(work: Work, series: { series: string; year: number; next: number }): Promise<void> {
  await work.db
    .insertInto('folio_series')
    .values({ series: series.series, year: series.year, last_sequence: series.next - 1 })
    .execute();
}

/** Receipts after that subject, in the order of their ids. */
export async function receiptsAfter(db: Reader, after: string | null, limit: number): Promise<Receipt[]> {
  const rows = await db
    .selectFrom('receipts')
    .selectAll()
    .$if(after !== null, (query) => query.where('subject_id', '>', after ?? ''))
    .orderBy('subject_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    subjectId: row.subject_id,
    folio: row.folio,
    issuedAt: row.issued_at,
    document: row.document,
    sha256: row.sha256,
  }));
}
