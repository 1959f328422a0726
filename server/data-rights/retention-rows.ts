/** SQL of how long what is not the record itself is kept. */
import { sql } from 'kysely';
import type { RetentionTerms } from '#contract/retention.ts';
import { HOUR } from '../shared/clock.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

/** What one look through letters and the bell took away. */
export type Swept = { readonly letters: number; readonly notices: number };
export type Retention = RetentionTerms & {
  readonly sweptAt: Date | null;
  readonly swept: Swept | null;
  readonly version: number;
};

/** Inside a change, `lock` holds them until the end of the act. */
export async function retentionOf(db: Reader, lock: 'lock' | null = null): Promise<Retention> {
  const query = db.selectFrom('retention_terms').selectAll();
  const row = await (lock === null ? query : query.forUpdate()).executeTakeFirstOrThrow();
  return {
    letterDays: row.letter_days,
    blockedYears: row.blocked_years,
    sweptAt: row.swept_at,
    swept:
      row.swept_letters === null || row.swept_notices === null
        ? null
        : { letters: row.swept_letters, notices: row.swept_notices },
    version: row.version,
  };
}

/** Every night; so much later it missed one. */
const SWEEP_LATE = 50 * HOUR;

/** Nights went by without it. Before the first one nobody can say: a desk may be of many years and its program of today. */
export const isSweepLate = ({ sweptAt }: Pick<Retention, 'sweptAt'>, now: Date): boolean =>
  sweptAt !== null && now.getTime() - sweptAt.getTime() > SWEEP_LATE;

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
export async function noteSwept(db: Writer, now: Date, { letters, notices }: Swept): Promise<void> {
  await db
    .updateTable('retention_terms')
    .set({ swept_at: now, swept_letters: letters, swept_notices: notices })
    .execute();
}

/** People whose data are blocked and not forgotten yet: each has their day. */
export async function blockedWithDay(db: Reader): Promise<number> {
  const { count } = await db
    .selectFrom('data_rights_requests')
    .where('anonymise_at', 'is not', null)
    .where('anonymised_at', 'is', null)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
