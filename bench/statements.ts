/**
 * The statements with which the program reads, as it writes them: its own functions run against a database that answers
 * nothing and takes down what it was asked. The floor runs these very texts.
 */
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { DB } from '#database/tables.ts';
import { ownerOfSession } from '#server/accounts/session-rows.ts';
import { aboveMine, listMine } from '#server/requests/list-rows.ts';
import { countViews, listQueueRows, type QueueScope } from '#server/requests/queue-rows.ts';
import { findForView } from '#server/requests/rows.ts';
import { threadOf } from '#server/requests/thread-rows.ts';
import { sha256 } from '#server/shared/ids.ts';
import type { PersonActor } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';

/** `values` hold what stays, and for what each call gives, the name of it in `Given`. */
export type Statement = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

/** Stands where a call puts its own value. */
export const GIVEN = {
  person: '00000000-0000-4000-8000-00000000000a',
  request: '00000000-0000-4000-8000-00000000000b',
  stream: 'request:00000000-0000-4000-8000-00000000000b',
  teams: ['00000000-0000-4000-8000-00000000000c'],
  areas: ['00000000-0000-4000-8000-00000000000d'],
  token: sha256('a token'),
  now: new Date(0),
} as const;

async function taken(run: (db: Reader) => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const db = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => {
      statements.push({
        name: sha256(query.sql).toString('hex').slice(0, 32),
        text: query.sql,
        values: query.parameters,
      });
    },
  });
  await run(db);
  return statements;
}

const actor = { kind: 'person', id: GIVEN.person } as PersonActor;
const scope: QueueScope = {
  reach: {
    kind: 'some',
    agentId: GIVEN.person,
    teamIds: GIVEN.teams,
    unassignedAreaIds: GIVEN.areas,
    wholeAreaIds: [],
  },
  personId: GIVEN.person,
  teamIds: GIVEN.teams,
  now: GIVEN.now,
};

const mine = { personId: GIVEN.person, principalIds: [], whose: undefined };

export type Statements = Record<'session' | 'own' | 'queue' | 'desk' | 'counts' | 'one', Statement[]>;

export const statements = async (): Promise<Statements> => ({
  session: await taken((db) => ownerOfSession(db, GIVEN.token, GIVEN.now)),
  own: await taken((db) =>
    Promise.all([
      listMine(db, mine, { filter: {}, after: null, limit: 26 }),
      aboveMine(db, mine, { waiting: 6, cap: 1_000 }),
    ]),
  ),
  queue: await taken((db) => listQueueRows(db, { scope, filters: { state: 'closed' }, after: null, limit: 26 })),
  desk: await taken((db) => listQueueRows(db, { scope, filters: { state: 'open' }, after: null, limit: 26 })),
  counts: await taken((db) => countViews(db, scope)),
  one: await taken((db) =>
    Promise.all([findForView(db, { id: GIVEN.request }, actor), threadOf(db, GIVEN.request, false)]),
  ),
});

/** The values of a statement with what this call gives put in their places. */
export const filled = (statement: Statement, given: Partial<Record<keyof typeof GIVEN, unknown>>): unknown[] =>
  statement.values.map((value) => {
    for (const [name, mark] of Object.entries(GIVEN))
      if (value === mark || (Array.isArray(value) && Array.isArray(mark) && value[0] === mark[0]))
        return given[name as keyof typeof GIVEN];
    return value;
  });
