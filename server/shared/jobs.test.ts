import { PgBoss } from 'pg-boss';
import { expect, it } from 'vitest';
import { readSession } from '#contract/accounts.ts';
import { settle } from '#tests/security/settled.ts';

it('work given up after its last attempt stands before the administrator', async () => {
  const desk = await settle();
  const notices = async () => (await desk.call(readSession, { session: desk.admin })).reply.standingNotices;
  expect(await notices()).not.toContain('work-failing');
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
  expect(await notices()).toContain('work-failing');
  await desk.close();
});
