/** Two versions of the program on one PostgreSQL: their trees, a proxy in front of them, and what their databases hold. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { sleep } from './report.ts';

export const ROOT = new URL('../..', import.meta.url).pathname;

/** The program as of a commit, beside this one and on the same packages; `added` are files of its own. */
export function treeOf(commit: string, folder: string, added: Record<string, string> = {}): string {
  mkdirSync(folder, { recursive: true });
  const tar = execFileSync('git', ['archive', commit], { cwd: ROOT, maxBuffer: 1024 ** 3 });
  execFileSync('tar', ['-x', '-C', folder], { input: tar });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  // Nobody looks at its pages.
  mkdirSync(join(folder, 'web/dist'), { recursive: true });
  writeFileSync(join(folder, 'web/dist/index.html'), '<!doctype html><title>Mesa</title>');
  for (const [path, text] of Object.entries(added)) writeFileSync(join(folder, path), text);
  return folder;
}

export type Ended = { code: number | null; said: string };
export type Command = { pid: number; ended: Promise<Ended>; kill(): void };

/** `mesa <words>` of the tree. */
export function mesa(tree: string, words: readonly string[], env: Record<string, string>): Command {
  const child = spawn(process.execPath, ['server/main.ts', ...words], {
    cwd: tree,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LOG_LEVEL: 'fatal', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, said })));
  return { pid: child.pid ?? 0, ended, kill: () => child.kill('SIGKILL') };
}

/** Hands each call to the next of `targets`; one that cannot be had is a 502, as of any proxy. */
export async function openProxy(port: number): Promise<{ targets: string[]; close(): Promise<void> }> {
  const proxy = { targets: [] as string[], turn: 0 };
  const server = createServer((asked, answer) => {
    const target = proxy.targets[proxy.turn++ % proxy.targets.length];
    const refuse = () => {
      if (!answer.headersSent) answer.writeHead(502, { 'content-type': 'application/json' });
      answer.end('{"code":"proxy"}');
    };
    if (target === undefined) return refuse();
    const { method, headers, url } = asked;
    const on = request(new URL(url ?? '/', target), { method, headers, agent: false }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    on.on('error', refuse);
    asked.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(port, () => resolve()));
  return Object.assign(proxy, {
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** The longest that anybody waited for a table, milliseconds, looked at some two hundred times a second. */
export function watchLocks(config: pg.PoolConfig): { stop(): Promise<number> } {
  let over = false;
  const watching = (async () => {
    const client = new pg.Client(config);
    await client.connect();
    let longest = 0;
    while (!over) {
      const { rows } = await client.query<{ ms: number }>(
        `select coalesce(max(extract(epoch from clock_timestamp() - waitstart) * 1000), 0)::float8 as ms
         from pg_locks where not granted and locktype = 'relation'`,
      );
      longest = Math.max(longest, rows[0]?.ms ?? 0);
      await sleep(3);
    }
    await client.end();
    return Math.round(longest);
  })();
  return {
    stop: () => {
      over = true;
      return watching;
    },
  };
}

const TABLES = `select relname as name from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
/** What an upgrade writes of itself: when it ran, the archive it made, and first rows with the moment or an id of that run. */
const OWN: Readonly<Record<string, string>> = {
  migrations: 'select name, hash from migrations',
  history: "select * from history where fact not like 'backup.%'",
  backups: 'select kind, state from backups',
  password_policies: "select to_jsonb(p) - 'since' from password_policies p",
  privacy_notices: "select to_jsonb(n) - 'published_at' from privacy_notices n",
  responsibilities: "select to_jsonb(r) - 'published_at' from responsibilities r",
  role_grants: "select to_jsonb(g) - 'id' from role_grants g",
};

/** One hash per table, of its rows in one order. */
export async function rowsOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string }>(TABLES);
  const hashes: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ hash: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash
       from (${OWN[name] ?? `select * from public.${name}`}) t`,
    );
    hashes[name] = found[0]?.hash ?? '';
  }
  return hashes;
}

/** Columns, rules, indexes, triggers, functions and queues, as lines. */
export async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(`
    select format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_get_expr(d.adbin, d.adrelid)) as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    union all select pg_get_indexdef(indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'public'::regnamespace
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
    union all select proname || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'queue ' || name from jobs.queue
    order by 1`);
  return rows.map(({ line }) => line).join('\n');
}

export const halves = (names: readonly string[]): number => names.filter((name) => name.endsWith('.partial')).length;
export const hasCommit = (commit: string): boolean => {
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: ROOT, stdio: 'ignore' });
    return existsSync(join(ROOT, '.git'));
  } catch {
    return false;
  }
};
