/** Brings the schema up to date: forward only, plain SQL, one file one transaction, one program at a time. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { sha256 } from './ids.ts';
import { OperatorError } from './operator-error.ts';

const FOLDER = fileURLToPath(new URL('../../database/migrations', import.meta.url));
/** Any constant does, so long as every copy of the program uses the same. */
const LOCK = 7_205_114_061;

export type Roles = { app: string | null; reader: string | null };
type Migration = { name: string; text: string; hash: string };

const load = (folder: string): Migration[] =>
  readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, hash: sha256(text).toString('hex') };
    });

/** The migrations this program brings, in their order. */
export const knownMigrations = (): { name: string; hash: string }[] =>
  load(FOLDER).map(({ name, hash }) => ({ name, hash }));

export type Migrating = {
  folder?: string;
  /** Of these alone: a schema as it once was. */
  only?: ReadonlySet<string> | null;
  /** Awaited when something is missing, before any of it runs and while no other program can; what it throws ends all. */
  before?: (missing: readonly string[]) => Promise<void>;
};

/**
 * Runs what is missing (of `only`, for a schema as it once was) and gives the names of what ran. A changed or unknown
 * migration stops the program with a sentence.
 */
export async function migrate(
  config: pg.PoolConfig,
  roles: Roles,
  { folder = FOLDER, only = null, before = async () => undefined }: Migrating = {},
): Promise<string[]> {
  // What is done before may take minutes, in which nothing is said on this line.
  const client = new pg.Client({ ...config, keepAlive: true });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists migrations (name text primary key, hash text not null, ran_at timestamptz not null default now())',
    );
    const known = await client.query<{ name: string; hash: string }>('select name, hash from migrations');
    const all = load(folder).filter(({ name }) => only === null || only.has(name));
    const missing = compare(all, new Map(known.rows.map((row) => [row.name, row.hash])));
    if (missing.length > 0) await before(missing.map(({ name }) => name));
    for (const migration of missing) await run(client, migration);
    await grant(client, roles);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/**
 * Which migrations of the program a database lacks, running none. Throws as `migrate` does for a database of a newer
 * program or of a changed one.
 */
export async function missingMigrations(config: pg.PoolConfig, folder: string = FOLDER): Promise<string[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    const table = await client.query<{ there: boolean }>("select to_regclass('migrations') is not null as there");
    const there = table.rows[0]?.there === true;
    const { rows } = there
      ? await client.query<{ name: string; hash: string }>('select name, hash from migrations')
      : { rows: [] };
    return compare(load(folder), new Map(rows.map((row) => [row.name, row.hash]))).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function compare(migrations: Migration[], known: ReadonlyMap<string, string>): Migration[] {
  const changed = migrations.find(({ name, hash }) => known.has(name) && known.get(name) !== hash);
  if (changed) {
    throw new OperatorError(
      `La migración ${changed.name} cambió después de aplicarse. Restaura el programa original.`,
      `Migration ${changed.name} changed after it was applied. Restore the original program.`,
    );
  }
  const names = new Set(migrations.map(({ name }) => name));
  const newer = [...known.keys()].find((name) => !names.has(name));
  if (newer !== undefined) {
    throw new OperatorError(
      `La base de datos es de una versión más nueva del programa (${newer}). Actualiza el programa.`,
      `The database belongs to a newer version of the program (${newer}). Upgrade the program.`,
    );
  }
  return migrations.filter(({ name }) => !known.has(name));
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  await client.query("set local lock_timeout = '5s'");
  await client.query(migration.text);
  await client.query('insert into migrations (name, hash) values ($1, $2)', [migration.name, migration.hash]);
  await client.query('commit');
}

/** What the program's own roles may do; history and receipts are only ever added to. */
async function grant(client: pg.Client, roles: Roles): Promise<void> {
  const quote = (name: string) => client.escapeIdentifier(name);
  if (roles.reader !== null) {
    await client.query(`grant usage on schema public to ${quote(roles.reader)}`);
    await client.query(`grant select on all tables in schema public to ${quote(roles.reader)}`);
  }
  if (roles.app !== null) {
    const app = quote(roles.app);
    await client.query(`grant usage on schema public to ${app}`);
    await client.query(`grant select, insert, update, delete on all tables in schema public to ${app}`);
    await client.query(`grant usage on all sequences in schema public to ${app}`);
    await client.query(`revoke update, delete on history, receipts from ${app}`);
    await client.query(`revoke insert, update, delete on migrations from ${app}`);
  }
}
