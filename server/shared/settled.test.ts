import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#tests/kit/database.ts';
import { systemClock } from './clock.ts';
import { settledVersion } from './settled.ts';
import { openStore, type Reader, type Store } from './store.ts';

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await testDatabase();
  const { app, reader } = database.postgres;
  store = openStore({ app, reader, clock: systemClock, enqueue: async () => undefined, poolSize: 2 });
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

const version = async (db: Reader): Promise<number> =>
  (await db.selectNoFrom(settledVersion.as('version')).executeTakeFirstOrThrow()).version;

/** A reading that counts how often it is done. */
function reading() {
  let times = 0;
  const load = async (db: Reader) => {
    times += 1;
    return (await db.selectFrom('institution').select('product_name').executeTakeFirstOrThrow()).product_name;
  };
  return { load, times: () => times };
}

const rename = (name: string) =>
  store.aside('sweep', (db) => db.updateTable('institution').set({ product_name: name }).execute());

test('is read once while nothing changes, and anew after a change', async () => {
  const { load, times } = reading();
  const before = await store.settled(load, { version: await version(store.read) });
  expect(await store.settled(load, { version: await version(store.read) })).toBe(before);
  expect(times()).toBe(1);
  await rename('Mesa Dos');
  expect(await store.settled(load, { version: await version(store.read) })).toBe('Mesa Dos');
  expect(times()).toBe(2);
});

test('what an act under way changed is not remembered before it commits, nor after it was taken back', async () => {
  const { load } = reading();
  const committed = await store.settled(load, { version: await version(store.read) });
  await store
    .aside('sweep', async (db) => {
      await db.updateTable('institution').set({ product_name: 'Nunca' }).execute();
      expect(await store.settled(load, { version: await version(db as Reader) })).toBe(committed);
      throw new Error('taken back');
    })
    .catch(() => undefined);
  await rename('Mesa Tres');
  expect(await store.settled(load, { version: await version(store.read) })).toBe('Mesa Tres');
});

test.each([
  'institution',
  'agencies',
  'positions',
  'calendars',
  'calendar_versions',
  'closures',
  'service_levels',
  'areas',
  'services',
  'teams',
] as const)('a change of %s counts', async (table) => {
  const before = await version(store.read);
  // A statement that touches no row counts too: the trigger cannot know, and too often is only slower.
  await store.aside('sweep', (db) => sql`delete from ${sql.table(table)} where false`.execute(db));
  expect(await version(store.read)).toBeGreaterThan(before);
});

test('a reading that failed is tried again', async () => {
  let fails = true;
  const load = async () => {
    if (fails) throw new Error('no answer');
    return 'there';
  };
  const at = { version: await version(store.read) };
  await expect(store.settled(load, at)).rejects.toThrow('no answer');
  fails = false;
  expect(await store.settled(load, at)).toBe('there');
});
