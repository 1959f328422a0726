/** Brings the schema up to date: forward only, plain SQL, one file one transaction, one program at a time. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expands } from './expands.ts';
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

/** What ran on a database; `expands`: an older program goes on with a schema it was added to. */
type Ran = { name: string; hash: string; expands: boolean };

export type Migrating = {
  folder?: string;
  /** Of these alone: a schema as it once was. */
  only?: ReadonlySet<string> | null;
  /** Awaited when something is missing, before any of it runs and while no other program can; what it throws ends all. */
  before?: (missing: readonly string[]) => Promise<void>;
  /** Told of what a newer program added to the schema, where this one can go on with it. */
  behind?: (newer: readonly string[]) => void;
};

/**
 * Runs what is missing (of `only`, for a schema as it once was) and gives the names of what ran. A changed migration stops the
 * program with a sentence, and so does one of a newer program, unless all of those only add to the schema.
 */
export async function migrate(
  config: pg.PoolConfig,
  roles: Roles,
  { folder = FOLDER, only = null, before = async () => undefined, behind = () => undefined }: Migrating = {},
): Promise<string[]> {
  // What is done before may take minutes, in which nothing is said on this line.
  const client = new pg.Client({ ...config, keepAlive: true });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists migrations (name text primary key, hash text not null, ran_at timestamptz not null default now(), expands boolean not null default false)',
    );
    await addMark(client);
    const all = load(folder).filter(({ name }) => only === null || only.has(name));
    const { missing, newer } = compare(all, await ranOn(client));
    if (newer.length > 0) behind(newer);
    if (missing.length > 0) await before(missing.map(({ name }) => name));
    for (const migration of missing) await run(client, migration);
    await grant(client, roles);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

const MARKED = "select from pg_attribute where attrelid = 'migrations'::regclass and attname = 'expands'";

/** A database that an older program began has the table without it. */
async function addMark(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(MARKED);
  if (rowCount === 0)
    await client.query('alter table migrations add column if not exists expands boolean not null default false');
}

async function ranOn(client: pg.Client): Promise<Ran[]> {
  const { rowCount: marked } = await client.query(MARKED);
  const mark = marked === 0 ? 'false as expands' : 'expands';
  return (await client.query<Ran>(`select name, hash, ${mark} from migrations order by name`)).rows;
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
    const ran = table.rows[0]?.there === true ? await ranOn(client) : [];
    return compare(load(folder), ran).missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function compare(migrations: Migration[], ran: readonly Ran[]): { missing: Migration[]; newer: string[] } {
  const known = new Map(ran.map((row) => [row.name, row.hash]));
  const changed = migrations.find(({ name, hash }) => known.has(name) && known.get(name) !== hash);
  if (changed) {
    throw new OperatorError(
      `La migración ${changed.name} cambió después de aplicarse. Restaura el programa original.`,
      `Migration ${changed.name} changed after it was applied. Restore the original program.`,
    );
  }
  const names = new Set(migrations.map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !known.has(name));
  const newer = ran.filter(({ name }) => !names.has(name));
  // One that lacks some and has others is of another line of the program: nobody can tell what it is good for.
  const unfit = missing.length > 0 ? newer[0] : newer.find((each) => !each.expands);
  if (unfit) {
    throw new OperatorError(
      `La base de datos es de una versión más nueva del programa (${unfit.name}). Actualiza el programa.`,
      `The database belongs to a newer version of the program (${unfit.name}). Upgrade the program.`,
    );
  }
  return { missing, newer: newer.map(({ name }) => name) };
}

/** Milliseconds a migration waits for a table, in which everybody who comes after it waits too; and how often it comes back. */
const WAITS = 150;
const TRIES = 600;
const BETWEEN_TRIES = 250;
/** PostgreSQL: the lock was not had in time. */
const LOCKED = '55P03';

/** Somebody reads the table for long (a backup, a report): it makes way, and tries again. */
async function run(client: pg.Client, migration: Migration): Promise<void> {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      return await once(client, migration);
    } catch (error) {
      await client.query('rollback');
      if (!(error instanceof Error && 'code' in error && error.code === LOCKED)) throw error;
      await setTimeout(BETWEEN_TRIES);
    }
  }
  throw new OperatorError(
    `La migración ${migration.name} no pudo empezar: otro programa tiene ocupada una tabla, quizá un respaldo. Espera a que termine y vuelve a arrancar.`,
    `Migration ${migration.name} could not begin: another program holds a table, perhaps a backup. Wait for its end and start again.`,
  );
}

async function once(client: pg.Client, { name, hash, text }: Migration): Promise<void> {
  await client.query('begin');
  await client.query(`set local lock_timeout = ${WAITS}`);
  await client.query(text);
  await client.query('insert into migrations (name, hash, expands) values ($1, $2, $3)', [name, hash, expands(text)]);
  await client.query('commit');
}

/** Tables whose rows a trigger keeps from any change (8: delete, 16: update), whoever asks and without a condition. */
const APPEND_ONLY = `select distinct tgrelid::regclass::text as name from pg_trigger
  join pg_proc on pg_proc.oid = tgfoid
  where proname = 'refuse_change' and tgtype & 24 = 24 and tgqual is null and tgattr = '' order by name`;

/** What the program's own roles may do; history, sealed records and their like are only ever added to. */
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
    const kept = await client.query<{ name: string }>(APPEND_ONLY);
    for (const { name } of kept.rows) await client.query(`revoke update, delete on ${name} from ${app}`);
    await client.query(`revoke insert, update, delete on migrations from ${app}`);
  }
}
