/** SQL of outages and the requests that report them. */
import { type RawBuilder, sql } from 'kysely';
import { STATE_GROUPS } from '#contract/requests.ts';
import { type OutageColumn, outageOf } from '#server/announcements/index.ts';
import { DAY, HOUR, later } from '#server/shared/clock.ts';
import type { Reader } from '#server/shared/store.ts';
import { ALIKE_WITHIN_HOURS, type Alike, USUAL_DAYS } from './outage-rules.ts';
import type { RequestRow } from './rows.ts';

export type OutageCounts = { readonly people: number; readonly open: number; readonly total: number };
export type OutageColumns = {
  /** Null where it is joined to none; both are looked up only where it is. */
  outage: OutageColumn | null;
  outage_counts: OutageCounts | null;
};

const isOpen = sql`o.state in (${sql.join(STATE_GROUPS.open)})`;
const counts = sql`'people', count(distinct o.requester_id)::int, 'open', (count(*) filter (where ${isOpen}))::int,
  'total', count(*)::int`;

/** Of the request read as `r`. */
export const outageColumns: RawBuilder<unknown> = sql`
  case when r.outage_id is not null then ${outageOf(sql.ref('r.outage_id'))} end as outage,
  case when r.outage_id is not null then (select json_build_object(${counts})
    from requests o where o.outage_id = r.outage_id) end as outage_counts`;

const NONE: OutageCounts = { people: 0, open: 0, total: 0 };

/** Requests joined to each of these. */
export async function countJoined(db: Reader, ids: readonly string[]): Promise<(id: string) => OutageCounts> {
  if (ids.length === 0) return () => NONE;
  const { rows } = await sql<{ id: string; counts: OutageCounts }>`
    select o.outage_id as id, json_build_object(${counts}) as counts
    from requests o where o.outage_id = any(${[...ids]}::uuid[]) group by o.outage_id`.execute(db);
  const found = new Map(rows.map((row) => [row.id, row.counts]));
  return (id) => found.get(id) ?? NONE;
}

type Around = Pick<RequestRow, 'service_id' | 'registered_at' | 'place'> & {
  /** Its answer to a question about an institutional system: only those with the same are alike. */
  readonly system: { readonly key: string; readonly value: string } | null;
};

/** Of the same service about the time of this one, and in the days before: one pass over the index of services by time. */
export async function alikeTo(db: Reader, request: Around): Promise<{ here: Alike; anywhere: Alike }> {
  const { registered_at: at, system } = request;
  const [from, until] = [later(at, -ALIKE_WITHIN_HOURS * HOUR), later(at, ALIKE_WITHIN_HOURS * HOUR)];
  const near = sql`o.registered_at >= ${from}`;
  const here = sql`plain_text(o.place ->> 'building') = plain_text(${request.place.building})`;
  const same =
    system === null ? sql`true` : sql`o.answers #>> ${['filing', 'values', system.key]}::text[] = ${system.value}`;
  const people = (which: RawBuilder<unknown>) => sql`(count(distinct o.requester_id) filter (where ${which}))::int`;
  const before = (which: RawBuilder<unknown>) => sql`(count(*) filter (where ${which}))::int`;
  const { rows } = await sql<{ here: Alike; anywhere: Alike }>`
    select json_build_object('people', ${people(sql`${near} and ${here}`)}, 'before', ${before(sql`not (${near}) and ${here}`)}) as here,
      json_build_object('people', ${people(near)}, 'before', ${before(sql`not (${near})`)}) as anywhere
    from requests o
    where o.service_id = ${request.service_id} and o.registered_at >= ${later(from, -USUAL_DAYS * DAY)}
      and o.registered_at <= ${until} and o.state not in ('cancelled', 'rejected') and ${same}`.execute(db);
  const none = { people: 0, before: 0 };
  return rows[0] ?? { here: none, anywhere: none };
}
