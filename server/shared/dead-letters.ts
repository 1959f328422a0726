/** Jobs given up after their last attempt: they lie in a queue of their own until somebody looks, at most two weeks. */
import { fromKysely, type PgBoss } from 'pg-boss';
import type { Writer } from './store.ts';

export const DEAD = 'dead-letters';

export type DeadJob = {
  readonly id: string;
  /** The queue it failed on. */
  readonly name: string;
  readonly askedAt: Date;
  readonly since: Date;
  readonly attempts: number;
  readonly reason: string;
};

export type DeadLetters = {
  /** Counted once a minute. */
  deadCount(): Promise<number>;
  /** Oldest first, at most a hundred. */
  dead(): Promise<DeadJob[]>;
  /** Back to its queue with all its attempts, or gone for good; false when it no longer lies there. */
  settleDead(db: Writer, id: string, how: 'retry' | 'drop'): Promise<boolean>;
};

const SHOWN = 100;
const REASON = 300;

/** What the last attempt said; of work whose time ran out the queue itself says it, one level deeper. */
function reasonOf(output: object | null): string {
  const told = output !== null && 'value' in output && output.value instanceof Object ? output.value : (output ?? {});
  const said = 'message' in told ? String(told.message) : JSON.stringify(told);
  return said.replace(/\s+/g, ' ').slice(0, REASON);
}

export const openDeadLetters = (boss: PgBoss): DeadLetters => ({
  deadCount: async () => {
    const [stats] = await boss.getQueues([DEAD]);
    return stats?.queuedCount ?? 0;
  },
  dead: async () => {
    const jobs = await boss.findJobs(DEAD, { queued: true });
    return jobs
      .toSorted((a, b) => a.createdOn.getTime() - b.createdOn.getTime())
      .slice(0, SHOWN)
      .map((job) => ({
        id: job.id,
        name: job.sourceName ?? DEAD,
        askedAt: job.sourceCreatedOn ?? job.createdOn,
        since: job.createdOn,
        attempts: (job.sourceRetryCount ?? 0) + 1,
        reason: reasonOf(job.sourceOutput),
      }));
  },
  settleDead: async (db, id, how) => {
    const within = { db: fromKysely(db) };
    if (how === 'retry') return (await boss.redrive(DEAD, { ...within, ids: [id] })) > 0;
    const deleted: object = await boss.deleteJob(DEAD, id, within);
    return 'affected' in deleted && Number(deleted.affected) > 0;
  },
});
