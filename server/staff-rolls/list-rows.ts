/** SQL of how each agency stands. */
import { sql } from 'kysely';
import type { Reader } from '../shared/store.ts';
import { type Roll, selectRolls, toRoll, UNANSWERED } from './rows.ts';

export type AgencyRoll = Roll & {
  /** Until when the oldest one nobody confirmed was to be answered; null: none waits. */
  readonly waitsSince: Date | null;
  readonly lastConfirmed: string | null;
  readonly lastTwelve: { readonly opened: number; readonly confirmed: number };
};

/** The newest roll of each agency. */
export async function newestRolls(db: Reader): Promise<AgencyRoll[]> {
  const rows = await selectRolls(db)
    .select([
      sql<Date | null>`(select min(o.due_at) ${UNANSWERED})`.as('waits_since'),
      sql<string | null>`(select max(o.month) from staff_rolls o where o.agency_id = r.agency_id
        and o.confirmed_at is not null)`.as('last_confirmed'),
      sql<AgencyRoll['lastTwelve']>`(select jsonb_build_object('opened', count(*), 'confirmed', count(t.confirmed_at))
        from (select o.confirmed_at from staff_rolls o where o.agency_id = r.agency_id order by o.month desc limit 12) t)`.as(
        'last_twelve',
      ),
    ])
    .where(sql<boolean>`not exists (select from staff_rolls n where n.agency_id = r.agency_id and n.month > r.month)`)
    .execute();
  return rows.map((row) => ({
    ...toRoll(row),
    waitsSince: row.waits_since,
    lastConfirmed: row.last_confirmed,
    lastTwelve: row.last_twelve,
  }));
}
