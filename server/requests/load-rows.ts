/** Who of a team has least to do; and past requests by what a routing rule asks of them. */
import { sql } from 'kysely';
import { attendingIn } from '#server/accounts/index.ts';
import type { Reader, Work } from '#server/shared/store.ts';

/** The person a request would go to by load, and how many open requests they have. */
export type Loaded = { readonly id: string; readonly name: string; readonly open: number };

export type Among = {
  readonly teamId: string;
  /** At the institution (`todayAt`): who is away on it is not named. */
  readonly day: string;
  /** Nobody is given what they asked for themselves; null: whoever asks. */
  readonly requesterId: string | null;
};

/** The fewest open requests; then who was named longest ago; then by name. */
const leastLoaded = ({ teamId, day, requesterId }: Among) => sql<Loaded>`
  select p.id, p.full_name as name, (select count(*)::int from requests r where r.agent_id = p.id
    and r.state not in ('resolved', 'closed', 'cancelled', 'rejected')) as open
  from ${attendingIn(teamId, day)} p left join routing_turns t on t.person_id = p.id
  where p.id is distinct from ${requesterId}::uuid
  order by open, t.at nulls first, p.full_name collate "es-MX-x-icu", p.id limit 1`;

/** Undefined: nobody of the team is there. */
export async function leastLoadedOf(db: Reader, among: Among): Promise<Loaded | undefined> {
  return (await leastLoaded(among).execute(db)).rows[0];
}

/** The same, and it counts as their turn. One statement: filing waits for it. */
export async function takeTurn(work: Work, among: Among): Promise<Loaded | undefined> {
  const { rows } = await sql<Loaded>`
    with chosen as (${leastLoaded(among)}),
      turn as (insert into routing_turns (person_id, at) select id, ${work.now} from chosen
        on conflict (person_id) do update set at = excluded.at)
    select * from chosen`.execute(work.db);
  return rows[0];
}

/** Requests alike to a routing rule, with some of them, the newest first. */
export type Alike = {
  readonly service_id: string | null;
  readonly area_id: string;
  readonly agency_id: string;
  readonly building: string;
  readonly count: number;
  readonly samples: readonly {
    folio: string;
    series: string;
    year: number;
    sequence: number;
    subject: string;
    at: string;
  }[];
};

export async function alikeSince(db: Reader, since: Date, samples: number): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    select service_id, area_id, agency_id, building, count(*)::int as count,
      to_json((array_agg(json_build_object('folio', folio, 'series', series, 'year', year, 'sequence', sequence,
        'subject', subject, 'at', registered_at) order by registered_at desc))[1:${samples}::int]) as samples
    from (select *, coalesce(place ->> 'building', '') as building from requests
      where registered_at >= ${since} and former_folio is null) r
    group by service_id, area_id, agency_id, building`.execute(db);
  return rows;
}
