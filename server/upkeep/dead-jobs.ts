/** Work given up after its last attempt waits here for the administrator: once more, or for good. */
import type { ReplyOf } from '#contract/operation.ts';
import type { DeadJobId, listDeadJobs as listOperation } from '#contract/upkeep.ts';
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor } from '#server/shared/policy.ts';

export async function listDeadJobs(house: House): Promise<ReplyOf<typeof listOperation>> {
  const items = await house.jobs.dead();
  return {
    items: items.map((job) => ({
      id: job.id as DeadJobId,
      name: job.name,
      askedAt: job.askedAt.toISOString(),
      since: job.since.toISOString(),
      attempts: job.attempts,
      reason: job.reason,
    })),
  };
}

export const retryDeadJob = (house: House, actor: Actor, id: string) => settle(house, actor, { id, how: 'retry' });
export const dropDeadJob = (house: House, actor: Actor, id: string) => settle(house, actor, { id, how: 'drop' });

/** Two who press at once: the second finds nothing. */
async function settle(
  house: House,
  actor: Actor,
  given: { id: string; how: 'retry' | 'drop' },
): Promise<{ done: true }> {
  const { id, how } = given;
  await house.store.change(actor, async (work) => {
    const done = await house.jobs.settleDead(work.db, id, how);
    if (!done) throw new Fault('not-found');
    const fact = how === 'retry' ? 'work.retried' : 'work.dropped';
    await work.record({ stream: INSTITUTION_STREAM, fact, data: { jobId: id } });
  });
  return { done: true };
}
