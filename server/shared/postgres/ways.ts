/** The ways into the database of an embedded server, the roles they act as, and how both come to be. */
import pg from 'pg';
import { SUPERUSER } from './cluster.ts';
import { APP_OPTIONS, READER_OPTIONS } from './sessions.ts';
import type { Postgres } from './types.ts';

export const OWNER_ROLE = 'mesa_owner';
export const APP_ROLE = 'mesa_app';
export const READER_ROLE = 'mesa_reader';
export const DATABASE = 'mesa';

/** There is no network door: the number only names the socket. */
const PORT = 5432;

/** The three ways into one database of an embedded server. */
export function accessTo(host: string, database: string, port = PORT): Pick<Postgres, 'owner' | 'app' | 'reader'> {
  const way = { ...wayTo(host, port), database };
  return {
    owner: { ...way, user: OWNER_ROLE },
    app: { ...way, user: APP_ROLE, options: APP_OPTIONS },
    reader: { ...way, user: READER_ROLE, options: READER_OPTIONS },
  };
}

/** The superuser's, to make roles and databases. */
export const superuserOf = (host: string, port = PORT): pg.PoolConfig => ({
  ...wayTo(host, port),
  user: SUPERUSER,
  database: 'postgres',
});

/** Port and encryption are said outright, or the driver takes them from PGPORT and PGSSLMODE. */
function wayTo(host: string, port: number): pg.PoolConfig {
  return { host, port, ssl: false };
}

/**
 * Statements that leave a database to its three roles: nobody else connects, and only the
 * owner creates (a clone of a database does not inherit these, so tests repeat them).
 */
export function fenceDatabase(database: string): string {
  const name = pg.escapeIdentifier(database);
  return `REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${name} TO ${APP_ROLE}, ${READER_ROLE};`;
}

/** Gives the `server_version_num`. Repeated at each start, so that a first start cut short is completed by the next. */
export async function ensureDatabase(superuser: pg.PoolConfig): Promise<number> {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    for (const role of [OWNER_ROLE, APP_ROLE, READER_ROLE]) {
      const found = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
      if (found.rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN`);
    }
    await client.query(`ALTER ROLE ${READER_ROLE} SET default_transaction_read_only = on`);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
    await client.query(fenceDatabase(DATABASE));
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    return rows[0]?.version ?? 0;
  } finally {
    await client.end();
  }
}
