/** Decisions on urgency in the database. */
import { type Selectable, sql } from 'kysely';
import type { UrgencyDecisions } from '#database/tables.ts';
import { nameOf } from '#server/accounts/index.ts';
import type { Reader, Work } from '#server/shared/store.ts';

export type DecisionRow = Omit<Selectable<UrgencyDecisions>, 'outcome' | 'round'> & {
  outcome: 'kept' | 'changed';
  round: 1 | 2;
  decided_by_name: string;
};

const selected = sql`select d.*, ${nameOf(sql.ref('d.decided_by'))} as decided_by_name from urgency_decisions d`;

/** What was decided of one request, first to last. */
export async function decisionsOf(db: Reader, requestId: string): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`${selected} where d.request_id = ${requestId} order by d.round`.execute(db);
  return rows;
}

export async function insertDecision(work: Work, row: Omit<Selectable<UrgencyDecisions>, 'decided_at'>): Promise<void> {
  await work.db
    .insertInto('urgency_decisions')
    .values({ ...row, decided_at: work.now })
    .execute();
}

/** How often an agency's petitions were kept and changed since. */
export async function outcomesOf(
  db: Reader,
  given: { agencyId: string; since: Date },
): Promise<{ kept: number; changed: number }> {
  const { rows } = await sql<{ kept: number; changed: number }>`
    select count(*) filter (where outcome = 'kept')::int as kept,
      count(*) filter (where outcome = 'changed')::int as changed
    from urgency_decisions where agency_id = ${given.agencyId} and decided_at >= ${given.since}`.execute(db);
  return rows[0] ?? { kept: 0, changed: 0 };
}
