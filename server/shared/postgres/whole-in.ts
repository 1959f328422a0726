/** Loads the rows of an archive into an empty database, all of them or none, and looks whether they are what they were. */
import { PassThrough } from 'node:stream';
import { follows, type HistoryRow, type Place, START } from '../history.ts';
import type { Pace } from '../pace.ts';
import type { Session } from './session.ts';
import { JOBS, listOf, type Table, tableName } from './whole-out.ts';

/** What was loaded is not what was said, or does not hold together. Nothing of it stays. */
export class NotWhole extends Error {
  readonly kind: 'counts' | 'chain';
  /** The table, or the stream of the history. */
  readonly where: string;
  constructor(kind: NotWhole['kind'], where: string) {
    super(`${kind} of ${where}`);
    this.kind = kind;
    this.where = where;
  }
}

/** What is loaded: the tables and, of the work that waits, the columns. */
export type Plan = { readonly tables: readonly Table[]; readonly jobs: readonly string[] };

export type Loaded = { rows: number; streams: number; entries: number; receipts: number };

export type Loading = {
  /** Empties the tables and takes down what would slow the loading or hinder its order. */
  begin(plan: Plan): Promise<void>;
  /** One piece after the other of the table; a new name ends the one before. */
  table(name: string, body: AsyncIterable<Buffer>): Promise<void>;
  /** Puts everything back up, compares, commits. Throws NotWhole; nothing is there then. `expected`: rows by table. */
  end(expected: ReadonlyMap<string, number>): Promise<Loaded>;
  /** After the program's queues are there. */
  jobs(): Promise<number>;
  giveUp(): Promise<void>;
};

type Parts = { foreignKeys: { on: string; name: string; definition: string }[]; indexes: string[]; tables: string[] };

/** Of this transaction alone: indexes are sorted in memory, and references compared there. */
const ROOM_FOR_INDEXES = "set local maintenance_work_mem = '256MB'; set local work_mem = '64MB'";

/** The owner's session; the schema is that of the archive. */
export function openLoading(session: Session, pace: Pace): Loading {
  let plan: Plan = { tables: [], jobs: [] };
  let parts: Parts = { foreignKeys: [], indexes: [], tables: [] };
  let current: { name: string; pipe: PassThrough; done: Promise<number> } | null = null;
  const rows = new Map<string, number>();
  const jobs: Buffer[] = [];

  const closeTable = async () => {
    if (!current) return;
    current.pipe.end();
    rows.set(current.name, await current.done);
    current = null;
  };

  const openTable = (name: string) => {
    const columns = plan.tables.find((table) => table.name === name)?.columns ?? [];
    const pipe = new PassThrough({ highWaterMark: 1024 * 1024 });
    const done = session.copyIn(`copy ${tableName(name)} (${listOf(columns)}) from stdin`, pipe);
    // Heard where it is awaited; a refusal in the middle must not end the program meanwhile.
    done.catch((error: Error) => pipe.destroy(error));
    return { name, pipe, done };
  };

  return {
    begin: async (of) => {
      plan = of;
      await session.query('begin');
      await session.query(ROOM_FOR_INDEXES);
      parts = await takeDown(session, of);
    },
    table: async (name, body) => {
      if (name === JOBS) {
        for await (const chunk of body) jobs.push(Buffer.from(chunk));
        return;
      }
      if (current?.name !== name) await closeTable();
      current ??= openTable(name);
      const { pipe, done } = current;
      for await (const chunk of body) {
        if (!pipe.write(chunk)) await Promise.race([new Promise((resolve) => pipe.once('drain', resolve)), done]);
      }
    },
    end: async (expected) => {
      await closeTable();
      await putUp(session, parts, pace);
      const loaded = await compare(session, { rows, expected, pace });
      await session.query('commit');
      await pace.turn();
      await session.query('analyze');
      return loaded;
    },
    jobs: () => loadJobs(session, plan.jobs, jobs),
    giveUp: async () => {
      current?.pipe.destroy();
      await session.close();
    },
  };
}

async function takeDown(session: Session, plan: Plan): Promise<Parts> {
  const actual = await session.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attname) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and c.relname <> 'migrations' group by c.relname`);
  const theirs = new Map(plan.tables.map((table) => [table.name, [...table.columns].sort().join()]));
  const other = actual.find((table) => theirs.get(table.name) !== [...table.columns].sort().join());
  if (other || actual.length !== theirs.size) throw new NotWhole('counts', other?.name ?? 'tables');

  const tables = actual.map((table) => tableName(table.name));
  const foreignKeys = await session.query<Parts['foreignKeys'][number]>(`
    select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`);
  const indexes = await session.query<{ name: string; definition: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and not i.indisunique
      and not exists (select from pg_constraint where conindid = i.indexrelid)`);
  for (const key of foreignKeys) await session.query(`alter table ${key.on} drop constraint ${key.name}`);
  for (const index of indexes) await session.query(`drop index ${index.name}`);
  // The history refuses to be emptied by anybody; here is nothing yet but what the migrations put there.
  for (const table of tables) await session.query(`alter table ${table} disable trigger user`);
  await session.query(`truncate ${tables.join(', ')}`);
  return { foreignKeys, indexes: indexes.map((index) => index.definition), tables };
}

async function putUp(session: Session, parts: Parts, pace: Pace): Promise<void> {
  for (const definition of parts.indexes) {
    await pace.turn();
    await session.query(definition);
  }
  // Each is looked at anew over all rows: an archive whose rows do not hold together goes no further.
  for (const key of parts.foreignKeys) {
    await pace.turn();
    await session.query(`alter table ${key.on} add constraint ${key.name} ${key.definition}`);
  }
  for (const table of parts.tables) await session.query(`alter table ${table} enable trigger user`);
  const counted = await session.query<{ on: string; column: string }>(`
    select attrelid::regclass::text as on, quote_ident(attname) as column from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and attidentity <> ''`);
  for (const { on, column } of counted) {
    await session.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${column}), 1), max(${column}) is not null) from ${on}`,
      [on, column.replaceAll('"', '')],
    );
  }
}

type Counts = { rows: ReadonlyMap<string, number>; expected: ReadonlyMap<string, number>; pace: Pace };

async function compare(session: Session, { rows, expected, pace }: Counts): Promise<Loaded> {
  for (const [name, count] of expected) if ((rows.get(name) ?? 0) !== count) throw new NotWhole('counts', name);
  const chains = await followChains(session, pace);
  let receipts = 0;
  // An archive of before there were seals has no such table.
  for (const table of KEPT_BY_SUM.filter((name) => expected.has(name))) receipts += await sums(session, table);
  const total = [...rows.values()].reduce((sum, count) => sum + count, 0);
  return { rows: total, ...chains, receipts };
}

const KEPT_BY_SUM = ['receipts', 'sealed_records'] as const;

/** How many there are; none may differ from its sum. */
async function sums(session: Session, table: (typeof KEPT_BY_SUM)[number]): Promise<number> {
  const [found] = await session.query<{ all: number; bad: number }>(`
    select count(*)::int as all, count(*) filter (where sha256 <> sha256(convert_to(document, 'UTF8')))::int as bad
    from ${table}`);
  if (found?.bad !== 0) throw new NotWhole('counts', table);
  return found.all;
}

const AT_ONCE = 2_000;

/** Every stream of the history, entry by entry, from the hash before it to its own. */
async function followChains(session: Session, pace: Pace): Promise<{ streams: number; entries: number }> {
  let at: Place & { stream: string } = { ...START, stream: '' };
  const seen = { streams: 0, entries: 0 };
  await session.query('declare chains no scroll cursor for select * from history order by stream, sequence');
  for (;;) {
    await pace.turn();
    const rows = await session.query<HistoryRow>(`fetch ${AT_ONCE} from chains`);
    for (const row of rows) {
      if (row.stream !== at.stream) {
        at = { ...START, stream: row.stream };
        seen.streams += 1;
      }
      if (!follows(at, row)) throw new NotWhole('chain', row.stream);
      at = { stream: row.stream, sequence: row.sequence, hash: row.hash };
    }
    seen.entries += rows.length;
    if (rows.length < AT_ONCE) break;
  }
  await session.query('close chains');
  return seen;
}

async function loadJobs(session: Session, columns: readonly string[], pieces: readonly Buffer[]): Promise<number> {
  if (pieces.length === 0) return 0;
  await session.query('begin');
  await session.query('create temp table waiting (like jobs.job including defaults) on commit drop');
  const copied = async function* () {
    yield* pieces;
  };
  await session.copyIn(`copy waiting (${listOf(columns)}) from stdin`, copied());
  // A reaction this program no longer has leaves its work behind.
  const taken = await session.query(`
    insert into jobs.job (${listOf(columns)})
    select ${listOf(columns)} from waiting where name in (select name from jobs.queue)
    on conflict do nothing returning 1`);
  await session.query('commit');
  return taken.length;
}

/** No table of ours with an act in it, and no migration that is not of `schema`. */
export async function isEmpty(session: Session, schema: ReadonlySet<string>): Promise<boolean> {
  const [there] = await session.query<{ history: boolean; migrations: boolean; tables: number }>(`
    select to_regclass('public.history') is not null as history,
      to_regclass('public.migrations') is not null as migrations,
      (select count(*)::int from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r') as tables`);
  if (!there || there.tables === 0) return true;
  if (!there.migrations) return false;
  const ran = await session.query<{ name: string }>('select name from migrations');
  const acts = there.history ? await session.query('select from history limit 1') : [];
  return acts.length === 0 && ran.every(({ name }) => schema.has(name));
}
