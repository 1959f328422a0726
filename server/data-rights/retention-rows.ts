/** SQL of how long what is not the record itself is kept. */
import { sql } from 'kysely';
import type { RetentionTerms } from '#contract/retention.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type Retention = RetentionTerms & { readonly sweptAt: Date | null; readonly version: number };

/** Inside a change, `lock` holds them until the end of the act. */
export async function retentionOf(db: Reader, lock: 'lock' | null = null): Promise<Retention> {
  const query = db.selectFrom('retention_terms').selectAll();
  const row = await (lock === null ? query : query.forUpdate()).executeTakeFirstOrThrow();
  return {
    letterDays: row.letter_days,
    blockedYears: row.blocked_years,
    sweptAt: row.swept_at,
    version: row.version,
  };
}

export async function saveRetentionRow(work: Work, terms: RetentionTerms): Promise<void> {
  await work.db
    .updateTable('retention_terms')
    .set({
      letter_days: terms.letterDays,
      blocked_years: terms.blockedYears,
      version: sql<number>`version + 1`,
    })
    .execute();
}

/** Letters were looked through, to the end. */
export async function noteSwept(db: Writer, now: Date): Promise<void> {
  await db.updateTable('retention_terms').set({ swept_at: now }).execute();
}
