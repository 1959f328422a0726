/** Looking after the running desk: background work that was given up after its last attempt. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Done, Instant, id, Nothing } from './shapes.ts';

export const DeadJobId = id('DeadJobId');
export type DeadJobId = v.InferOutput<typeof DeadJobId>;

export const DeadJobView = v.object({
  id: DeadJobId,
  /** The program's own name of the work, for whoever reads the log: "on.tell-of-request", "every.letters". */
  name: v.string(),
  /** When it was asked for, and when it was given up. */
  askedAt: Instant,
  since: Instant,
  attempts: v.number(),
  /** What the last attempt failed of, for the technician. */
  reason: v.string(),
});

export const listDeadJobs = operation({
  name: 'listDeadJobs',
  method: 'GET',
  path: '/api/dead-jobs',
  permission: 'institution.administer',
  summary: 'Background work given up after its last attempt, oldest first, at most a hundred',
  reply: v.object({ items: v.array(DeadJobView) }),
});

const oneJob = v.strictObject({ id: DeadJobId });

export const retryDeadJob = operation({
  name: 'retryDeadJob',
  method: 'POST',
  path: '/api/dead-jobs/:id/retry',
  permission: 'institution.administer',
  summary: 'Queue work that was given up once more, with all its attempts',
  params: oneJob,
  body: Nothing,
  reply: Done,
  refusals: ['not-found'],
});

export const dropDeadJob = operation({
  name: 'dropDeadJob',
  method: 'POST',
  path: '/api/dead-jobs/:id/drop',
  permission: 'institution.administer',
  summary: 'Give work up for good; who did so stays on record',
  params: oneJob,
  body: Nothing,
  reply: Done,
  refusals: ['not-found'],
});
