/**
 * Whether two desks are the same, found without a line of the program: rows by SQL, files by SHA-256, and what both answer over HTTP.
 * What a restore changes on purpose is listed here by name; whatever else differs is a difference.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

type Found = 'missing' | 'extra' | 'changed';
type Row = Record<string, unknown>;
/** `row`: as it is in the restored desk, or of a missing one in the source. `columns`: those that differ. */
export type Difference = { table: string; what: Found; key: string; columns: string[]; row: Row };
export type Compared = { tables: number; rows: number; meant: Record<string, number>; differences: Difference[] };

type Meaning = {
  name: string;
  table: string;
  what: readonly Found[];
  only?: readonly string[];
  where?: (row: Row) => boolean;
};

/** Everything a restore changes on purpose, and what a backup leaves behind in the desk after its snapshot. */
const MEANT: readonly Meaning[] = [
  { name: 'sessions ended', table: 'sessions', what: ['missing'] },
  { name: 'what was signed in with before opens nothing', table: 'people', what: ['changed'], only: ['auth_epoch'] },
  { name: 'links handed out are over', table: 'registrations', what: ['changed'], only: ['expires_at'] },
  { name: 'letters a sender held wait for the next', table: 'letters', what: ['changed'], only: ['claimed_until'] },
  {
    ...{ name: 'the backup told of in the source', table: 'history', what: ['missing'] },
    where: (row) => row.fact === 'backup.made',
  },
  {
    ...{ name: 'the restore told of', table: 'history', what: ['extra'] },
    where: (row) => row.fact === 'backup.restored',
  },
  { name: 'when the schema was made', table: 'migrations', what: ['changed'], only: ['ran_at'] },
  { name: 'runs of backups', table: 'backups', what: ['missing', 'extra', 'changed'] },
];

const meaningOf = ({ table, what, columns, row }: Difference): string | null =>
  MEANT.find(
    (each) =>
      each.table === table &&
      each.what.includes(what) &&
      (each.only === undefined || columns.every((column) => each.only?.includes(column))) &&
      (each.where?.(row) ?? true),
  )?.name ?? null;

/** History is told apart by its ids: after the snapshot both desks give the same places to other entries. */
const KEYS: Readonly<Record<string, string>> = { history: 'id' };

async function tablesOf(client: pg.Client): Promise<{ name: string; key: string }[]> {
  const { rows } = await client.query<{ name: string; key: string | null }>(`
    select c.relname as name,
      (select string_agg(quote_ident(a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum))
       from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
       where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  return rows.map(({ name, key }) => ({ name, key: KEYS[name] ?? key ?? 't::text' }));
}

const hashOf = async (client: pg.Client, { name, key }: { name: string; key: string }) => {
  const { rows } = await client.query<{ count: number; hash: string | null }>(
    `select count(*)::int as count, md5(string_agg(md5(t::text), '' order by ${key})) as hash from public.${name} t`,
  );
  return rows[0] ?? { count: 0, hash: null };
};

const rowHashes = async (
  client: pg.Client,
  { name, key }: { name: string; key: string },
): Promise<Map<string, string>> => {
  const { rows } = await client.query<{ key: string; hash: string }>(
    `select row(${key})::text as key, md5(t::text) as hash from public.${name} t`,
  );
  return new Map(rows.map((row) => [row.key, row.hash]));
};

/** Of these keys only, whole; a few thousand at once. */
async function wholeRows(client: pg.Client, table: { name: string; key: string }, keys: readonly string[]) {
  const found = new Map<string, Row>();
  for (let from = 0; from < keys.length; from += 2_000) {
    const { rows } = await client.query<{ key: string; row: Row }>(
      `select row(${table.key})::text as key, to_jsonb(t) as row from public.${table.name} t
       where row(${table.key})::text = any($1)`,
      [keys.slice(from, from + 2_000)],
    );
    for (const { key, row } of rows) found.set(key, row);
  }
  return found;
}

async function differencesIn(
  [source, restored]: readonly [pg.Client, pg.Client],
  table: { name: string; key: string },
): Promise<Difference[]> {
  const [there, here] = [await rowHashes(source, table), await rowHashes(restored, table)];
  const keys = [...new Set([...there.keys(), ...here.keys()])].filter((key) => there.get(key) !== here.get(key));
  const [before, after] = [await wholeRows(source, table, keys), await wholeRows(restored, table, keys)];
  return keys.map((key) => {
    const [was, is] = [before.get(key) ?? {}, after.get(key) ?? {}];
    const what = here.has(key) ? (there.has(key) ? 'changed' : 'extra') : 'missing';
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    const columns = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
    return { table: table.name, what, key, columns, row: what === 'missing' ? was : is };
  });
}

/** Both are stopped desks whose databases are open; as superuser, who sees every table. */
export async function compareRows(source: pg.ClientConfig, restored: pg.ClientConfig): Promise<Compared> {
  const clients = [new pg.Client(source), new pg.Client(restored)] as const;
  const differences: Difference[] = [];
  const meant: Record<string, number> = {};
  let rows = 0;
  try {
    for (const client of clients) {
      await client.connect();
      await client.query("set timezone = 'UTC'; set work_mem = '256MB'; set statement_timeout = 0");
    }
    const [tables, theirs] = [await tablesOf(clients[0]), await tablesOf(clients[1])];
    if (JSON.stringify(tables) !== JSON.stringify(theirs)) throw new Error('the two desks have other tables');
    for (const table of tables) {
      const [was, is] = await Promise.all([hashOf(clients[0], table), hashOf(clients[1], table)]);
      rows += was.count;
      if (was.count === is.count && was.hash === is.hash) continue;
      for (const each of await differencesIn(clients, table)) {
        const name = meaningOf(each);
        if (name === null) differences.push(each);
        else meant[name] = (meant[name] ?? 0) + 1;
      }
    }
    return { tables: tables.length, rows, meant, differences };
  } finally {
    for (const client of clients) await client.end();
  }
}

const IS_FILE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function hashesOf(folder: string): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  const shelves = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name));
  for (const shelf of shelves) {
    for (const name of (await readdir(join(folder, shelf))).filter((each) => IS_FILE.test(each))) {
      const hash = createHash('sha256');
      for await (const piece of createReadStream(join(folder, shelf, name), { highWaterMark: 1024 * 1024 }))
        hash.update(piece);
      hashes.set(name, hash.digest('hex'));
    }
  }
  return hashes;
}

/** `unnamed`: bytes in the source that no row names; a backup leaves them. Previews are drawn again. */
export async function compareFiles(source: string, restored: string, named: ReadonlySet<string>) {
  const [there, here] = [await hashesOf(source), await hashesOf(restored)];
  const ids = [...new Set([...there.keys(), ...here.keys()])].filter((id) => there.get(id) !== here.get(id));
  const unnamed = ids.filter((id) => !here.has(id) && !named.has(id));
  return { files: here.size, unnamed: unnamed.length, differing: ids.filter((id) => !unnamed.includes(id)) };
}

export type Side = { url: string; cookie: string };
type Page = { items?: unknown[]; next?: string | null };

/** Of the clock, not of the desk; and whoever compares signed in on each at a moment of its own. */
const NOT_OF_THE_DESK: ReadonlySet<string> = new Set(['now', 'lastSignInAt']);
const settled = (key: string, value: unknown): unknown => (NOT_OF_THE_DESK.has(key) ? undefined : value);

async function ask({ url, cookie }: Side, path: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${url}${path}`, { headers: { cookie } });
  const text = await answer.text();
  try {
    return { status: answer.status, body: JSON.parse(text) };
  } catch {
    return { status: answer.status, body: text };
  }
}

const IDS = /"id":"([0-9a-f-]{36})","folio"/g;

/** Walks each list from its first page to its last, then opens `sample` of the requests it met; one hash for each answer. */
async function exportOf(side: Side, lists: readonly string[], sample: number): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  const met = new Set<string>();
  const keep = async (path: string): Promise<Page> => {
    const { status, body } = await ask(side, path);
    const text = JSON.stringify(body, settled) ?? '';
    answers.set(path, `${status} ${createHash('sha256').update(text).digest('hex')}`);
    for (const [, id = ''] of text.matchAll(IDS)) met.add(id);
    return typeof body === 'object' && body !== null ? body : {};
  };
  for (const list of lists) {
    let cursor: string | null | undefined;
    do {
      const joint = list.includes('?') ? '&' : '?';
      const page = await keep(cursor ? `${list}${joint}cursor=${encodeURIComponent(cursor)}` : list);
      cursor = page.next;
    } while (cursor);
  }
  const ids = [...met].sort();
  const every = Math.max(1, Math.floor(ids.length / sample));
  for (const id of ids.filter((_, index) => index % every === 0)) {
    await keep(`/api/requests/${id}`);
    await keep(`/api/requests/${id}/receipt`);
  }
  return answers;
}

/** One person on both desks. */
export async function compareAnswers(source: Side, restored: Side, walk: { lists: readonly string[]; sample: number }) {
  const [there, here] = await Promise.all([
    exportOf(source, walk.lists, walk.sample),
    exportOf(restored, walk.lists, walk.sample),
  ]);
  const paths = [...new Set([...there.keys(), ...here.keys()])];
  const refused = [...there.values()].filter((answer) => !answer.startsWith('200')).length;
  return { answers: paths.length, refused, differing: paths.filter((path) => there.get(path) !== here.get(path)) };
}
