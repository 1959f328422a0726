/** What came from the desk before this one, in the database. */
import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Requests } from '#database/tables.ts';
import type { Reader, Work } from '#server/shared/store.ts';

/** As `formerMessagesOf` reads it: instants in ISO 8601. */
export type FormerMessage = {
  readonly at: string;
  readonly author: string;
  readonly authorId: string | null;
  readonly visibility: 'public' | 'internal';
  readonly text: string;
};

/** What was written in the request `r` at the desk before, in order, as JSON; looks nowhere for one that is of this desk. */
export const formerMessagesOf: RawBuilder<unknown> = sql`
  case when r.former_folio is null then null else (
    select coalesce(jsonb_agg(jsonb_build_object('at', w.at, 'author', w.author, 'authorId', w.author_id,
      'visibility', w.visibility, 'text', w.body) order by w.at, w.line), '[]')
    from arrived_messages w where w.request_id = r.id) end`;

/** False when that folio of that desk is here already: then nothing was written. */
export async function insertArrived(work: Work, row: Insertable<Requests>): Promise<boolean> {
  const inserted = await work.db
    .insertInto('requests')
    .values(row)
    .onConflict((conflict) =>
      conflict.expression(sql`lower(former_folio), former_desk`).where('former_folio', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Of these folios of that desk, those that are here: small letters → id. */
export async function requestsByFormer(
  db: Reader,
  given: { desk: string; folios: readonly string[] },
): Promise<Map<string, string>> {
  const { rows } = await sql<{ former: string; id: string }>`
    select lower(former_folio) as former, id from requests
    where lower(former_folio) = any(${given.folios.map((folio) => folio.toLowerCase())}) and former_desk = ${given.desk}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.former, row.id]));
}

export type NewFormerMessage = {
  readonly requestId: string;
  /** Of when, who and what, in hex. */
  readonly sha256: string;
  readonly line: number;
  readonly at: Date;
  readonly author: string;
  readonly authorId: string | null;
  readonly visibility: 'public' | 'internal';
  readonly text: string;
};

/** Request and hash of what came in before for these requests: `<id> <hex>`. */
export async function formerMessageKeys(db: Reader, requestIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select request_id || ' ' || encode(sha256, 'hex') as key from arrived_messages
    where request_id = any(${[...new Set(requestIds)]}::uuid[])`.execute(db);
  return new Set(rows.map((row) => row.key));
}

/** As `formerMessageKeys`, of those messages that came in now; what is here already is left. */
export async function insertFormerMessages(
  work: Work,
  messages: readonly NewFormerMessage[],
): Promise<ReadonlySet<string>> {
  if (messages.length === 0) return new Set();
  const rows = messages.map(({ requestId, sha256, line, at, author, authorId, visibility, text }) => ({
    request_id: requestId,
    sha256: `\\x${sha256}`,
    line,
    at,
    author,
    author_id: authorId,
    visibility,
    body: text,
  }));
  const { rows: came } = await sql<{ key: string }>`
    insert into arrived_messages (request_id, sha256, line, at, author, author_id, visibility, body)
    select request_id, sha256, line, at, author, author_id, visibility, body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (request_id uuid, sha256 bytea, line integer,
      at timestamptz, author text, author_id uuid, visibility text, body text)
    on conflict do nothing returning request_id || ' ' || encode(sha256, 'hex') as key`.execute(work.db);
  return new Set(came.map((row) => row.key));
}
