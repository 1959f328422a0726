/** On whose account a person acts at this moment, and who does on theirs (slice `delegations` keeps the book): asked anew each time. */
import { type RawBuilder, sql } from 'kysely';
import { localDayOf } from '../institution/index.ts';
import type { Reader } from '../shared/store.ts';

/** What both must be for the delegation `d` to hold: active accounts of one agency, and the role of the delegate. */
export const delegationStands = sql<boolean>`exists (
  select 1 from people dp join people dq on dq.agency_id = dp.agency_id
  where dp.id = d.principal_id and dp.state = 'active' and dq.id = d.delegate_id and dq.state = 'active'
    and 'delegate' = any(dq.roles))`;

const holds = (now: Date) => sql`d.ended_at is null and d.until_day >= ${localDayOf(now)} and ${delegationStands}`;

/** Of the person `p` of a statement. Who does not hold the role costs nothing. */
export const principalsOf = (now: Date): RawBuilder<string[]> => sql`case when 'delegate' = any(p.roles) then array(
  select d.principal_id::text from delegations d where d.delegate_id = p.id and ${holds(now)} order by 1)
  else '{}'::text[] end`;

/** Who acts on account of that person at this moment. */
export async function delegatesFor(db: Reader, principalId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select d.delegate_id as id from delegations d
    where d.principal_id = ${principalId} and ${holds(now)} order by d.since, d.id`.execute(db);
  return rows.map(({ id }) => id);
}
