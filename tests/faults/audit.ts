/** Reads database and files against the ledger, by SQL and `sha256` alone: none of the program's own checks. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { openPostgres } from '#server/shared/postgres/postgres.ts';
import type { Line } from './ledger.ts';
import { type Bar, bar } from './report.ts';

export type Audit = {
  acknowledged: Record<Line['kind'], number>;
  lost: Record<Line['kind'], number>;
  duplicates: { folios: number; requests: number; messages: number; acts: number };
  gapsInFolios: number;
  brokenChains: number;
  /** Rows of sent files whose bytes are missing or differ. */
  brokenFiles: number;
  /** Bytes on disk that no row names: the hourly sweep's, never anybody's record. */
  filesWithoutRow: number;
  halfFiles: number;
};

/** Audits a folder nobody runs on; starts PostgreSQL on it and stops it. `check` may look further, as superuser. */
export async function auditFolder<More = undefined>(
  dataDir: string,
  lines: readonly Line[],
  check?: (client: pg.Client) => Promise<More>,
): Promise<Audit & { more: More | undefined }> {
  const postgres = await openPostgres({ dataDir, databaseUrl: null, log: pino({ level: 'silent' }) });
  const client = new pg.Client({ ...postgres.owner, user: SUPERUSER });
  await client.connect();
  try {
    const audit = await auditDatabase(client, dataDir, lines);
    return { ...audit, more: await check?.(client) };
  } finally {
    await client.end();
    await postgres.close();
  }
}

export async function auditDatabase(client: pg.Client, dataDir: string, lines: readonly Line[]): Promise<Audit> {
  const rows = async (text: string) => (await client.query(text)).rows;
  const count = async (text: string) => Number((await rows(text))[0].count);
  const requests = new Map((await rows('select id, folio from requests')).map((row) => [row.id, row.folio]));
  const messages = new Set((await rows('select body from messages')).map((row) => row.body));
  const acts = new Set((await rows('select stream, fact from history')).map((row) => `${row.stream} ${row.fact}`));
  const files = await filesOf(client, dataDir);
  const isLost: Record<Line['kind'], (line: Line) => boolean> = {
    request: (line) => requests.get(line.id) !== line.folio,
    message: (line) => !messages.has(line.key),
    file: (line) => files.sent.get(line.id) !== line.sha256 || files.broken.has(line.id),
    act: (line) => !acts.has(`request:${line.id} ${line.key}`),
  };
  const each = (tell: (kind: Line['kind'], of: Line[]) => number) =>
    Object.fromEntries(
      (['request', 'message', 'file', 'act'] as const).map((kind) => [
        kind,
        tell(
          kind,
          lines.filter((line) => line.kind === kind),
        ),
      ]),
    ) as Record<Line['kind'], number>;
  return {
    acknowledged: each((_kind, of) => of.length),
    lost: each((kind, of) => of.filter(isLost[kind]).length),
    duplicates: {
      folios: await count('select count(*) - count(distinct folio) as count from requests'),
      requests: await count(
        `select count(*) - count(distinct subject) as count from requests where subject like 'Prueba de corte%'`,
      ),
      messages: await count(`select count(*) - count(distinct body) as count from messages where body ~ '^w\\d+-'`),
      acts: await count(REPEATED_ACTS),
    },
    gapsInFolios: await count(GAPS),
    brokenChains: await count(CHAIN_BREAKS),
    brokenFiles: files.broken.size,
    filesWithoutRow: files.withoutRow,
    halfFiles: files.half,
  };
}

async function filesOf(client: pg.Client, dataDir: string) {
  const { rows } = await client.query(
    `select id, encode(sha256, 'hex') as sha256, sent_at is not null as sent from attachments`,
  );
  const store = join(dataDir, 'files');
  const bytesOf = (id: string) => join(store, id.slice(-2), id);
  const isBroken = ({ id, sha256 }: { id: string; sha256: string }) =>
    !existsSync(bytesOf(id)) ||
    createHash('sha256')
      .update(readFileSync(bytesOf(id)))
      .digest('hex') !== sha256;
  const sent = rows.filter((row) => row.sent);
  const known = new Set(rows.map((row) => row.id));
  const shelves = existsSync(store) ? readdirSync(store).filter((name) => /^[0-9a-f]{2}$/.test(name)) : [];
  const onDisk = shelves.flatMap((shelf) => readdirSync(join(store, shelf)));
  return {
    sent: new Map<string, string>(sent.map((row) => [row.id, row.sha256])),
    broken: new Set<string>(sent.filter(isBroken).map((row) => row.id)),
    // A preview bears its file's id before the dot.
    withoutRow: onDisk.filter((name) => !known.has(name.split('.')[0] ?? '')).length,
    half: existsSync(join(store, 'incoming')) ? readdirSync(join(store, 'incoming')).length : 0,
  };
}

/** Entries that do not follow the one before them. */
const CHAIN_BREAKS = `
  select count(*) from (
    select sequence, previous_hash,
           lag(hash) over (partition by stream order by sequence) as before,
           row_number() over (partition by stream order by sequence) as place
    from history) h
  where sequence <> place or (before is not null and previous_hash <> before)`;

const GAPS = `
  select count(*) from (
    select sequence, row_number() over (partition by series, year order by sequence) as place from requests) r
  where sequence <> place`;

const REPEATED_ACTS = `
  select count(*) from (
    select stream, fact from history where fact in ('request.registered', 'request.resolved', 'request.accepted')
    group by stream, fact having count(*) > 1) h`;

/** PostgreSQL's own look into every index and table; gives what it found wrong. */
export async function amcheck(client: pg.Client): Promise<string[]> {
  await client.query('create extension if not exists amcheck');
  const { rows } = await client.query(`
    select c.oid::regclass::text as name, c.relkind as kind from pg_class c
    left join pg_am a on a.oid = c.relam
    where c.relpersistence = 'p' and (c.relkind = 'r' or (c.relkind = 'i' and a.amname = 'btree'))
    order by 2, 1`);
  const wrong: string[] = [];
  for (const { name, kind } of rows) {
    try {
      if (kind === 'i') await client.query('select bt_index_check($1::regclass, true)', [name]);
      else {
        const found = await client.query('select msg from verify_heapam($1::regclass)', [name]);
        wrong.push(...found.rows.map((row) => `${name}: ${row.msg}`));
      }
    } catch (error) {
      wrong.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return wrong;
}

const total = (counts: Record<string, number>): number => Object.values(counts).reduce((sum, each) => sum + each, 0);

/** The bars every recipe shares. */
export const auditBars = (audit: Audit): Bar[] => [
  bar('something was acknowledged', total(audit.acknowledged) > 0),
  bar('lost 0', total(audit.lost) === 0),
  bar('duplicates 0', total(audit.duplicates) === 0),
  bar('gaps in the folios 0', audit.gapsInFolios === 0),
  bar('broken history chains 0', audit.brokenChains === 0),
  bar('files with missing or other bytes 0', audit.brokenFiles === 0),
];
