/**
 * The two lists: own requests by last movement, the desk's by nearest deadline. One statement each, written as SQL because
 * they are the most asked of all: keyset pages over indexes made for them, with the names, the marks and the counts.
 */
import { type RawBuilder, sql } from 'kysely';
import { type RequestState, STATE_GROUPS, type StateGroup } from '#contract/requests.ts';
import { givenNamesOf, nameOf } from '#server/accounts/index.ts';
import { parseFolioQuery } from '#server/records/index.ts';
import type { Cursor } from '#server/shared/pages.ts';
import { settledVersion } from '#server/shared/settled.ts';
import type { Reader } from '#server/shared/store.ts';
import type { QueueReach } from './policy.ts';
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
] as const;

/** A line of a list; `read_through`: how far its reader got. */
export type ListedRow = Pick<RequestRow, (typeof COLUMNS)[number] | 'takes_part' | 'settled_version'> &
  Names & { read_through: number | null };

type Sql = RawBuilder<unknown>;

const columns = sql.raw(COLUMNS.map((name) => `r.${name}`).join(', '));
const all = (conditions: readonly Sql[]): Sql => sql.join(conditions, sql` and `);
const any = (conditions: readonly Sql[]): Sql => sql`(${sql.join(conditions, sql` or `)})`;
const quoted = (states: readonly RequestState[]): Sql => sql.raw(states.map((state) => `'${state}'`).join(', '));
const ENDED: readonly RequestState[] = [...STATE_GROUPS.resolved, ...STATE_GROUPS.closed];
/** Word for word as the partial indexes have it. */
const isOpen: Sql = sql`r.state not in (${quoted(ENDED)})`;
/** Of a closed list, so that the text of the statement stays one of few. */
const oneOfStates = (states: readonly RequestState[]): Sql =>
  states === STATE_GROUPS.open ? isOpen : sql`r.state in (${quoted(states)})`;

export const statesOf = (filter: Filter['state']): readonly RequestState[] | null => {
  if (filter === undefined || filter === 'all') return null;
  return filter in STATE_GROUPS ? STATE_GROUPS[filter as StateGroup] : [filter as RequestState];
};

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** Every word of the subject, in any order, with or without accents; or a folio in any of its forms. */
function matches(typed: string): Sql {
  const words = typed.split(/\s+/).filter((word) => word !== '');
  const bySubject = words
    .slice(0, 8)
    .map((word) => sql`plain_text(r.subject) like '%' || plain_text(${escapeLike(word)}) || '%'`);
  const folio = parseFolioQuery(typed);
  if (folio === null) return all(bySubject);
  const byFolio = [sql`r.sequence = ${folio.sequence}`];
  if (folio.year !== null) byFolio.push(sql`r.year = ${folio.year}`);
  if (folio.series !== null) byFolio.push(sql`r.series = ${folio.series}`);
  return any([sql`(${all(byFolio)})`, sql`(${all(bySubject)})`]);
}

const isSearch = (filter: Filter): filter is Filter & { q: string } => filter.q !== undefined && filter.q.trim() !== '';

function filtered(filter: Filter): Sql[] {
  const states = statesOf(filter.state);
  return [
    ...(states === null ? [] : [oneOfStates(states)]),
    ...(filter.area === undefined ? [] : [sql`r.area_id = ${filter.area}`]),
    ...(isSearch(filter) ? [matches(filter.q)] : []),
  ];
}

const shown = (from: Sql, readerId: string): Sql => sql`
  select r.*, false as takes_part, ${nameOf(sql.ref('r.requester_id'))} as requester_name,
    ${nameOf(sql.ref('r.agent_id'))} as agent_name, ${givenNamesOf(sql.ref('r.last_by'))} as last_by_name,
    ${givenNamesOf(sql.ref('r.last_public_by'))} as last_public_by_name,
    ${settledVersion} as settled_version, m.through as read_through
  from (${from}) r
  left join request_reads m on m.request_id = r.id and m.person_id = ${readerId}`;

/* Own */

const NEWEST = sql`order by last_public_at desc, id desc`;

/** The own ones by their index, those one takes part in by theirs: an `or` of both would sort all of them. */
const ownAndShared = (personId: string, given: { where: readonly Sql[]; limit: number }): Sql => {
  const rest = given.where.length === 0 ? sql`` : sql`and ${all(given.where)}`;
  const limit = sql.raw(String(given.limit));
  return sql`
    (select ${columns} from requests r where r.requester_id = ${personId} ${rest} ${NEWEST} limit ${limit})
    union all
    (select ${columns} from requests r
      where r.id = any(array(select request_id from request_participants where person_id = ${personId}))
        and r.requester_id <> ${personId} ${rest} ${NEWEST} limit ${limit})
    ${NEWEST} limit ${limit}`;
};

export async function listMine(
  db: Reader,
  given: { personId: string; filter: Filter; after: Cursor | null; limit: number },
): Promise<ListedRow[]> {
  const { personId, filter, after, limit } = given;
  const where = filtered(filter);
  if (after !== null) where.push(sql`(r.last_public_at, r.id) < (${after[0]}, ${after[1]})`);
  const { rows } = await sql<ListedRow>`${shown(ownAndShared(personId, { where, limit }), personId)}
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
  given: { personId: string; waiting: number; cap: number },
): Promise<{ waiting: Waiting[]; counts: OwnCounts }> {
  const { personId } = given;
  const mine = ownAndShared(personId, { where: [oneOfStates(STATE_GROUPS.my_turn)], limit: given.waiting });
  const { rows } = await sql<Partial<Waiting> & { totals: Partial<Record<RequestState, number>> | null }>`
    select w.*, t.totals from (
      select jsonb_object_agg(state, total) as totals from (
        select state, count(*) as total from (
          (select state from requests where requester_id = ${personId} limit ${sql.raw(String(given.cap))})
          union all
          (select state from requests
            where id = any(array(select request_id from request_participants where person_id = ${personId}))
              and requester_id <> ${personId} limit ${sql.raw(String(given.cap))})) s
        group by state) g) t
    left join (select v.*, case v.state
        when 'waiting_requester' then (select q.body from messages q where q.request_id = v.id
          and q.visibility = 'public' and q.author_id <> v.requester_id order by q.sequence desc limit 1)
        else (select solution from requests where id = v.id) end as question
      from (${shown(mine, personId)}) v) w on true
    order by w.last_public_at desc, w.id desc`.execute(db);
  const totals = rows[0]?.totals ?? {};
  const of = (states: readonly RequestState[]) => states.reduce((sum, state) => sum + (totals[state] ?? 0), 0);
  return {
    waiting: rows.filter((row): row is typeof row & Waiting => typeof row.id === 'string'),
    counts: {
      open: of(STATE_GROUPS.open),
      my_turn: of(STATE_GROUPS.my_turn),
      resolved: of(STATE_GROUPS.resolved),
      closed: of(STATE_GROUPS.closed),
      all: Object.values(totals).reduce((sum, total) => sum + total, 0),
    },
  };
}

/* The desk's */

export type QueueView = 'mine' | 'unassigned' | 'team' | 'all';
export type QueueQuery = { reach: QueueReach; view: QueueView; personId: string; teamIds: readonly string[] };

const among = (column: string, ids: readonly string[]): Sql => sql`${sql.ref(column)} = any(${[...ids]}::uuid[])`;

/** `queueReach` as SQL; `withinReach` says the same of one row. */
function reachable(reach: QueueReach): Sql[] {
  if (reach.kind === 'all') return [];
  if (reach.kind === 'none') return [sql`false`];
  return [
    any([
      sql`r.agent_id = ${reach.agentId}`,
      among('r.team_id', reach.teamIds),
      sql`(r.team_id is null and ${among('r.area_id', reach.unassignedAreaIds)})`,
      among('r.area_id', reach.wholeAreaIds),
    ]),
  ];
}

function inView(query: Pick<QueueQuery, 'personId' | 'teamIds'>, view: QueueView): Sql {
  if (view === 'mine') return sql`r.agent_id = ${query.personId}`;
  if (view === 'unassigned') return sql`r.agent_id is null`;
  if (view === 'team') return among('r.team_id', query.teamIds);
  return sql`true`;
}

export async function listQueueRows(
  db: Reader,
  given: { query: QueueQuery; filter: Filter; after: Cursor | null; limit: number },
): Promise<ListedRow[]> {
  const { query, filter, after, limit } = given;
  const where = [...reachable(query.reach), inView(query, query.view), ...filtered({ ...filter, q: undefined })];
  if (after !== null) where.push(sql`(r.resolution_due_at, r.id) > (${after[0]}, ${after[1]})`);
  // The words are looked up by their own index first: one plan must do for words that are rare and words that are not.
  const from = isSearch(filter) ? sql`(select * from requests r where ${matches(filter.q)} offset 0)` : sql`requests`;
  const page = sql`select ${columns} from ${from} r where ${all(where)}
    order by r.resolution_due_at, r.id limit ${sql.raw(String(limit))}`;
  const { rows } = await sql<ListedRow>`${shown(page, query.personId)} order by r.resolution_due_at, r.id`.execute(db);
  return rows;
}

/** Open requests of each view, counted up to `cap` each. */
export async function countQueue(
  db: Reader,
  query: Omit<QueueQuery, 'view'>,
  cap: number,
): Promise<Record<QueueView, number>> {
  const where = [...reachable(query.reach), isOpen];
  const seesOwn = query.reach.kind === 'all' || (query.reach.kind === 'some' && query.reach.agentId === query.personId);
  const total = (view: QueueView): Sql => {
    // Who attends sees what is theirs: nothing else to look at, and the index alone answers.
    const within = view === 'mine' && seesOwn ? [isOpen] : where;
    return sql`(select count(*)::int from (
      select 1 from requests r where ${all([...within, inView(query, view)])} limit ${sql.raw(String(cap))}) c)`;
  };
  const { rows } = await sql<Record<QueueView, number>>`
    select ${total('mine')} as mine, ${total('unassigned')} as unassigned, ${total('team')} as team,
      ${total('all')} as all`.execute(db);
  return rows[0] ?? { mine: 0, unassigned: 0, team: 0, all: 0 };
}
