import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestHouse } from '#tests/kit/house.ts';

it('a connection cut between two statements of a transaction fails that act alone, and the program stays', async () => {
  const desk = await openTestHouse();
  const { store } = desk.house;
  const cut = store.aside('sweep', async (db) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    await store.aside('sweep', (other) => sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other));
    await sleep(100);
    await sql`select 1`.execute(db);
  });
  await expect(cut).rejects.toThrow();
  const after = await store.aside('sweep', (db) => sql<{ one: number }>`select 1 as one`.execute(db));
  expect(after.rows).toEqual([{ one: 1 }]);
  await desk.close();
});
