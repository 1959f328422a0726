/** The ledger in the database: decisions of a period, together and one by one. */
import { sql } from 'kysely';
import { nameOf } from '#server/accounts/index.ts';
import type { Cursor } from '#server/shared/pages.ts';
import type { Reader } from '#server/shared/store.ts';
import type { DecisionRow } from './rows.ts';

export type Within = {
  readonly from: Date;
  /** Its end is not of it. */
  readonly to: Date;
  readonly agencyId: string | null;
  readonly deciderId: string | null;
};

const inPeriod = (within: Within) => sql`d.decided_at >= ${within.from} and d.decided_at < ${within.to}
  and (${within.agencyId}::uuid is null or d.agency_id = ${within.agencyId})
  and (${within.deciderId}::uuid is null or d.decided_by = ${within.deciderId})`;

export type Sums = { decided: number; kept: number; changed: number; objections: number; median: number };
/** A second round is what came of an objection. */
const sums = sql`count(*)::int as decided, count(*) filter (where outcome = 'kept')::int as kept,
  count(*) filter (where outcome = 'changed')::int as changed, count(*) filter (where round = 2)::int as objections,
  (percentile_cont(0.5) within group (order by d.took_minutes))::float as median`;

export async function sumsByAgency(db: Reader, within: Within): Promise<(Sums & { agency_id: string })[]> {
  const { rows } = await sql<Sums & { agency_id: string }>`
    select d.agency_id, ${sums} from urgency_decisions d where ${inPeriod(within)} group by d.agency_id`.execute(db);
  return rows;
}

export type DeciderSums = Sums & { decided_by: string; name: string };

export async function sumsByDecider(db: Reader, within: Within): Promise<DeciderSums[]> {
  const { rows } = await sql<DeciderSums>`
    select d.decided_by, ${nameOf(sql.ref('d.decided_by'))} as name, ${sums}
    from urgency_decisions d where ${inPeriod(within)} group by d.decided_by order by decided desc, d.decided_by`.execute(
    db,
  );
  return rows;
}

export async function decisionsPage(
  db: Reader,
  page: { within: Within; after: Cursor | null; limit: number },
): Promise<DecisionRow[]> {
  const { within, after, limit } = page;
  const next = after === null ? sql`` : sql`and (d.decided_at, d.id) < (${after[0]}, ${after[1]})`;
  const { rows } = await sql<DecisionRow>`
    select d.*, ${nameOf(sql.ref('d.decided_by'))} as decided_by_name from urgency_decisions d
    where ${inPeriod(within)} ${next} order by d.decided_at desc, d.id desc limit ${limit}`.execute(db);
  return rows;
}
