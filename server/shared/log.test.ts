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
