/**
 * Work that happens later: reactions to recorded facts and schedules, on pg-boss in the same PostgreSQL.
 * A reaction is queued inside the transaction that recorded the fact; its job id is derived from both,
 * so that the same fact never queues it twice.
 */

import pg from 'pg';
import { fromKysely, type JobResult, PgBoss } from 'pg-boss';
import type { StandingNotice } from '#contract/institution.ts';
import type { Json } from './canonical.ts';
import { DEAD, type DeadLetters, openDeadLetters } from './dead-letters.ts';
import type { Entry } from './history.ts';
import type { House } from './house.ts';
import { sha256 } from './ids.ts';
import type { Log } from './log.ts';
import { PreparingClient } from './prepared.ts';
import type { Enqueue, Writer } from './store.ts';
import { openWakes } from './wakes.ts';
import { openWatches, type Watch } from './watches.ts';

/** A recorded fact as a reaction receives it, parsed back from the queue. */
export type Happened = {
  readonly id: string;
  readonly stream: string;
  readonly sequence: number;
  readonly fact: string;
  readonly at: Date;
  /** Null when the system or nobody signed in did it. */
  readonly actorId: string | null;
  readonly data: { readonly [key: string]: Json };
};

export type Reaction = {
  /** Facts it reacts to. */
  readonly on: readonly string[];
  readonly name: string;
  run(house: House, happened: Happened): Promise<void>;
};

export type Schedule = {
  readonly name: string;
  /** Five fields, in UTC. */
  readonly cron: string;
  run(house: House): Promise<void>;
};

export type Jobs = DeadLetters & {
  enqueue: Enqueue;
  /** Asks for a schedule's work now, once the transaction commits. */
  wake(db: Writer, schedule: string): Promise<void>;
  /** Starts working; `house` is passed to each handler. */
  work(house: House): Promise<void>;
  /** Runs everything queued, one after the other, until nothing is left: for tests and for the end of a command. */
  drain(house: House): Promise<number>;
  close(): Promise<void>;
};

const SCHEMA = 'jobs';
/** Growing pauses: 5 s, 10 s, 20 s… up to ten minutes; about two hours in all. */
const RETRIES = { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 600, expireInSeconds: 300 };

/** Under load many facts come at once: one fetch and one settling for ten of them. */
const IN_BATCHES = {
  pollingIntervalSeconds: 10,
  batchSize: 10,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const;

const queueOf = (reaction: Reaction): string => `on.${reaction.name}`;
const queueOfSchedule = (name: string): string => `every.${name}`;

export type JobsParts = {
  readonly app: pg.PoolConfig;
  readonly reactions: readonly Reaction[];
  readonly schedules: readonly Schedule[];
  readonly watches: readonly Watch[];
  readonly log: Log;
};

/** Makes the queues as the owner of the schema; the program's own role then only uses them. */
export async function prepareJobs(
  owner: pg.PoolConfig,
  parts: Pick<JobsParts, 'reactions' | 'schedules'>,
  roles: { app: string | null; reader: string | null },
): Promise<void> {
  const boss = new PgBoss({
    ...bossConfig(owner),
    migrate: true,
    createSchema: true,
    supervise: false,
    schedule: false,
    max: 2,
  });
  await boss.start();
  const queues = [
    ...parts.reactions.map(queueOf),
    ...parts.schedules.map((schedule) => queueOfSchedule(schedule.name)),
  ];
  const known = new Set((await boss.getQueues()).map((queue) => queue.name));
  if (!known.has(DEAD)) await boss.createQueue(DEAD, {});
  for (const queue of queues) {
    if (!known.has(queue)) await boss.createQueue(queue, { ...RETRIES, deadLetter: DEAD, notify: true });
  }
  await boss.stop({ graceful: false });
  const client = new pg.Client(owner);
  await client.connect();
  if (roles.app !== null) {
    const role = client.escapeIdentifier(roles.app);
    await client.query(`grant usage on schema ${SCHEMA} to ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role}`);
    await client.query(`grant execute on all functions in schema ${SCHEMA} to ${role}`);
    await client.query(`grant usage on all sequences in schema ${SCHEMA} to ${role}`);
  }
  if (roles.reader !== null) {
    const role = client.escapeIdentifier(roles.reader);
    await client.query(`grant usage on schema ${SCHEMA} to ${role}`);
    await client.query(`grant select on all tables in schema ${SCHEMA} to ${role}`);
  }
  await client.end();
}

/** pg-boss takes the fields of a pool's configuration it knows. */
const bossConfig = (config: pg.PoolConfig) => ({
  schema: SCHEMA,
  application_name: 'mesa-jobs',
  ...(config.connectionString === undefined ? {} : { connectionString: config.connectionString }),
  ...(config.host === undefined ? {} : { host: config.host }),
  ...(config.port === undefined ? {} : { port: config.port }),
  ...(config.user === undefined ? {} : { user: config.user }),
  ...(config.database === undefined ? {} : { database: config.database }),
  ...(typeof config.password === 'string' ? { password: config.password } : {}),
  ...(config.options === undefined ? {} : { options: config.options }),
  ...(config.ssl === undefined ? {} : { ssl: config.ssl }),
});

/** What it hands on to its pool: fetching and settling are long statements, planned once. */
const PREPARING = { Client: PreparingClient };

/** A UUID made of a hash: the same entry and reaction always give the same job. */
const jobId = (entryId: string, reaction: string): string => {
  const hex = sha256(`${entryId} ${reaction}`).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

async function startBoss(parts: JobsParts): Promise<PgBoss> {
  const boss = new PgBoss({
    ...bossConfig(parts.app),
    ...PREPARING,
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    max: 4,
  });
  boss.on('error', (error: unknown) => parts.log.error({ err: error }, 'jobs'));
  await boss.start();
  return boss;
}

/** Opens the queues for sending; `work` then starts working them. */
export async function openJobs(parts: JobsParts): Promise<Jobs> {
  const boss = await startBoss(parts);
  const wakes = openWakes(parts);
  const watches = openWatches(parts.watches, parts.log);

  /** The queue keeps a failure to itself until the last attempt; whoever runs the program should know at the first. */
  const telling = async (queue: string, run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (error) {
      parts.log.error({ err: error, queue }, 'work in the background failed');
      throw error;
    }
  };

  /** One of a batch: its failure is its own, the others go on. */
  const told = async (queue: string, job: { id: string }, run: () => Promise<void>): Promise<JobResult> =>
    telling(queue, run).then(
      () => ({ id: job.id, status: 'completed' as const }),
      (error: unknown) => ({ id: job.id, status: 'failed' as const, output: { message: String(error) } }),
    );

  return {
    enqueue: async (db, entry) => {
      const adapter = fromKysely(db);
      for (const reaction of parts.reactions) {
        if (!reaction.on.includes(entry.fact)) continue;
        await boss.send(queueOf(reaction), toWire(entry), { id: jobId(entry.id, reaction.name), db: adapter });
      }
    },
    wake: wakes.wake,
    work: async (house) => {
      await wakes.work(house);
      watches.work(house);
      for (const reaction of parts.reactions) {
        const queue = queueOf(reaction);
        await boss.work<Wire, JobResult, typeof IN_BATCHES>(queue, IN_BATCHES, async (jobs) => {
          const results: JobResult[] = [];
          for (const job of jobs) results.push(await told(queue, job, () => reaction.run(house, fromWire(job.data))));
          return results;
        });
      }
      for (const schedule of parts.schedules) {
        const queue = queueOfSchedule(schedule.name);
        await boss.schedule(queue, schedule.cron, {}, { tz: 'UTC' });
        // However often it was asked for meanwhile, it is done once.
        await boss.work(queue, { pollingIntervalSeconds: 10, batchSize: 500 }, () =>
          telling(queue, () => schedule.run(house)),
        );
      }
    },
    drain: async (house) => {
      let total = 0;
      await watches.once(house);
      for (;;) {
        const ran = (await drainOnce(boss, parts, house)) + (await wakes.drain(house));
        if (ran === 0) return total;
        total += ran;
      }
    },
    ...openDeadLetters(boss),
    close: async () => {
      await Promise.all([wakes.close(), watches.close()]);
      await boss.stop({ graceful: true, timeout: 20_000 });
    },
  };
}

/** Told to the administrator on every page while work given up lies there. */
export const workFailing = async (house: House): Promise<StandingNotice | null> =>
  (await house.jobs.deadCount()) > 0 ? 'work-failing' : null;

async function drainOnce(boss: PgBoss, parts: JobsParts, house: House): Promise<number> {
  let ran = 0;
  const settle = async (queue: string, run: (data: Wire) => Promise<void>) => {
    for (const job of await boss.fetch<Wire>(queue, { batchSize: 50 })) {
      ran += 1;
      await run(job.data);
      await boss.complete(queue, job.id);
    }
  };
  for (const reaction of parts.reactions)
    await settle(queueOf(reaction), (data) => reaction.run(house, fromWire(data)));
  for (const schedule of parts.schedules) await settle(queueOfSchedule(schedule.name), () => schedule.run(house));
  return ran;
}

type Wire = Omit<Happened, 'at'> & { readonly at: string };

const toWire = (entry: Entry): Wire => ({
  id: entry.id,
  stream: entry.stream,
  sequence: entry.sequence,
  fact: entry.fact,
  at: entry.at.toISOString(),
  actorId: entry.actor.kind === 'person' ? entry.actor.id : null,
  data: entry.data,
});

const fromWire = (wire: Wire): Happened => ({ ...wire, at: new Date(wire.at) });
