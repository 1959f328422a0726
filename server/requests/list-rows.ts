/** The two lists: own requests by last movement, the desk's by nearest deadline. Keyset pages over indexes made for them. */
import { type ExpressionBuilder, sql } from 'kysely';
import { type RequestState, STATE_GROUPS, type StateGroup } from '#contract/requests.ts';
import type { DB } from '#database/tables.ts';
import { parseFolioQuery } from '#server/records/index.ts';
import type { Cursor } from '#server/shared/pages.ts';
import type { Reader } from '#server/shared/store.ts';
import type { QueueReach } from './policy.ts';
import { NOBODY, type RequestRow } from './rows.ts';

export type Filter = {
  q?: string | undefined;
  state?: StateGroup | RequestState | 'all' | undefined;
  area?: string | undefined;
};
export type ListedRow = RequestRow & { read_through: number | null };

type Eb = ExpressionBuilder<DB, 'requests'>;

export const statesOf = (filter: Filter['state']): readonly RequestState[] | null => {
  if (filter === undefined || filter === 'all') return null;
  return filter in STATE_GROUPS ? STATE_GROUPS[filter as StateGroup] : [filter as RequestState];
};

/** Every word of the subject, in any order, with or without accents; or a folio in any of its forms. */
const matches = (eb: Eb, typed: string) => {
  const folio = parseFolioQuery(typed);
  const words = typed
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8);
  const bySubject = eb.and(
    words.map((word) => sql<boolean>`plain_text(requests.subject) like '%' || plain_text(${escapeLike(word)}) || '%'`),
  );
  if (folio === null) return bySubject;
  const byFolio = [eb('requests.sequence', '=', folio.sequence)];
  if (folio.year !== null) byFolio.push(eb('requests.year', '=', folio.year));
  if (folio.series !== null) byFolio.push(eb('requests.series', '=', folio.series));
  return eb.or([eb.and(byFolio), bySubject]);
};

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

const filtered = (eb: Eb, filter: Filter) => {
  const states = statesOf(filter.state);
  return eb.and([
    ...(states === null ? [] : [eb('requests.state', 'in', [...states])]),
    ...(filter.area === undefined ? [] : [eb('requests.area_id', '=', filter.area)]),
    ...(filter.q === undefined || filter.q === '' ? [] : [matches(eb, filter.q)]),
  ]);
};

const listed = (db: Reader, personId: string) =>
  db
    .selectFrom('requests')
    .leftJoin('request_reads', (join) =>
      join.onRef('request_reads.request_id', '=', 'requests.id').on('request_reads.person_id', '=', personId),
    )
    .selectAll('requests')
    .select(['request_reads.through as read_through', sql<boolean>`false`.as('takes_part')]);

const mineOrShared = (eb: Eb, personId: string) =>
  eb.or([
    eb('requests.requester_id', '=', personId),
    eb(
      'requests.id',
      'in',
      eb.selectFrom('request_participants').select('request_id').where('person_id', '=', personId),
    ),
  ]);

export async function listMine(
  db: Reader,
  given: { personId: string; filter: Filter; after: Cursor | null; limit: number },
): Promise<ListedRow[]> {
  const { personId, filter, after, limit } = given;
  const rows = await listed(db, personId)
    .where((eb) => mineOrShared(eb as unknown as Eb, personId))
    .where((eb) => filtered(eb as unknown as Eb, filter))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(requests.last_public_at, requests.id) < (${after?.[0]}, ${after?.[1]})`),
    )
    .orderBy('requests.last_public_at', 'desc')
    .orderBy('requests.id', 'desc')
    .limit(limit)
    .execute();
  return rows as unknown as ListedRow[];
}

/** Rows of each group, counted up to `cap` each. */
export async function countMine(
  db: Reader,
  personId: string,
  cap: number,
): Promise<Record<StateGroup | 'all', number>> {
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('requests')
        .select('requests.state')
        .where((inner) => mineOrShared(inner as unknown as Eb, personId))
        .limit(cap)
        .as('capped'),
    )
    .select(['state', (eb) => eb.fn.countAll<number>().as('total')])
    .groupBy('state')
    .execute();
  const of = (states: readonly string[]) =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.total, 0);
  return {
    open: of(STATE_GROUPS.open),
    my_turn: of(STATE_GROUPS.my_turn),
    resolved: of(STATE_GROUPS.resolved),
    closed: of(STATE_GROUPS.closed),
    all: rows.reduce((sum, row) => sum + row.total, 0),
  };
}

export type QueueView = 'mine' | 'unassigned' | 'team' | 'all';
export type QueueQuery = { reach: QueueReach; view: QueueView; personId: string; teamIds: readonly string[] };

const among = (eb: Eb, column: 'requests.team_id' | 'requests.area_id', ids: readonly string[]) =>
  ids.length === 0 ? sql<boolean>`false` : eb(column, 'in', [...ids]);

/** `queueReach` as SQL; `withinReach` says the same of one row. */
const reachable = (eb: Eb, reach: QueueReach) => {
  if (reach.kind === 'all') return sql<boolean>`true`;
  if (reach.kind === 'none') return sql<boolean>`false`;
  return eb.or([
    eb('requests.agent_id', '=', reach.agentId),
    among(eb, 'requests.team_id', reach.teamIds),
    eb.and([eb('requests.team_id', 'is', null), among(eb, 'requests.area_id', reach.unassignedAreaIds)]),
    among(eb, 'requests.area_id', reach.wholeAreaIds),
  ]);
};

const inView = (eb: Eb, query: QueueQuery) => {
  if (query.view === 'mine') return eb('requests.agent_id', '=', query.personId);
  if (query.view === 'unassigned') return eb('requests.agent_id', 'is', null);
  if (query.view === 'team') return among(eb, 'requests.team_id', query.teamIds.length > 0 ? query.teamIds : [NOBODY]);
  return sql<boolean>`true`;
};

export async function listQueueRows(
  db: Reader,
  given: { query: QueueQuery; filter: Filter; after: Cursor | null; limit: number },
): Promise<ListedRow[]> {
  const { query, filter, after, limit } = given;
  const rows = await listed(db, query.personId)
    .where((eb) => reachable(eb as unknown as Eb, query.reach))
    .where((eb) => inView(eb as unknown as Eb, query))
    .where((eb) => filtered(eb as unknown as Eb, filter))
    .$if(after !== null, (rest) =>
      rest.where(sql<boolean>`(requests.resolution_due_at, requests.id) > (${after?.[0]}, ${after?.[1]})`),
    )
    .orderBy('requests.resolution_due_at')
    .orderBy('requests.id')
    .limit(limit)
    .execute();
  return rows as unknown as ListedRow[];
}

export async function countQueue(
  db: Reader,
  query: Omit<QueueQuery, 'view'>,
  cap: number,
): Promise<Record<QueueView, number>> {
  const count = async (view: QueueView): Promise<number> => {
    const row = await db
      .selectFrom((eb) =>
        eb
          .selectFrom('requests')
          .select('requests.id')
          .where((inner) => reachable(inner as unknown as Eb, query.reach))
          .where((inner) => inView(inner as unknown as Eb, { ...query, view }))
          .where((inner) => filtered(inner as unknown as Eb, { state: 'open' }))
          .limit(cap)
          .as('capped'),
      )
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirst();
    return row?.total ?? 0;
  };
  const [mine, unassigned, team, all] = await Promise.all([
    count('mine'),
    count('unassigned'),
    count('team'),
    count('all'),
  ]);
  return { mine, unassigned, team, all };
}
