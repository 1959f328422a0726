import { PgBoss } from 'pg-boss';
import { expect, it } from 'vitest';
import { readSession } from '#contract/accounts.ts';
import { dropDeadJob, listDeadJobs, retryDeadJob } from '#contract/upkeep.ts';
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { entriesOf } from './history.ts';

/** Gives one job up, as after its last attempt. */
async function giveUp(desk: Settled): Promise<void> {
  const { host, user, database } = desk.postgres.app;
  const boss = new PgBoss({
    schema: 'jobs',
    migrate: false,
    ...(host === undefined ? {} : { host }),
    ...(user === undefined ? {} : { user }),
    ...(database === undefined ? {} : { database }),
  });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.send('every.letters', {}, { retryLimit: 0, expireInSeconds: 60 });
  const [job] = await boss.fetch('every.letters');
  await boss.fail('every.letters', String(job?.id), { message: 'no such letter' });
  await boss.supervise('dead-letters');
  await boss.stop({ graceful: false });
}

it('work given up after its last attempt stands before the administrator, with its reason and two ways on', async () => {
  const desk = await settle();
  const { admin: session } = desk;
  const notices = async () => (await desk.call(readSession, { session })).reply.standingNotices;
  const dead = async () => (await desk.call(listDeadJobs, { session })).reply.items;
  await desk.drain();
  expect([await notices(), await dead()]).toEqual([expect.not.arrayContaining(['work-failing']), []]);
  await giveUp(desk);
  expect(await notices()).toContain('work-failing');
  const [job] = await dead();
  expect(job).toMatchObject({ name: 'every.letters', attempts: 1, reason: 'no such letter' });

  const params = { id: job?.id ?? ('' as never) };
  expect((await desk.call(retryDeadJob, { session, params, body: {} })).status).toBe(200);
  expect(await dead()).toEqual([]);
  expect(await desk.drain()).toBe(1);
  expect((await desk.call(retryDeadJob, { session, params, body: {} })).status).toBe(404);

  await giveUp(desk);
  const [again] = await dead();
  const dropped = { session, params: { id: again?.id ?? ('' as never) }, body: {} };
  expect((await desk.call(dropDeadJob, dropped)).status).toBe(200);
  expect((await desk.call(dropDeadJob, dropped)).status).toBe(404);
  expect([await dead(), await desk.drain()]).toEqual([[], 0]);
  const facts = (await entriesOf(desk.house.store.read, INSTITUTION_STREAM)).map((entry) => entry.fact);
  expect(facts.slice(-2)).toEqual(['work.retried', 'work.dropped']);
  await desk.close();
});
