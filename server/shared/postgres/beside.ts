/** A second program at a desk that is already open: the command line beside `serve`, on the same bundled PostgreSQL. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { holderOf } from './folder-lock.ts';
import type { Postgres } from './types.ts';
import { APP_ROLE, accessTo, DATABASE, READER_ROLE } from './ways.ts';

/** Milliseconds: the socket is on this machine. */
const PATIENCE = 5_000;
const SOCKET = '.s.PGSQL.5432';

/**
 * The bundled PostgreSQL of a desk that runs on this folder, or null when none does. It belongs to the other program:
 * `close` leaves it running, and it ends when that program does.
 */
export async function besideRunning(dataDir: string): Promise<Postgres | null> {
  if (!existsSync(dataDir)) return null;
  const folder = realpathSync(dataDir);
  const holder = holderOf(folder);
  if (holder === null) return null;
  // The socket lies with the data, unless the path was too long for one.
  const host = [path.join(folder, 'postgres'), ...holder.outside].find((each) => existsSync(path.join(each, SOCKET)));
  if (host === undefined) return null;
  const ways = accessTo(host, DATABASE);
  const client = new pg.Client({ ...ways.reader, connectionTimeoutMillis: PATIENCE });
  await client.connect();
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  await client.end();
  return {
    ...ways,
    appRole: APP_ROLE,
    readerRole: READER_ROLE,
    restricted: true,
    kind: 'embedded',
    version: rows[0]?.version ?? 0,
    ended: new Promise(() => {}),
    close: async () => {},
  };
}

/** Whether this machine keeps, or has kept, a database of its own in the folder. */
export const hasCluster = (dataDir: string): boolean => existsSync(path.join(dataDir, 'postgres', 'PG_VERSION'));
