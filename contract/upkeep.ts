/** Looking after the running desk: how it fares, and background work that was given up after its last attempt. */
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

export const DeskStateView = v.object({
  at: Instant,
  versions: v.object({ program: v.string(), node: v.string(), database: v.string() }),
  /** Work in the background that is not done yet; what was given up is `dead`. */
  work: v.object({ waiting: v.number(), active: v.number(), oldestDueSince: v.nullable(Instant), dead: v.number() }),
  /** The queues that hold something, by the program's own names. */
  queues: v.array(v.object({ name: v.string(), waiting: v.number(), oldestDueSince: v.nullable(Instant) })),
  letters: v.object({
    waiting: v.number(),
    failed: v.number(),
    bounced: v.number(),
    oldestWaitingSince: v.nullable(Instant),
  }),
  /** The newest whole archive, the newest that was restored elsewhere and found whole; null: there is none. */
  backups: v.object({
    hasKey: v.boolean(),
    lastGoodAt: v.nullable(Instant),
    lastProvenAt: v.nullable(Instant),
    /** Without secrets; null: copies go nowhere. */
    copiesTo: v.nullable(v.string()),
    lastCopiedAt: v.nullable(Instant),
    /** The last good one is older than 26 hours. */
    overdue: v.boolean(),
  }),
  disks: v.array(
    v.object({
      of: v.picklist(['data', 'files', 'database']),
      freeBytes: v.number(),
      allBytes: v.number(),
      /** Whoever looks after it should make room. */
      low: v.boolean(),
    }),
  ),
  /** `none`: the desk is not reached by https. `unseen`: nobody answers at its public address. */
  certificate: v.object({
    state: v.picklist(['good', 'soon', 'over', 'distrusted', 'unseen', 'none']),
    validTo: v.nullable(Instant),
  }),
  /** Reported errors of the program that nobody has mended yet. */
  reportedErrors: v.object({ new: v.number(), oldestSince: v.nullable(Instant) }),
  /** The official record: its newest anchor, and what the last check of everything said; null: none yet. */
  record: v.object({
    anchor: v.nullable(v.object({ number: v.number(), day: v.string(), sha256: v.string() })),
    late: v.boolean(),
    checkedAt: v.nullable(Instant),
    whole: v.nullable(v.boolean()),
  }),
  /** The nightly look through letters; null: none yet, or one of a program of before that did not count. */
  sweep: v.object({ at: v.nullable(Instant), letters: v.nullable(v.number()), late: v.boolean() }),
  privacyNotice: v.object({
    /** The text that came with the program still holds: it lacks what only the institution knows. */
    starting: v.boolean(),
  }),
  /** Pages of this node that hear at once of what happens. */
  livePages: v.number(),
});
export type DeskStateView = v.InferOutput<typeof DeskStateView>;

export const readDeskState = operation({
  name: 'readDeskState',
  method: 'GET',
  path: '/api/desk-state',
  permission: 'institution.administer',
  summary: 'How the running desk fares: work and letters that wait, disks, certificate, versions',
  reply: DeskStateView,
});
