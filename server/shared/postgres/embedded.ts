import type pg from 'pg';
import { systemClock } from '../clock.ts';
import { removeOutside } from './binaries.ts';
import { prepareCluster } from './cluster.ts';
import { type CarryOver, type ChangeStep, readyFolder } from './engine-change.ts';
import { CURRENT } from './engine-folders.ts';
import { type Engine, OURS } from './engines.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { prepareDataDir } from './folders.ts';
import { keepRunning } from './keeper.ts';
import { endLeftover } from './leftover.ts';
import type { EmbeddedServer, Log, Postgres } from './types.ts';
import { APP_ROLE, accessTo, DATABASE, ensureDatabase, READER_ROLE, superuserOf } from './ways.ts';

export { APP_ROLE, accessTo, DATABASE, fenceDatabase, OWNER_ROLE, READER_ROLE } from './ways.ts';

/** Settings of a server whose data nobody will miss: tests, and proofs of an archive. */
const THROWAWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

type Options = {
  dataDir: string;
  log: Log;
  /** False: nothing survives a power cut. For what is thrown away, where it is several times faster. */
  durable?: boolean;
  /** Further `name=value` settings of the server, over ours. */
  settings?: readonly string[];
  /** Takes a folder of an older major version over to this one; null: such a folder is refused. */
  carryOver?: CarryOver | null;
  /** Ours, unless a test has another. */
  engine?: Engine;
  /** Told how far a change of the major version has come. */
  reached?: (step: ChangeStep) => void;
};

/** What tests use to clone databases; the program itself never sees the superuser. */
export type EmbeddedPostgres = Postgres & { superuser: pg.PoolConfig };

/**
 * Starts the bundled PostgreSQL on `<dataDir>/postgres`, making the cluster, the database and
 * its roles the first time, and carrying over one of an older major version. Throws OperatorError when a living
 * program uses the folder, when the folder is another user's, or when PostgreSQL does not start.
 */
export async function openEmbedded(given: Options): Promise<EmbeddedPostgres> {
  const { log, durable = true, settings = [], engine = OURS, carryOver = null, reached = () => undefined } = given;
  const dataDir = prepareDataDir(given.dataDir);
  const lock = lockFolder(dataDir);
  let server: EmbeddedServer | null = null;
  try {
    const place = { dataDir, lock, durable };
    await readyFolder({ ...place, engine, log, clock: systemClock, carryOver, reached });
    const cluster = await prepareCluster({ ...place, name: CURRENT, native: engine.native() });
    await endLeftover(cluster, log);
    removeOutside(lock.inherited);
    server = await keepRunning(cluster, [...(durable ? [] : THROWAWAY), ...settings], log);
    const superuser = superuserOf(server.host);
    const version = await ensureDatabase(superuser);
    return describe({ server, lock, superuser, version });
  } catch (error) {
    await server?.stop();
    letGo(lock);
    throw error;
  }
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

function letGo(lock: FolderLock): void {
  removeOutside(lock.outside());
  lock.release();
}
