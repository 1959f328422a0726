/**
 * The append-only history. Each entry belongs to a stream (one request, one account…) and is chained to the one before:
 * `hash = sha256(previous hash ‖ canonical JSON of the entry)`. The table refuses change for everybody.
 */
import { sql } from 'kysely';
import { canonical, type Json } from './canonical.ts';
import { newId, sameBytes, sha256 } from './ids.ts';
import { FACTS_CHANNEL, toLine } from './live/wire.ts';
import type { Actor } from './policy.ts';
import type { Reader, Writer } from './store.ts';

/** Something that happened: past tense, ids and small values; texts are kept elsewhere and named by their hash. */
export type Fact = {
  /** `request:<id>`, `person:<id>`… */
  readonly stream: string;
  readonly fact: string;
  readonly data: { readonly [key: string]: Json };
  /** True for the first entry of a new stream: spares the look for a previous one. */
  readonly opens?: true;
};

export type Entry = Fact & {
  readonly id: string;
  readonly sequence: number;
  readonly at: Date;
  readonly actor: Actor;
};

/** What the first entry of a stream follows. */
export const GENESIS = Buffer.alloc(32);

type Hashed = Omit<Entry, 'actor' | 'opens'> & { actorKind: string; actorId: string | null };

const hashed = (entry: Hashed): string =>
  canonical({
    id: entry.id,
    stream: entry.stream,
    sequence: entry.sequence,
    at: entry.at.toISOString(),
    actorKind: entry.actorKind,
    actorId: entry.actorId,
    fact: entry.fact,
    data: entry.data,
  });

/** The hash of an entry that stands after the one whose hash is `previous`. */
export const chained = (previous: Buffer, entry: Hashed): Buffer =>
  sha256(Buffer.concat([previous, Buffer.from(hashed(entry))]));

async function lastOf(
  db: Writer,
  stream: string,
): Promise<{ sequence: number | null; hash: Buffer | null } | undefined> {
  const { rows } = await sql<{ sequence: number | null; hash: Buffer | null }>`
    select sequence, hash from hold_stream(${stream})`.execute(db);
  return rows[0];
}

/**
 * Appends one fact to its stream inside the caller's transaction.
 * The stream is held by an advisory lock until the commit: two writers cannot both follow the same entry.
 */
export async function append(db: Writer, given: { actor: Actor; now: Date; fact: Fact }): Promise<Entry> {
  const { actor, now, fact } = given;
  const last = fact.opens === true ? undefined : await lastOf(db, fact.stream);
  const entry = { ...fact, id: newId(), sequence: (last?.sequence ?? 0) + 1, at: now, actor };
  const actorId = actor.kind === 'person' ? actor.id : null;
  const previous = last?.hash ?? GENESIS;
  const hash = chained(previous, { ...entry, actorKind: actor.kind, actorId });
  await db
    .insertInto('history')
    .values({
      id: entry.id,
      stream: entry.stream,
      sequence: entry.sequence,
      at: entry.at,
      actor_kind: actor.kind,
      actor_id: actorId,
      fact: entry.fact,
      data: JSON.stringify(entry.data),
      previous_hash: previous,
      hash,
    })
    // Open pages hear of it when the transaction commits, for no statement more.
    .returning(
      sql`pg_notify(${FACTS_CHANNEL}, ${toLine({ stream: entry.stream, fact: entry.fact, sequence: entry.sequence, actorId })})`.as(
        'told',
      ),
    )
    .execute();
  return entry;
}

/** One entry as it lies in the table, with its actor resolved to a kind and an id. */
export type StoredEntry = {
  id: string;
  stream: string;
  sequence: number;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  fact: string;
  data: Json;
};

export async function entriesOf(db: Reader, stream: string): Promise<StoredEntry[]> {
  const rows = await db
    .selectFrom('history')
    .select(['id', 'stream', 'sequence', 'at', 'actor_kind', 'actor_id', 'fact', 'data'])
    .where('stream', '=', stream)
    .orderBy('sequence')
    .execute();
  return rows as StoredEntry[];
}

/** As it lies there, with what chains it. */
export const historyOf = async (db: Reader, stream: string): Promise<HistoryRow[]> =>
  (await db
    .selectFrom('history')
    .selectAll()
    .where('stream', '=', stream)
    .orderBy('sequence')
    .execute()) as HistoryRow[];

export type ChainReport = {
  readonly streams: number;
  readonly entries: number;
  /** The first of each broken stream, at most a hundred streams. */
  readonly breaks: readonly Break[];
};

/** The first entry of a stream that does not hold: it says something else, is gone, or does not follow the one before. */
export type Break = {
  readonly stream: string;
  readonly sequence: number;
  readonly how: 'edited' | 'deleted' | 'reordered';
};

const BREAKS_TOLD = 100;
/** One entry with what chains it. */
export type HistoryRow = Omit<StoredEntry, 'data'> & { data: unknown; previous_hash: Buffer; hash: Buffer };
/** Where in a stream one stands; `START` before its first entry. */
export type Place = { readonly sequence: number; readonly hash: Buffer };
export const START: Place = { sequence: 0, hash: GENESIS };

/** Whether an entry is the next of its stream, and says what its hash says. */
export function follows(at: Place, row: HistoryRow): boolean {
  const data = row.data as Fact['data'];
  return (
    row.sequence === at.sequence + 1 &&
    sameBytes(row.previous_hash, at.hash) &&
    sameBytes(row.hash, chained(at.hash, { ...row, data, actorKind: row.actor_kind, actorId: row.actor_id }))
  );
}

type At = Place & { stream: string; isBroken: boolean };

/**
 * Follows every chain there is, stream by stream, a bounded part of the table at a time. What a stream says is not looked
 * at: only that each entry follows from the one before and that none is missing between.
 */
export async function verifyChains(
  db: Reader,
  rowsAtOnce = 2_000,
  seen: (entries: number) => Promise<void> = async () => undefined,
): Promise<ChainReport> {
  const breaks: Break[] = [];
  let [streams, entries] = [0, 0];
  let at: At = { stream: '', sequence: 0, hash: GENESIS, isBroken: false };
  for (;;) {
    const rows = await db
      .selectFrom('history')
      .selectAll()
      .where(sql<boolean>`(stream, sequence) > (${at.stream}, ${at.sequence})`)
      .orderBy('stream')
      .orderBy('sequence')
      .limit(rowsAtOnce)
      .execute();
    for (const row of rows) {
      if (row.stream !== at.stream) {
        streams += 1;
        at = { stream: row.stream, sequence: 0, hash: GENESIS, isBroken: false };
      }
      const isNext = follows(at, row);
      if (!isNext && !at.isBroken && breaks.length < BREAKS_TOLD)
        breaks.push({ stream: row.stream, sequence: at.sequence + 1, how: howBroken(at, row) });
      at = { stream: row.stream, sequence: row.sequence, hash: row.hash, isBroken: at.isBroken || !isNext };
    }
    entries += rows.length;
    await seen(entries);
    if (rows.length < rowsAtOnce) return { streams, entries, breaks };
  }
}

function howBroken(at: Place, row: HistoryRow): Break['how'] {
  if (row.sequence > at.sequence + 1) return 'deleted';
  return sameBytes(row.previous_hash, at.hash) ? 'edited' : 'reordered';
}

/** The first sequence of the stream whose hash does not follow from what stands before it, or null when all do. */
export async function firstBreak(db: Reader, stream: string): Promise<number | null> {
  const rows = await db.selectFrom('history').selectAll().where('stream', '=', stream).orderBy('sequence').execute();
  let previous: Buffer = GENESIS;
  for (const [index, row] of rows.entries()) {
    const data = row.data as Fact['data'];
    const expected = chained(previous, { ...row, data, actorKind: row.actor_kind, actorId: row.actor_id });
    if (row.sequence !== index + 1 || !sameBytes(row.previous_hash, previous) || !sameBytes(row.hash, expected))
      return index + 1;
    previous = row.hash;
  }
  return null;
}
