/** What requests say of a level: how many are open under it, and what was kept of it lately. */
import { sql } from 'kysely';
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
  readonly resolution_minutes: number;
  /** Left when it was resolved; what is missing to the target was used. */
  readonly resolution_minutes_left: number | null;
};

/** A busy level has some thousands in ninety days; more than this would only make the answer slower, not truer. */
const MOST = 20_000;

/** The newest first. */
export async function measuredSince(db: Reader, levelId: string, since: Date): Promise<Measured[]> {
  const { rows } = await sql<Measured>`
    select registered_at, first_response_at, first_response_due_at, resolved_at, resolution_minutes, resolution_minutes_left
    from requests where level_id = ${levelId} and registered_at >= ${since}
      and (first_response_at is not null or resolved_at is not null)
    order by registered_at desc limit ${MOST}`.execute(db);
  return rows;
}
