/** SQL: the entries of the history of directories. */
import { sql } from 'kysely';
import { nameOf } from '../accounts/index.ts';
import type { Reader } from '../shared/store.ts';

type Data = Record<string, unknown>;
export type DirectoryEntry = {
  readonly at: Date;
  readonly by: string | null;
  readonly fact: string;
  readonly data: Data;
};

const MOST = 100;

/** The newest first; not the thousands of roles that groups gave. */
export async function entriesOfDirectory(db: Reader, id: string, facts: readonly string[]): Promise<DirectoryEntry[]> {
  const rows = await db
    .selectFrom('history')
    .select(['at', 'fact', 'data', nameOf(sql.ref('history.actor_id')).as('by')])
    .where('stream', '=', `directory:${id}`)
    .where('fact', 'in', [...facts])
    .orderBy('sequence', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({ ...row, data: row.data as Data }));
}

export type LastTry = {
  readonly directoryId: string;
  readonly at: Date;
  readonly data: Data;
  readonly isCurrent: boolean;
};

/** The last entry of a try; current where nothing was saved after it. */
export async function lastTriesOf(
  db: Reader,
  ids: readonly string[],
  facts: { tried: string; saved: readonly string[] },
): Promise<LastTry[]> {
  const { rows } = await sql<LastTry>`
    select d.id as "directoryId", t.at, t.data, not exists (
      select from history s where s.stream = 'directory:' || d.id and s.fact = any(${[...facts.saved]}::text[])
        and s.sequence > t.sequence) as "isCurrent"
    from unnest(${[...ids]}::uuid[]) as d (id) cross join lateral (
      select at, data, sequence from history
      where stream = 'directory:' || d.id and fact = ${facts.tried} order by sequence desc limit 1) t`.execute(db);
  return rows;
}
