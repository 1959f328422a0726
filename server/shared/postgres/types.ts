import type pg from 'pg';
import type { Log as ProgramLog } from '../log.ts';

/** The part of the program's log that this folder needs. */
export type Log = Pick<ProgramLog, 'info' | 'warn' | 'error'>;

/**
 * A PostgreSQL ready for work. `owner` may change the schema and is for migrations alone;
 * `app` is what the program works with; `reader` may only read.
 */
export type Postgres = {
  owner: pg.PoolConfig;
  app: pg.PoolConfig;
  reader: pg.PoolConfig;
  /**
   * The roles that `app` and `reader` act as, to be named in GRANT by the migrations. They
   * own nothing and have no default privileges: each migration says what they may touch.
   * Null when the given server did not let us have them: then `app` is the owner.
   */
  appRole: string | null;
  readerRole: string | null;
  /** False when `app` and `reader` have the owner's rights, so that only triggers guard the history. */
  restricted: boolean;
  kind: 'embedded' | 'given';
  /** As `server_version_num`, for example 180004. */
  version: number;
  /** Settles when an embedded server ends without having been asked to. Never for a given one. */
  ended: Promise<void>;
  /** Stops an embedded server (at most some 3 s). May be called again. Close the pools first. */
  close(): Promise<void>;
};

/** A `postgres` process of ours, reachable through a socket that only we can open. */
export type EmbeddedServer = {
  /** Folder of the socket, the `host` of a connection. */
  host: string;
  pid: number;
  ended: Promise<void>;
  /** What it said last, to tell why it ended. */
  lastWords(): string;
  stop(): Promise<void>;
};
