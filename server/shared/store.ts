/**
 * The one door to the database.
 *
 * `read`: connections that may only read. `change`: one act of the record: rows, history entries and jobs commit together
 * or not at all. `aside`: bookkeeping that is no act of the record (a session used, a draft kept), from a closed list.
 */
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from '#database/tables.ts';
import type { Json } from './canonical.ts';
import { type Clock, DAY, later } from './clock.ts';
import { again } from './cut.ts';
import { Fault } from './fault.ts';
import { append, type Entry, type Fact } from './history.ts';
import { sameBytes } from './ids.ts';
import type { Actor } from './policy.ts';
import { PreparingClient } from './prepared.ts';
import { type Sealing, unsealing } from './sealing.ts';
import { openSettled, type Settled } from './settled.ts';

/** A transaction that may write; only `change` and `aside` hand one out. */
export type Writer = Transaction<DB>;
/** Anything one may read from: the read-only connections, or the transaction under way. */
export type Reader = Pick<Kysely<DB>, 'selectFrom' | 'with' | 'withRecursive' | 'getExecutor' | 'fn'> & Kysely<DB>;

export type Work = {
  readonly db: Writer;
  readonly actor: Actor;
  readonly now: Date;
  readonly settled: Settled;
  readonly sealing: Sealing;
  /** Notes what happened; written to the history when the act ends, in the order recorded. */
  record(fact: Fact): Promise<Entry>;
};

/** Puts the jobs of a recorded fact into the transaction; `jobs.ts` gives it. */
export type Enqueue = (db: Writer, entry: Entry) => Promise<void>;

export type OneEffect = { readonly key: string; readonly operation: string; readonly bodyHash: Buffer };

/** What may be written without being an act of the record. */
export type AsideReason =
  | 'session'
  | 'draft'
  | 'held'
  | 'upload'
  | 'read-mark'
  | 'delivery'
  | 'counter'
  | 'deadline'
  | 'sweep'
  | 'preview'
  | 'paper'
  | 'scan'
  | 'reading'
  | 'check'
  | 'backup';

export type Store = {
  readonly read: Kysely<DB>;
  /** What changes seldom, from memory. */
  readonly settled: Settled;
  change<Result>(actor: Actor, act: (work: Work) => Promise<Result>): Promise<Result>;
  /**
   * As `change`, with its answer (small, ids) known before it begins and kept with the key: the same key by the same actor
   * gives the first answer again and does nothing.
   */
  changeOnce<Answer extends { readonly [key: string]: Json }>(
    actor: Actor,
    given: { once: OneEffect | null; answer: Answer },
    act: (work: Work, answer: Answer) => Promise<unknown>,
  ): Promise<Answer>;
  aside<Result>(reason: AsideReason, act: (db: Writer, now: Date) => Promise<Result>): Promise<Result>;
  /**
   * A store in which nothing stays: each act is done, looked at and undone, and ends by throwing `Rehearsed` (`rehearse.ts`).
   * Keys are not looked up: what it tells is of an act done now for the first time.
   */
  rehearsal<Seen>(look: (work: Work) => Promise<Seen>): Store;
  /** How many connections are open, how many of them rest, and who waits for one. */
  pools(): { name: 'write' | 'read'; open: number; idle: number; waiting: number }[];
  close(): Promise<void>;
};

const pool = (config: pg.PoolConfig, max: number): pg.Pool => {
  const opened = new pg.Pool({
    ...config,
    Client: PreparingClient,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  });
  // A dropped idle connection is the pool's to replace, not a reason to fall.
  opened.on('error', () => undefined);
  // Nor is one dropped between two statements of a transaction: the next statement fails, and says so to who asked.
  opened.on('connect', (client) => client.on('error', () => undefined));
  return opened;
};

export type StoreParts = {
  app: pg.PoolConfig;
  reader: pg.PoolConfig;
  clock: Clock;
  enqueue: Enqueue;
  /** Absent: no act of this store is one that is sealed. */
  sealing?: Sealing;
  poolSize?: number;
};

// bigint columns are counters far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A date is a calendar day, not an instant in somebody's zone.
pg.types.setTypeParser(pg.types.builtins.DATE, String);

export function openStore(parts: StoreParts): Store {
  const size = parts.poolSize ?? 10;
  const opened = { write: pool(parts.app, size), read: pool(parts.reader, size) };
  const write = new Kysely<DB>({ dialect: new PostgresDialect({ pool: opened.write }) });
  const read = new Kysely<DB>({ dialect: new PostgresDialect({ pool: opened.read }) });

  const settled = openSettled(read);
  const sealing = parts.sealing ?? unsealing;

  const writing = <Result>(act: (db: Writer) => Promise<Result>): Promise<Result> =>
    again((kept) =>
      write.transaction().execute(async (db) => {
        const result = await act(db);
        kept();
        return result;
      }),
    );

  const begin = (db: Writer, actor: Actor): { work: Work; recorded: Entry[] } => {
    const recorded: Entry[] = [];
    const now = parts.clock.now();
    const record = async (fact: Fact) => {
      const entry = await append(db, { actor, now, fact });
      recorded.push(entry);
      return entry;
    };
    return { work: { db, actor, now, settled, sealing, record }, recorded };
  };

  const change: Store['change'] = (actor, act) =>
    writing(async (db) => {
      const { work, recorded } = begin(db, actor);
      const result = await act(work);
      if (recorded.length === 0) throw new Error('an act that records nothing may not change anything');
      for (const entry of recorded) await parts.enqueue(db, entry);
      return result;
    });

  const store: Store = {
    read,
    settled,
    change,
    rehearsal: (look) => rehearsing(store, look, (actor, act) => writing((db) => act(begin(db, actor).work))),
    changeOnce: (actor, { once, answer }, act) =>
      change(actor, async (work) => {
        const earlier = once === null ? undefined : await claimKey(work, once, answer);
        if (earlier !== undefined) throw new AnsweredBefore(earlier);
        await act(work, answer);
        return answer;
      }).catch((error: unknown) => {
        if (error instanceof AnsweredBefore) return error.answer as typeof answer;
        throw error;
      }),
    aside: (_reason, act) => writing((db) => act(db, parts.clock.now())),
    pools: () =>
      (['write', 'read'] as const).map((name) => {
        const { totalCount: open, idleCount: idle, waitingCount: waiting } = opened[name];
        return { name, open, idle, waiting };
      }),
    close: async () => {
      await Promise.all([write.destroy(), read.destroy()]);
    },
  };
  return store;
}

type Within = (actor: Actor, act: (work: Work) => Promise<never>) => Promise<never>;

function rehearsing(store: Store, look: (work: Work) => Promise<unknown>, within: Within): Store {
  const undone = (actor: Actor, act: (work: Work) => Promise<unknown>): Promise<never> =>
    within(actor, async (work) => {
      await act(work);
      throw new Rehearsed(await look(work));
    });
  return {
    ...store,
    change: undone,
    changeOnce: (actor, { answer }, act) => undone(actor, (work) => act(work, answer)),
  };
}

/** Leaves the transaction, all of it undone, with what was seen at its end. */
export class Rehearsed extends Error {
  readonly seen: unknown;
  constructor(seen: unknown) {
    super('rehearsed');
    this.seen = seen;
  }
}

/** Leaves the transaction (nothing to commit) with the answer of the first time. */
class AnsweredBefore extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super('answered before');
    this.answer = answer;
  }
}

const actorId = (actor: Actor): string => (actor.kind === 'person' ? actor.id : '00000000-0000-0000-0000-000000000000');

/** A second taker of the key waits here for the first one's commit, then finds its answer. */
async function claimKey(work: Work, once: OneEffect, answer: Json): Promise<unknown> {
  const taken = await work.db
    .insertInto('idempotency_keys')
    .values({
      actor_id: actorId(work.actor),
      key: once.key,
      operation: once.operation,
      body_hash: once.bodyHash,
      answer: JSON.stringify(answer),
      at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (taken) return undefined;
  const earlier = await answerOf(work.db, work.actor, once);
  if (!earlier) throw new Error('a key taken by nobody');
  if (earlier.operation !== once.operation || !sameBytes(earlier.body_hash, once.bodyHash))
    throw new Fault('idempotency.mismatch');
  return earlier.answer;
}

const answerOf = (db: Reader, actor: Actor, once: OneEffect) =>
  db
    .selectFrom('idempotency_keys')
    .select(['operation', 'body_hash', 'answer'])
    .where('actor_id', '=', actorId(actor))
    .where('key', '=', once.key)
    .executeTakeFirst();

const KEYS_KEPT = 7 * DAY;

/** Nobody repeats a call after a week: the answers kept for that go. */
export async function sweepKeys(store: Store): Promise<void> {
  await store.aside('sweep', async (db, now) => {
    await db.deleteFrom('idempotency_keys').where('at', '<', later(now, -KEYS_KEPT)).execute();
  });
}
