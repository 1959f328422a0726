/** What the checks read of the history. */
import { sql } from 'kysely';
import type { Reader } from '#server/shared/store.ts';

type Entry = { readonly stream: string; readonly sequence: number; readonly hash: Buffer };

export async function hashesOf(db: Reader, ids: readonly string[]): Promise<Map<string, Entry>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Entry & { id: string }>`
    select id, stream, sequence, hash from history where id = any(${ids as string[]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...entry }) => [id, entry]));
}

/** Entries that say they are older than an anchor which does not have them; an hour is for whoever was slow to commit. */
export async function unanchored(db: Reader, newest: Date): Promise<{ stream: string; sequence: number }[]> {
  const { rows } = await sql<{ stream: string; sequence: number }>`
    select h.stream, h.sequence from history h
    where h.at < ${newest}::timestamptz - interval '1 hour'
      and not exists (select from anchored_entries a where a.entry_id = h.id)
    order by h.stream, h.sequence limit 100`.execute(db);
  return rows;
}

/** Records whose act's entry is not there or says another sum, and entries whose record is not there. */
export async function unmatched(
  db: Reader,
): Promise<{ record: string | null; folio: string | null; stream: string | null; sequence: number | null }[]> {
  const { rows } = await sql<{
    record: string | null;
    folio: string | null;
    stream: string | null;
    sequence: number | null;
  }>`
    with told as (
      select data->>'recordId' as record_id, data->>'recordSha256' as sum, stream, sequence
      from history where data ? 'recordId'
    )
    select r.id::text as record, r.folio, told.stream, told.sequence
    from sealed_records r full join told
      on told.record_id = r.id::text and told.sum = encode(r.sha256, 'hex')
    where r.id is null or told.record_id is null
    order by r.folio, told.stream, told.sequence limit 100`.execute(db);
  return rows;
}

/** Folio of the request whose stream it is; null for other streams. */
export async function folioOf(db: Reader, stream: string): Promise<string | null> {
  const [kind = '', id = ''] = stream.split(':');
  if (kind !== 'request') return null;
  const { rows } = await sql<{ folio: string }>`select folio from requests where id = ${id}`.execute(db);
  return rows[0]?.folio ?? null;
}
