import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testDatabase } from '#tests/kit/database.ts';
import { systemClock } from './clock.ts';
import { errorForLog } from './log.ts';
import { openStore } from './store.ts';

const CANARY = 'rosa.canul@gobierno.example';

it('an error of the database goes to the log without the values of the row (S26)', async () => {
  const database = await testDatabase();
  const store = openStore({
    app: database.postgres.app,
    reader: database.postgres.reader,
    clock: systemClock,
    enqueue: async () => undefined,
  });
  const failing = [
    sql`insert into closure_codes (key, name, rank) values (${CANARY}, '{}', 1), (${CANARY}, '{}', 1)`,
    sql`insert into closure_codes (key, name, rank) values ('x', ${`{"es": "${CANARY}`}, 1)`,
    sql`select ${CANARY}::uuid`,
  ];
  for (const statement of failing) {
    const error = await store.aside('sweep', (db) => statement.execute(db)).catch((caught: unknown) => caught);
    const logged = JSON.stringify(errorForLog(error));
    expect(logged).toMatch(/"code":"2[0-9A-Z]{4}"/);
    expect(logged).toContain('"stack":"    at ');
    expect(logged).not.toContain(CANARY);
  }
  await store.close();
  await database.drop();
});

it('what is no error is one bounded line', () => {
  expect(errorForLog('a\nb')).toEqual({ message: 'a b' });
});

it('each call is one line of JSON with its instant in UTC, whatever stands in it, and secrets are blotted out (C87, C88)', () => {
  const forged = 'x\r\n{"level":50,"msg":"forged"}\u2028\u0000\u001b[2J';
  const secrets = { password: CANARY, token: CANARY, cookie: CANARY, smtpUrl: CANARY, secret: CANARY };
  const program = `import { openLog } from './server/shared/log.ts';
    const log = openLog({ logLevel: 'info' });
    log.info({ name: ${JSON.stringify(forged)} }, ${JSON.stringify(forged)});
    log.warn(${JSON.stringify({ ...secrets, body: secrets })}, 'refused');
    log.error({ err: new Error(${JSON.stringify(forged)}) }, 'failed');
    log.debug({}, 'not at this level');`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  const lines = run.stdout.trimEnd().split('\n');
  expect([lines.length, run.stderr]).toEqual([3, '']);
  for (const line of lines) expect(JSON.parse(line).time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(run.stdout).not.toContain(CANARY);
  expect(run.stdout.match(/\[…\]/g)).toHaveLength(10);
});

it('a log nobody can write to ends nothing', () => {
  const full = openSync('/dev/full', 'w');
  const words = `import { openLog } from '#server/shared/log.ts';
    const log = openLog({ logLevel: 'info' });
    for (let n = 0; n < 3; n += 1) log.info({ n }, 'said to nobody');
    setTimeout(() => {
      console.error('still here');
      process.exit(0);
    }, 200);`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '--eval', words], {
    cwd: new URL('../..', import.meta.url).pathname,
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  expect([ran.status, String(ran.stderr).trim()]).toEqual([0, 'still here']);
});
