import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '#tests/kit/database.ts';
import { systemClock } from './clock.ts';
import type { Reader, Store } from './store.ts';

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await testDatabase();
  const { app, reader } = database.postgres;
  // Names are few to a process, and the tests before these may have used them up.
  vi.resetModules();
  const { openStore } = await import('./store.ts');
  store = openStore({ app, reader, clock: systemClock, enqueue: async () => undefined, poolSize: 1 });
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

async function asOwner(text: string): Promise<void> {
  const client = new pg.Client(database.postgres.owner);
  await client.connect();
  await client.query(text).finally(() => client.end());
}

const limits = (db: Reader, key: string) => db.selectFrom('rate_limits').selectAll().where('key', '=', key).execute();

test('a statement is prepared once and then called by its name', async () => {
  for (let time = 0; time < 3; time += 1) await limits(store.read, 'nobody');
  const { rows } = await sql<{ statement: string; calls: number }>`
    select statement, (generic_plans + custom_plans)::int as calls from pg_prepared_statements
    where statement like '%"rate_limits"%'`.execute(store.read);
  expect(rows).toEqual([expect.objectContaining({ calls: 3 })]);
});

test('a table altered under a running node costs nobody an answer', async () => {
  const act = () => store.aside('sweep', (db) => limits(db as Reader, 'nobody'));
  expect(await act()).toEqual([]);
  await asOwner('alter table rate_limits add column grown text');
  expect(await act()).toEqual([]);
  await asOwner('alter table rate_limits drop column grown');
  expect(await act()).toEqual([]);
});

test('nor one that reads it outside a transaction, however often it is altered, nor one act with several statements', async () => {
  const locks = (db: Reader) => db.selectFrom('rate_limits').selectAll().where('key', '<>', 'nobody').execute();
  const act = () =>
    store.aside('sweep', async (db) => [...(await limits(db as Reader, 'nobody')), ...(await locks(db as Reader))]);
  expect([await limits(store.read, 'nobody'), await act()]).toEqual([[], []]);
  for (const change of ['add column grown text', 'add column more text', 'drop column grown, drop column more']) {
    await asOwner(`alter table rate_limits ${change}`);
    expect([await limits(store.read, 'nobody'), await act()]).toEqual([[], []]);
  }
});

test('a text that says it is one of too many is planned each time and kept nowhere', async () => {
  await sql`/* unprepared */ select ${'various'}::text as told`.execute(store.read);
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements where statement like '%as told%'`.execute(store.read);
  expect(rows.filter(({ statement }) => statement.includes('unprepared'))).toEqual([]);
});
