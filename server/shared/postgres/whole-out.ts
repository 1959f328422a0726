/** Reads the whole database as of one instant: one transaction that sees nothing of what is written meanwhile. */
import type pg from 'pg';
import { type CopiedOut, openSession, type Session } from './session.ts';
import type { Postgres } from './types.ts';

/** Where the work that waits lies among the tables. */
export const JOBS = 'jobs.job';

export type Table = { name: string; columns: string[] };
export type KeptFile = { id: string; bytes: number | null; sha256: Buffer | null };

export type Snapshot = {
  readonly tables: Table[];
  readonly jobs: string[];
  readonly migrations: { name: string; hash: string }[];
  readonly postgres: number;
  /** Bytes of the tables on disk: how far a copy has come is told by it. */
  readonly tableBytes: number;
  /** Of the files that rows name, where the row says so. */
  readonly files: { count: number; bytes: number };
  copy(table: string): CopiedOut;
  keptFiles(): Promise<KeptFile[]>;
  /** Whether a row still names the file now, not as of the snapshot. */
  stillKept(id: string): Promise<boolean>;
  close(): Promise<void>;
};

/** Any constant does, so long as every copy of the program uses the same. */
const LOCK = 7_205_114_062;

export class BackupRunning extends Error {}

/**
 * `keptFiles`: statements of the slices that give (id, bytes, sha256) of the files a backup keeps; bytes and sha256 may be null.
 * Throws BackupRunning while another one is open on this database, in this program or another.
 */
export async function openSnapshot(postgres: Pick<Postgres, 'app'>, keptFiles: readonly string[]): Promise<Snapshot> {
  const [session, beside] = await Promise.all([
    openSession(postgres.app, 'mesa-backup'),
    openSession(postgres.app, 'mesa-backup-beside'),
  ]);
  const close = async () => {
    await Promise.all([session.close(), beside.close()]);
  };
  try {
    const [lock] = await session.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK]);
    if (!lock?.held) throw new BackupRunning('a backup is under way');
    await session.query('begin isolation level repeatable read read only');
    return { ...(await look(session, keptFiles)), ...readers(session, beside, keptFiles), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const COLUMNS = `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
    pg_table_size(c.oid)::bigint::float8 as bytes
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = '' and c.relname <> 'migrations'
  group by c.oid, c.relname order by c.relname`;

const NO_FILE = 'select null::uuid as id, null::bigint as bytes, null::bytea as sha256 where false';
const allFiles = (statements: readonly string[]): string =>
  [NO_FILE, ...statements].map((each) => `(${each})`).join(' union all ');

/** No such table. */
const UNKNOWN_TABLE = '42P01';

/**
 * Those of the statements that a schema of an older program can answer: a table it does not have yet names no file. A column
 * it does not have is an error, for then files would be left out that are there.
 */
export async function readableFiles(config: pg.PoolConfig, statements: readonly string[]): Promise<string[]> {
  const session = await openSession(config, 'mesa-upgrade');
  try {
    const readable: string[] = [];
    for (const each of statements) {
      const known = await session.query(`select from (${each}) kept limit 0`).then(
        () => true,
        (error: Error) => {
          if ('code' in error && error.code === UNKNOWN_TABLE) return false;
          throw error;
        },
      );
      if (known) readable.push(each);
    }
    return readable;
  } finally {
    await session.close();
  }
}

/** Files that rows name, by rising id. */
export const filesKept = (session: Session, statements: readonly string[]): Promise<KeptFile[]> =>
  session.query(
    `select id::text as id, bytes::float8 as bytes, sha256 from (${allFiles(statements)}) kept order by id`,
  );

type Look = Pick<Snapshot, 'tables' | 'jobs' | 'migrations' | 'postgres' | 'tableBytes' | 'files'>;

async function look(session: Session, keptFiles: readonly string[]): Promise<Look> {
  const tables = await session.query<{ name: string; columns: string[]; bytes: number }>(COLUMNS, ['public']);
  const jobs = await session.query<{ name: string; columns: string[] }>(COLUMNS, ['jobs']);
  const migrations = await session.query<{ name: string; hash: string }>(
    'select name, hash from migrations order by name',
  );
  const [server] = await session.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const [files] = await session.query<{ count: number; bytes: number }>(
    `select count(*)::float8 as count, coalesce(sum(bytes), 0)::float8 as bytes from (${allFiles(keptFiles)}) kept`,
  );
  return {
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    jobs: jobs.find((table) => table.name === 'job')?.columns ?? [],
    migrations,
    postgres: server?.version ?? 0,
    tableBytes: tables.reduce((sum, table) => sum + table.bytes, 0),
    files: files ?? { count: 0, bytes: 0 },
  };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const listOf = (columns: readonly string[]): string => columns.map(quoted).join(', ');
export const tableName = (name: string): string => `public.${quoted(name)}`;

/** Work that waits; what was under way is to be begun again, and what the clock starts anew needs no keeping. */
const waitingJobs = (columns: readonly string[]): string => {
  const begunAgain: Record<string, string> = {
    state: "case state when 'active' then 'created' else state end",
    started_on: 'null::timestamptz',
    heartbeat_on: 'null::timestamptz',
  };
  const chosen = columns.map((column) => begunAgain[column] ?? quoted(column)).join(', ');
  return `select ${chosen} from jobs.job where state in ('created', 'retry', 'active') and name !~ '^(every[.]|__pgboss)'`;
};

function readers(
  session: Session,
  beside: Session,
  keptFiles: readonly string[],
): Pick<Snapshot, 'copy' | 'keptFiles' | 'stillKept'> {
  return {
    copy: (statement) => session.copyOut(statement),
    keptFiles: () => filesKept(session, keptFiles),
    stillKept: async (id) => {
      const rows = await beside.query(`select from (${allFiles(keptFiles)}) kept where id = $1`, [id]);
      return rows.length > 0;
    },
  };
}

/** The copy of one table of the manifest, or of the waiting jobs. */
export function copyOf(snapshot: Snapshot, table: string): CopiedOut | null {
  if (table === JOBS) {
    return snapshot.jobs.length === 0 ? null : snapshot.copy(`copy (${waitingJobs(snapshot.jobs)}) to stdout`);
  }
  const columns = snapshot.tables.find((each) => each.name === table)?.columns ?? [];
  return snapshot.copy(`copy ${tableName(table)} (${listOf(columns)}) to stdout`);
}
