/** What requests say of a level: how many are open under it, and what was kept of it lately. */
import { sql } from 'kysely';
import type { Pause } from '#server/calendars/index.ts';
import type { Reader } from '#server/shared/store.ts';

export async function countOpenAt(db: Reader, levelId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from requests where level_id = ${levelId}
      and state not in ('resolved', 'closed', 'cancelled', 'rejected')`.execute(db);
  return rows[0]?.open ?? 0;
}

export type Measured = {
  readonly registered_at: Date;
  readonly first_response_at: Date | null;
  readonly first_response_due_at: Date;
  readonly resolved_at: Date | null;
  readonly resolution_due_at: Date;
  readonly pauses: readonly Pause[];
};

/** Counting two thousand again holds the program for a quarter of a second; more would make the answer slower, not truer. */
const MOST = 2_000;

type Row = Omit<Measured, 'pauses'> & { pauses: readonly { from: string; to: string | null; reason: string }[] };

/** Those that were answered or resolved, the newest first. */
export async function measuredSince(db: Reader, levelId: string, since: Date): Promise<Measured[]> {
  const { rows } = await sql<Row>`
    select registered_at, first_response_at, first_response_due_at, resolved_at, resolution_due_at,
      (select coalesce(jsonb_agg(jsonb_build_object('from', p.from_at, 'to', p.to_at, 'reason', p.reason)
        order by p.opened_by), '[]') from request_pauses p where p.request_id = r.id) as pauses
    from requests r where level_id = ${levelId} and registered_at >= ${since} and former_folio is null
      and (first_response_at is not null or resolved_at is not null)
    order by registered_at desc limit ${MOST}`.execute(db);
  return rows.map((row) => ({
    ...row,
    pauses: row.pauses.map(({ from, to, reason }) => ({
      reason,
      from: new Date(from),
      to: to === null ? null : new Date(to),
    })),
  }));
}
