import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { APP_ROLE, accessTo, fenceDatabase, OWNER_ROLE, READER_ROLE } from '#server/shared/postgres/embedded.ts';
import type { Postgres } from '#server/shared/postgres/postgres.ts';

/** A database of one's own, with every migration applied and no rows but theirs. */
export type TestDatabase = {
  postgres: Postgres;
  /** Removes it, together with whatever is still connected. Call it in `afterAll`. */
  drop(): Promise<void>;
};

/** Clones the migrated template (some 20 ms). */
export async function testDatabase(): Promise<TestDatabase> {
  const { host, template, version } = inject('postgres');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(host, [
    `CREATE DATABASE ${name} TEMPLATE ${pg.escapeIdentifier(template)} OWNER ${OWNER_ROLE} STRATEGY file_copy`,
    fenceDatabase(name),
  ]);
  return {
    postgres: {
      ...accessTo(host, name),
      appRole: APP_ROLE,
      readerRole: READER_ROLE,
      restricted: true,
      kind: 'embedded',
      version,
      ended: new Promise(() => {}),
      close: async () => {},
    },
    drop: () => asSuperuser(host, [`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]),
  };
}

async function asSuperuser(host: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ ...accessTo(host, 'postgres').owner, user: SUPERUSER });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
