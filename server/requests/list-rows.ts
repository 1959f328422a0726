/**
 * The lists, written as SQL because they are the most asked of all: keyset pages over indexes made for them, one statement
 * each, with the names and the marks. Here what they share, and the own list; the desk's is in `queue-rows.ts`.
 */
import { type RawBuilder, sql } from 'kysely';
import { type RequestState, STATE_GROUPS, type StateGroup } from '#contract/requests.ts';
import { givenNamesOf, nameOf } from '#server/accounts/index.ts';
import { parseFolioQuery } from '#server/records/index.ts';
import type { Cursor } from '#server/shared/pages.ts';
import { settledVersion } from '#server/shared/settled.ts';
import type { Reader } from '#server/shared/store.ts';
import type { Names, RequestRow } from './rows.ts';

export type Filter = {
  q?: string | undefined;
  state?: StateGroup | RequestState | 'all' | undefined;
  area?: string | undefined;
};

const COLUMNS = [
  'id',
  'folio',
  'subject',
  'state',
  'requester_id',
  'agency_id',
  'area_id',
  'service_id',
  'level_id',
  'team_id',
  'agent_id',
  'registered_at',
  'first_response_at',
  'resolved_at',
  'ended_at',
  'first_response_minutes',
  'resolution_minutes',
  'at_risk_percent',
  'first_response_due_at',
  'resolution_due_at',
  'paused_at',
  'first_response_minutes_left',
  'resolution_minutes_left',
  'calendar_id',
  'counts_on_duty',
  'scheduled_at',
  'urgency',
  'last_fact',
  'last_sequence',
  'last_at',
  'last_by',
  'last_public_fact',
  'last_public_sequence',
  'last_public_at',
  'last_public_by',
  'read_only',
] as const;

/** A line of a list; `read_through`: how far its reader got. */
export type ListedRow = Pick<RequestRow, (typeof COLUMNS)[number] | 'takes_part' | 'settled_version'> &
  Names & { read_through: number | null };

export type Sql = RawBuilder<unknown>;

export const columns = sql.raw(COLUMNS.map((name) => `r.${name}`).join(', '));
export const all = (conditions: readonly Sql[]): Sql => sql.join(conditions, sql` and `);
export const any = (conditions: readonly Sql[]): Sql => sql`(${sql.join(conditions, sql` or `)})`;
const quoted = (states: readonly RequestState[]): Sql => sql.raw(states.map((state) => `'${state}'`).join(', '));
const ENDED: readonly RequestState[] = [...STATE_GROUPS.resolved, ...STATE_GROUPS.closed];
/** Word for word as the partial indexes have it. */
export const isOpen: Sql = sql`r.state not in (${quoted(ENDED)})`;
/** Of a closed list, so that the text of the statement stays one of few. */
export const oneOfStates = (states: readonly RequestState[]): Sql =>
  states === STATE_GROUPS.open ? isOpen : sql`r.state in (${quoted(states)})`;

export const statesOf = (filter: Filter['state']): readonly RequestState[] | null => {
  if (filter === undefined || filter === 'all') return null;
  return filter in STATE_GROUPS ? STATE_GROUPS[filter as StateGroup] : [filter as RequestState];
};

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** Every word of the subject, in any order, with or without accents; or a folio, in any of its forms or of the desk before. */
export function matches(typed: string): Sql {
  const words = typed.split(/\s+/).filter((word) => word !== '');
  const bySubject = words
    .slice(0, 8)
    .map((word) => sql`plain_text(r.subject) like '%' || plain_text(${escapeLike(word)}) || '%'`);
  const byFormer = sql`lower(r.former_folio) = ${typed.trim().toLowerCase()}`;
  const folio = parseFolioQuery(typed);
  if (folio === null) return any([byFormer, sql`(${all(bySubject)})`]);
  const byFolio = [sql`r.sequence = ${folio.sequence}`];
  if (folio.year !== null) byFolio.push(sql`r.year = ${folio.year}`);
  if (folio.series !== null) byFolio.push(sql`r.series = ${folio.series}`);
  return any([byFormer, sql`(${all(byFolio)})`, sql`(${all(bySubject)})`]);
}

/** A number of ours, never one that came in. */
export const atMost = (rows: number): Sql => sql`limit ${sql.raw(String(rows))}`;

export const isSearch = (filter: Filter): filter is Filter & { q: string } =>
  filter.q !== undefined && filter.q.trim() !== '';

function filtered(filter: Filter): Sql[] {
  const states = statesOf(filter.state);
  return [
    ...(states === null ? [] : [oneOfStates(states)]),
    ...(filter.area === undefined ? [] : [sql`r.area_id = ${filter.area}`]),
    ...(isSearch(filter) ? [matches(filter.q)] : []),
  ];
}

export const shown = (from: Sql, readerId: string): Sql => sql`
  select r.*, false as takes_part, ${nameOf(sql.ref('r.requester_id'))} as requester_name,
    ${nameOf(sql.ref('r.agent_id'))} as agent_name, ${givenNamesOf(sql.ref('r.last_by'))} as last_by_name,
    ${givenNamesOf(sql.ref('r.last_public_by'))} as last_public_by_name,
    ${settledVersion} as settled_version, m.through as read_through
  from (${from}) r
  left join request_reads m on m.request_id = r.id and m.person_id = ${readerId}`;

/* Own */

const NEWEST = sql`order by last_public_at desc, id desc`;

/** Who looks at their list, on whose account they act besides, and which of both they look at: both where nothing is said. */
export type Mine = {
  readonly personId: string;
  readonly principalIds: readonly string[];
  readonly whose: 'own' | 'theirs' | undefined;
};

/**
 * The own ones by their index, those of each principal and those one takes part in by theirs: an `or` of them would sort all.
 * What is over is for its requester alone to accept: `theirs` narrows those of others further.
 */
const ownAndShared = (
  { personId, principalIds, whose }: Mine,
  given: { what: Sql; where: readonly Sql[]; theirs?: Sql; order: Sql; limit: number },
): Sql => {
  const { what, order } = given;
  const rest = given.where.length === 0 ? sql`` : sql`and ${all(given.where)}`;
  const limit = sql.raw(String(given.limit));
  const others = given.theirs === undefined ? rest : sql`${rest} and ${given.theirs}`;
  const cut = sql`${order} limit ${limit}`;
  const ofPerson = (id: string, narrowed: Sql) =>
    sql`(select ${what} from requests r where r.requester_id = ${id} ${narrowed} ${cut})`;
  const shared = sql`(select ${what} from requests r
    where r.id = any(array(select request_id from request_participants where person_id = ${personId}))
      and r.requester_id <> all(${[personId, ...principalIds]}::uuid[]) ${others} ${cut})`;
  const parts = [
    ...(whose === 'theirs' ? [] : [ofPerson(personId, rest)]),
    ...(whose === 'own' ? [] : [...principalIds.map((id) => ofPerson(id, others)), shared]),
  ];
  return parts.length === 1 ? sql`${parts[0]}` : sql`${sql.join(parts, sql` union all `)} ${cut}`;
};

const page = (mine: Mine, given: { where: readonly Sql[]; theirs?: Sql; limit: number }): Sql =>
  ownAndShared(mine, { ...given, what: columns, order: NEWEST });

/** A solution is accepted or refused by who asked. */
const TO_ANSWER = sql`r.state <> 'resolved'`;

export async function listMine(
  db: Reader,
  mine: Mine,
  given: { filter: Filter; after: Cursor | null; limit: number },
): Promise<ListedRow[]> {
  const { filter, after, limit } = given;
  const where = filtered(filter);
  if (after !== null) where.push(sql`(r.last_public_at, r.id) < (${after[0]}, ${after[1]})`);
  const turns = filter.state === 'my_turn' ? { theirs: TO_ANSWER } : {};
  const { rows } = await sql<ListedRow>`${shown(page(mine, { where, limit, ...turns }), mine.personId)}
    order by r.last_public_at desc, r.id desc`.execute(db);
  return rows;
}

export type OwnCounts = Record<StateGroup | 'all', number>;
type Waiting = ListedRow & { question: string | null };

/**
 * What stands above the first page: requests that wait for the person, each with the question asked or the solution given, and how
 * many there are of each group, counted up to `cap` in all.
 */
export async function aboveMine(
  db: Reader,
  mine: Mine,
  given: { waiting: number; cap: number },
): Promise<{ waiting: Waiting[]; counts: OwnCounts }> {
  const { personId } = mine;
  const turns = { where: [oneOfStates(STATE_GROUPS.my_turn)], theirs: TO_ANSWER, limit: given.waiting };
  const each = ownAndShared(mine, {
    ...{ what: sql`r.state, r.requester_id`, where: [], order: sql``, limit: given.cap },
  });
  const { rows } = await sql<Partial<Waiting> & { totals: Partial<Record<string, number>> | null }>`
    select w.*, t.totals from (
      select jsonb_object_agg(state, total) as totals from (
        select s.state || case when s.requester_id = ${personId} then '' else ' of another' end as state,
          count(*) as total from (${each}) s group by 1) g) t
    left join (select v.*, case v.state
        when 'waiting_requester' then (select q.body from messages q where q.request_id = v.id
          and q.visibility = 'public' and q.author_id <> v.requester_id order by q.sequence desc limit 1)
        else (select solution from requests where id = v.id) end as question
      from (${shown(page(mine, turns), personId)}) v) w on true
    order by w.last_public_at desc, w.id desc`.execute(db);
  const totals = rows[0]?.totals ?? {};
  const theirs = (state: RequestState) => totals[`${state} of another`] ?? 0;
  const of = (states: readonly RequestState[]) =>
    states.reduce((sum, state) => sum + (totals[state] ?? 0) + theirs(state), 0);
  return {
    waiting: rows.filter((row): row is typeof row & Waiting => typeof row.id === 'string'),
    counts: {
      open: of(STATE_GROUPS.open),
      my_turn: of(STATE_GROUPS.my_turn) - theirs('resolved'),
      resolved: of(STATE_GROUPS.resolved),
      closed: of(STATE_GROUPS.closed),
      all: Object.values(totals).reduce<number>((sum, total = 0) => sum + total, 0),
    },
  };
}
