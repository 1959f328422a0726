/** SQL of the tables `anchors` and `anchored_entries`: added to and read, never changed. */
import { sql } from 'kysely';
import type { Reader, Work } from '#server/shared/store.ts';

export type Anchor = {
  readonly number: number;
  /** Calendar day, as the institution counts. */
  readonly day: string;
  readonly at: Date;
  /** Positions of its entries: after `from`, up to `to`. */
  readonly from: number;
  readonly to: number;
  readonly document: string;
  readonly sha256: Buffer;
  readonly seal: Buffer;
  readonly keyId: string;
};

export type Leaf = {
  readonly position: number;
  readonly entryId: string;
  readonly stream: string;
  readonly sequence: number;
  readonly hash: Buffer;
};

type Row = {
  number: number;
  day: string;
  at: Date;
  from_position: number | string;
  to_position: number | string;
  document: string;
  sha256: Buffer;
  seal: Buffer;
  key_id: string;
};

const toAnchor = (row: Row): Anchor => ({
  ...{ number: row.number, day: row.day, at: row.at, document: row.document, sha256: row.sha256, seal: row.seal },
  ...{ from: Number(row.from_position), to: Number(row.to_position), keyId: row.key_id },
});

export async function newestAnchor(db: Reader): Promise<Anchor | undefined> {
  const row = await db.selectFrom('anchors').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row && toAnchor(row as unknown as Row);
}

/** In their order; one a day. */
export async function anchorsAfter(db: Reader, number: number, limit = 1_000): Promise<Anchor[]> {
  const rows = await db
    .selectFrom('anchors')
    .selectAll()
    .where('number', '>', number)
    .orderBy('number')
    .limit(limit)
    .execute();
  return (rows as unknown as Row[]).map(toAnchor);
}

/** The newest first, those before that number; null: from the newest of all. */
export async function anchorsBefore(db: Reader, number: number | null, limit: number): Promise<Anchor[]> {
  const rows = await db
    .selectFrom('anchors')
    .selectAll()
    .$if(number !== null, (query) => query.where('number', '<', number ?? 0))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return (rows as unknown as Row[]).map(toAnchor);
}

export async function anchorByNumber(db: Reader, number: number): Promise<Anchor | undefined> {
  const row = await db.selectFrom('anchors').selectAll().where('number', '=', number).executeTakeFirst();
  return row && toAnchor(row as unknown as Row);
}

/** One node at a time: the others wait here, and find it done. */
export const holdAnchoring = (work: Work): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('anchors'))`.execute(work.db);

/**
 * Gives a position to every entry that has none yet, in the order of their times: also to one that was written before an
 * earlier anchor and committed after it. How many.
 */
export async function settlePositions(work: Work, from: number): Promise<number> {
  const done = await sql`
    insert into anchored_entries (position, entry_id, stream, sequence, hash)
    select ${from}::bigint + row_number() over (order by h.at, h.id), h.id, h.stream, h.sequence, h.hash
    from history h where not exists (select from anchored_entries a where a.entry_id = h.id)`.execute(work.db);
  return Number(done.numAffectedRows ?? 0n);
}

/** Of one anchor, in their order; a bounded part at a time. */
export async function* leavesBetween(db: Reader, from: number, to: number, atOnce = 5_000): AsyncGenerator<Leaf[]> {
  for (let after = from; after < to; ) {
    const rows = await db
      .selectFrom('anchored_entries')
      .selectAll()
      .where('position', '>', after)
      .where('position', '<=', to)
      .orderBy('position')
      .limit(atOnce)
      .execute();
    if (rows.length === 0) return;
    const leaves = rows.map((row) => ({
      ...{ position: Number(row.position), entryId: row.entry_id, stream: row.stream },
      ...{ sequence: row.sequence, hash: row.hash },
    }));
    yield leaves;
    after = leaves.at(-1)?.position ?? to;
  }
}

export async function insertAnchor(work: Work, anchor: Anchor): Promise<void> {
  await work.db
    .insertInto('anchors')
    .values({
      ...{ number: anchor.number, day: anchor.day, at: anchor.at, document: anchor.document, sha256: anchor.sha256 },
      ...{ from_position: anchor.from, to_position: anchor.to, seal: anchor.seal, key_id: anchor.keyId },
    })
    .execute();
}

/** Where the entries of a stream stand, those that have an anchor. */
export async function leavesOf(db: Reader, stream: string): Promise<Leaf[]> {
  const rows = await db
    .selectFrom('anchored_entries')
    .selectAll()
    .where('stream', '=', stream)
    .orderBy('sequence')
    .execute();
  return rows.map((row) => ({
    ...{ position: Number(row.position), entryId: row.entry_id, stream: row.stream },
    ...{ sequence: row.sequence, hash: row.hash },
  }));
}
