import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, it } from 'vitest';
import { listLetters } from '#contract/notifications.ts';
import { settle } from '#tests/security/settled.ts';

it('a reading whose connection is cut in the middle is read again, and who asked is answered', async () => {
  const desk = await settle();
  const other = new pg.Client(desk.postgres.owner);
  await other.connect();
  await other.query('begin; lock table letters in access exclusive mode');
  const reading = desk.call(listLetters, { session: desk.admin });
  let cut = 0;
  for (let tries = 0; cut === 0 && tries < 200; tries += 1) {
    await sleep(10);
    // By the reader itself: a role may end what is its own.
    const blocked = sql`select pg_terminate_backend(pid) from pg_locks where relation = 'letters'::regclass and not granted`;
    cut = (await blocked.execute(desk.house.store.read)).rows.length;
  }
  await other.query('rollback');
  await other.end();
  expect([cut > 0, (await reading).status]).toEqual([true, 200]);
  await desk.close();
});
