import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestHouse } from '#tests/kit/house.ts';

it('an act whose connection is cut between two statements is done once more, and the program stays', async () => {
  const desk = await openTestHouse();
  const { store } = desk.house;
  let tries = 0;
  const cut = store.aside('sweep', async (db) => {
    tries += 1;
    if (tries > 1) return tries;
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    await store.aside('sweep', (other) => sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other));
    await sleep(100);
    await sql`select 1`.execute(db);
    return tries;
  });
  await expect(cut).resolves.toBe(2);
  const after = await store.aside('sweep', (db) => sql<{ one: number }>`select 1 as one`.execute(db));
  expect(after.rows).toEqual([{ one: 1 }]);
  await desk.close();
});
