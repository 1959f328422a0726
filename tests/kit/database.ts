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

/** Clones a template (some 20 ms): the migrated one, or one of `templateOf`. */
export async function testDatabase(template = inject('postgres').template): Promise<TestDatabase> {
  const { host, version } = inject('postgres');
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

/**
 * An empty database as somebody else's server gives it: of a login that owns it and may do nothing more, no roles beside it.
 * Made as `openGiven` would open it, which refuses a server that forces nothing to the disk, such as that of a run.
 */
export async function foreignDatabase(): Promise<TestDatabase> {
  const { host, version } = inject('postgres');
  const name = `foreign_${randomBytes(8).toString('hex')}`;
  await asSuperuser(host, [`CREATE ROLE ${name} LOGIN`, `CREATE DATABASE ${name} OWNER ${name} STRATEGY file_copy`]);
  const way = { ...accessTo(host, name).owner, user: name };
  return {
    postgres: {
      ...{ owner: way, app: way, reader: way, appRole: null, readerRole: null, restricted: false },
      ...{ kind: 'given', version, ended: new Promise(() => {}), close: async () => {} },
    },
    drop: () => asSuperuser(host, [`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, `DROP ROLE ${name}`]),
  };
}

const MAKING = 7_205_114_062;

/**
 * The name of a template that `fill` makes of the migrated one: once in a run, by whichever file asks first, while the
 * others wait. `fill` leaves nobody connected; the database it is given stays.
 */
export async function templateOf(name: string, fill: (database: TestDatabase) => Promise<void>): Promise<string> {
  const { host } = inject('postgres');
  const client = new pg.Client({ ...accessTo(host, 'postgres').owner, user: SUPERUSER });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MAKING]);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      const draft = await testDatabase();
      await fill({ ...draft, drop: async () => undefined });
      const [from, to] = [String(draft.postgres.owner.database), name].map((each) => pg.escapeIdentifier(each));
      await client.query(`ALTER DATABASE ${from} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
      await client.query(`ALTER DATABASE ${from} RENAME TO ${to}`);
    }
    return name;
  } finally {
    await client.end();
  }
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
