import pg from 'pg';
import { removeOutside } from './binaries.ts';
import { prepareCluster, SUPERUSER } from './cluster.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { prepareDataDir } from './folders.ts';
import { keepRunning } from './keeper.ts';
import { endLeftover } from './leftover.ts';
import { APP_OPTIONS, READER_OPTIONS } from './sessions.ts';
import type { EmbeddedServer, Log, Postgres } from './types.ts';

export const OWNER_ROLE = 'mesa_owner';
export const APP_ROLE = 'mesa_app';
export const READER_ROLE = 'mesa_reader';
export const DATABASE = 'mesa';

/** Settings of a server whose data nobody will miss: tests, and proofs of an archive. */
const THROWAWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

type Options = {
  dataDir: string;
  log: Log;
  /** False: nothing survives a power cut. For what is thrown away, where it is several times faster. */
  durable?: boolean;
  /** Further `name=value` settings of the server, over ours. */
  settings?: readonly string[];
};

/** What tests use to clone databases; the program itself never sees the superuser. */
export type EmbeddedPostgres = Postgres & { superuser: pg.PoolConfig };

/**
 * Starts the bundled PostgreSQL on `<dataDir>/postgres`, making the cluster, the database and
 * its roles the first time. Throws OperatorError when a living program uses the folder, when
 * the folder is another user's, or when PostgreSQL does not start.
 */
export async function openEmbedded({
  dataDir,
  log,
  durable = true,
  settings = [],
}: Options): Promise<EmbeddedPostgres> {
  const folder = prepareDataDir(dataDir);
  const lock = lockFolder(folder);
  let server: EmbeddedServer | null = null;
  try {
    const cluster = await prepareCluster(folder, lock, durable);
    await endLeftover(cluster, log);
    removeOutside(lock.inherited);
    server = await keepRunning(cluster, [...(durable ? [] : THROWAWAY), ...settings], log);
    const superuser = { ...wayTo(server.host), user: SUPERUSER, database: 'postgres' };
    const version = await ensureDatabase(superuser);
    return describe({ server, lock, superuser, version });
  } catch (error) {
    await server?.stop();
    letGo(lock);
    throw error;
  }
}

/** The three ways into one database of an embedded server. */
export function accessTo(host: string, database: string): Pick<Postgres, 'owner' | 'app' | 'reader'> {
  const way = { ...wayTo(host), database };
  return {
    owner: { ...way, user: OWNER_ROLE },
    app: { ...way, user: APP_ROLE, options: APP_OPTIONS },
    reader: { ...way, user: READER_ROLE, options: READER_OPTIONS },
  };
}

/** Port and encryption are said outright, or the driver takes them from PGPORT and PGSSLMODE. */
function wayTo(host: string): pg.PoolConfig {
  return { host, port: 5432, ssl: false };
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

type Running = { server: EmbeddedServer; lock: FolderLock; superuser: pg.PoolConfig; version: number };

function describe({ server, lock, superuser, version }: Running): EmbeddedPostgres {
  let closing: Promise<void> | null = null;
  return {
    ...accessTo(server.host, DATABASE),
    superuser,
    appRole: APP_ROLE,
    readerRole: READER_ROLE,
    restricted: true,
    kind: 'embedded',
    version,
    ended: server.ended,
    close() {
      closing ??= server.stop().finally(() => letGo(lock));
      return closing;
    },
  };
}

/** Repeated at each start, so that a first start cut short is completed by the next. */
async function ensureDatabase(superuser: pg.PoolConfig): Promise<number> {
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

function letGo(lock: FolderLock): void {
  removeOutside(lock.outside());
  lock.release();
}
