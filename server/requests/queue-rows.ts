/**
 * The desk's list and how many each of its views holds. One statement each; what decides which rows are seen
 * (`reachable`) is in both.
 */
import { sql } from 'kysely';
import type { QueueFilters, QueueView } from '#contract/requests.ts';
import { endOfLocalDay } from '#server/institution/index.ts';
import type { Cursor } from '#server/shared/pages.ts';
import type { Reader } from '#server/shared/store.ts';
import {
  all,
  any,
  atMost,
  columns,
  isOpen,
  isSearch,
  type ListedRow,
  matches,
  oneOfStates,
  type Sql,
  shown,
  statesOf,
} from './list-rows.ts';
import type { QueueReach } from './policy.ts';

/** Who looks, and when. */
export type QueueScope = {
  readonly reach: QueueReach;
  readonly personId: string;
  readonly teamIds: readonly string[];
  readonly now: Date;
};

const among = (column: string, ids: readonly string[]): Sql => sql`${sql.ref(column)} = any(${[...ids]}::uuid[])`;

/** `queueReach` as SQL; `withinReach` says the same of one row. */
export function reachable(reach: QueueReach): Sql[] {
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

const isRunning: Sql = sql`r.paused_at is null`;
const isPaused: Sql = sql`r.paused_at is not null`;

/** Of an open request; the test of the list has the same for one row. */
function inView(scope: Pick<QueueScope, 'personId' | 'teamIds' | 'now'>, view: QueueView): Sql {
  if (view === 'mine') return sql`r.agent_id = ${scope.personId}`;
  if (view === 'unassigned') return sql`r.agent_id is null`;
  if (view === 'due_today') return sql`(${isRunning} and r.resolution_due_at < ${endOfLocalDay(scope.now)})`;
  if (view === 'waiting') return sql`r.state in ('waiting_requester', 'waiting_third_party')`;
  if (view === 'urgency') return sql`r.urgency = 'pending'`;
  if (view === 'team') return among('r.team_id', scope.teamIds);
  return sql`true`;
}

function inDueGroup(group: NonNullable<QueueFilters['due']>, now: Date): Sql[] {
  if (group === 'paused') return [isPaused];
  if (group === 'overdue') return [isRunning, sql`r.resolution_due_at <= ${now}`];
  const tomorrow = endOfLocalDay(now);
  if (group === 'later') return [isRunning, sql`r.resolution_due_at >= ${tomorrow}`];
  return [isRunning, sql`r.resolution_due_at > ${now}`, sql`r.resolution_due_at < ${tomorrow}`];
}

const ALWAYS_OPEN: readonly QueueView[] = ['due_today', 'waiting', 'urgency'];

/** What stands beside the words looked for. */
function filtered(scope: QueueScope, filters: QueueFilters): Sql[] {
  const states = statesOf(filters.state);
  const is = (column: string, value: string | undefined): Sql[] =>
    value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`];
  const meansOpen = filters.due !== undefined || (filters.view !== undefined && ALWAYS_OPEN.includes(filters.view));
  return [
    ...reachable(scope.reach),
    ...(filters.view === undefined ? [] : [inView(scope, filters.view)]),
    ...(states === null ? [] : [oneOfStates(states)]),
    ...(meansOpen && !isOpenFilter(filters.state) ? [isOpen] : []),
    ...is('r.area_id', filters.area),
    ...is('r.service_id', filters.service),
    ...is('r.agency_id', filters.agency),
    ...is('r.level_id', filters.level),
    ...is('r.team_id', filters.team),
    ...is('r.agent_id', filters.agent),
    ...is('r.outage_id', filters.outage),
    ...(filters.due === undefined ? [] : inDueGroup(filters.due, scope.now)),
  ];
}

const isOpenFilter = (state: QueueFilters['state']): boolean => state === 'open';

/** How the rows follow each other, and what comes after the last of a page. */
type Order = {
  readonly by: Sql;
  readonly after: (cursor: Cursor) => Sql;
  /** What of its row a cursor holds. */
  readonly key: (row: ListedRow) => Cursor;
};

const ORDERS = {
  /** Overdue, nearest, paused last; for the open ones and those that may be among them. */
  due: {
    by: sql`(r.paused_at is not null), r.resolution_due_at, r.id`,
    after: ([at, id, last]) =>
      sql`((r.paused_at is not null), r.resolution_due_at, r.id) > (${last === true}, ${at}, ${id})`,
    key: (row) => [row.resolution_due_at, row.id, row.paused_at !== null],
  },
  /** Where all are paused or none is: from the index of the state. */
  dueOfState: {
    by: sql`r.resolution_due_at, r.id`,
    after: ([at, id]) => sql`(r.resolution_due_at, r.id) > (${at}, ${id})`,
    key: (row) => [row.resolution_due_at, row.id],
  },
  newest: {
    by: sql`r.registered_at desc, r.id desc`,
    after: ([at, id]) => sql`(r.registered_at, r.id) < (${at}, ${id})`,
    key: (row) => [row.registered_at, row.id],
  },
  oldest_movement: {
    by: sql`r.last_at, r.id`,
    after: ([at, id]) => sql`(r.last_at, r.id) > (${at}, ${id})`,
    key: (row) => [row.last_at, row.id],
  },
} as const satisfies Record<string, Order>;

const OF_ONE_PAUSE = ['registered', 'assigned', 'in_progress', 'waiting_requester', 'waiting_third_party'];
const OVER = ['resolved', 'closed', 'cancelled', 'rejected', 'all', 'my_turn'];

export function orderOf(filters: QueueFilters): Order {
  const state = filters.state ?? 'open';
  const wanted = filters.order ?? (OVER.includes(state) ? 'newest' : 'due');
  return wanted === 'due' && OF_ONE_PAUSE.includes(state) ? ORDERS.dueOfState : ORDERS[wanted];
}

const source = (filters: QueueFilters): Sql =>
  // The words are looked up by their own index first: one plan must do for words that are rare and words that are not.
  isSearch(filters) ? sql`(select * from requests r where ${matches(filters.q)} offset 0)` : sql`requests`;

/** Of a list that may be empty. */
const whether = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`true` : all(conditions));

/** `filters.state` absent: of any state. */
export async function listQueueRows(
  db: Reader,
  given: { scope: QueueScope; filters: QueueFilters; after: Cursor | null; limit: number },
): Promise<ListedRow[]> {
  const { scope, filters, after, limit } = given;
  const order = orderOf(filters);
  const where = filtered(scope, filters);
  if (after !== null) where.push(order.after(after));
  const page = sql`select ${columns} from ${source(filters)} r where ${whether(where)}
    order by ${order.by} ${atMost(limit)}`;
  const { rows } = await sql<ListedRow>`${shown(page, scope.personId)} order by ${order.by}`.execute(db);
  return rows;
}

export type ViewCounts = Record<QueueView, number>;

/** Open requests of each view, in one pass over the index of the open ones. */
export async function countViews(db: Reader, scope: QueueScope): Promise<ViewCounts> {
  const total = (view: QueueView): Sql => sql`count(*) filter (where ${inView(scope, view)})::int`;
  const within = [isOpen, ...reachable(scope.reach)];
  // Few ask: from their own index, for the one of the open ones does not know of it.
  const urgency = sql`(select count(*)::int from requests r where ${all([inView(scope, 'urgency'), ...within])})`;
  const { rows } = await sql<ViewCounts>`
    select ${total('mine')} as mine, ${total('unassigned')} as unassigned, ${total('due_today')} as due_today,
      ${total('waiting')} as waiting, ${urgency} as urgency, ${total('team')} as team, ${total('all')} as all
    from requests r where ${all(within)}`.execute(db);
  return rows[0] ?? { mine: 0, unassigned: 0, due_today: 0, waiting: 0, urgency: 0, team: 0, all: 0 };
}

/**
 * How many each of these filters finds, up to `cap` each. Its text is as various as what people save: it is planned each time
 * and takes no place among the statements kept by name.
 */
export async function countFilters(
  db: Reader,
  scope: QueueScope,
  given: { filters: readonly QueueFilters[]; cap: number },
): Promise<number[]> {
  if (given.filters.length === 0) return [];
  const counts = given.filters.map(
    (filters) => sql`(select count(*)::int from (
      select 1 from ${source(filters)} r where ${whether(filtered(scope, filters))} ${atMost(given.cap)}) c)`,
  );
  const { rows } = await sql<{
    counts: number[];
  }>`/* unprepared */ select array[${sql.join(counts)}] as counts`.execute(db);
  return rows[0]?.counts ?? [];
}
