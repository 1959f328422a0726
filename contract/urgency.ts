/** Urgency (document 002, 1.g): the requester asks and may object once; Servicios Generales decides. */
import * as v from 'valibot';
import { LevelId } from './ids.ts';
import { operation } from './operation.ts';
import { RequestId, RequestRef, RequestView } from './request-shapes.ts';
import { Cursor, Instant, LocalText, text } from './shapes.ts';
import { AFFECTED, ALTERNATIVES, PetitionView, UrgencyFacts } from './urgency-shapes.ts';

const oneRequest = v.strictObject({ id: RequestId });

export const askUrgency = operation({
  name: 'askUrgency',
  method: 'POST',
  path: '/api/requests/:id/urgency',
  permission: 'request.settle',
  summary:
    'Ask that an own open request be attended as urgent; once. Its level stays until Servicios Generales decides',
  params: oneRequest,
  body: v.strictObject({ facts: UrgencyFacts }),
  reply: RequestView,
  refusals: ['not-found', 'right.missing', 'request.transition', 'request.past', 'urgency.asked'],
});

export const objectToUrgency = operation({
  name: 'objectToUrgency',
  method: 'POST',
  path: '/api/requests/:id/urgency/objection',
  permission: 'request.settle',
  summary: 'Object to what was decided of the urgency; once. It is decided again, for good',
  params: oneRequest,
  body: v.strictObject({ reason: text(10, 1000) }),
  reply: RequestView,
  refusals: ['not-found', 'right.missing', 'request.transition', 'request.past', 'urgency.settled'],
});

/** 1: the petition · 2: the objection to what was decided of it; its decision is final. */
export const Round = v.picklist([1, 2], 'field.choice');
export type Round = v.InferOutput<typeof Round>;

export const UrgencyLine = v.object({
  id: RequestId,
  folio: v.string(),
  subject: v.string(),
  requesterName: v.string(),
  agencyAcronym: v.string(),
  round: Round,
  /** When it was asked, or objected, and the business minutes since. */
  since: Instant,
  waitedMinutes: v.number(),
});
export type UrgencyLine = v.InferOutput<typeof UrgencyLine>;

export const listUrgency = operation({
  name: 'listUrgency',
  method: 'GET',
  path: '/api/urgency',
  permission: 'urgency.decide',
  summary: 'Petitions of urgency that wait for a decision, longest wait first',
  query: v.strictObject({ cursor: v.optional(Cursor) }),
  /** `total`: how many wait, capped at 1000. */
  reply: v.object({ items: v.array(UrgencyLine), next: v.nullable(v.string()), total: v.number() }),
});

export const UrgencyOutcome = v.picklist(['kept', 'changed']);

export const UrgencyDecision = v.object({
  round: Round,
  outcome: UrgencyOutcome,
  levelBefore: LocalText,
  levelAfter: LocalText,
  reason: v.string(),
  by: v.string(),
  at: Instant,
  /** Business minutes between the asking and the decision. */
  tookMinutes: v.number(),
});
export type UrgencyDecision = v.InferOutput<typeof UrgencyDecision>;

/** A level to choose, with the dates it would give this request, counted from its registration. */
export const LevelChoice = v.object({
  levelId: LevelId,
  code: v.string(),
  name: LocalText,
  firstResponseMinutes: v.number(),
  resolutionMinutes: v.number(),
  /** Null: the desk has answered already. */
  firstResponseDueAt: v.nullable(Instant),
  resolutionDueAt: Instant,
  /** Solved by then, it is in time for what they need. */
  inTime: v.boolean(),
  current: v.boolean(),
  suggested: v.boolean(),
});
export type LevelChoice = v.InferOutput<typeof LevelChoice>;

/** What the rule gives each combination: how pressing, from 1; null: the level stays. */
export const MatrixCell = v.object({
  affects: v.picklist(AFFECTED),
  alternative: v.picklist(ALTERNATIVES),
  level: v.nullable(LocalText),
  /** 0: stays, 1: more pressing, 2: the most pressing. */
  weight: v.picklist([0, 1, 2]),
});

export const UrgencyCase = v.object({
  request: v.object({
    id: RequestId,
    folio: v.string(),
    subject: v.string(),
    description: v.string(),
    requesterName: v.string(),
    requesterFirstName: v.string(),
    agencyName: LocalText,
    agencyAcronym: v.string(),
    areaName: LocalText,
    serviceName: v.nullable(LocalText),
    agentName: v.nullable(v.string()),
    registeredAt: Instant,
    levelId: LevelId,
    levelName: LocalText,
  }),
  petition: PetitionView,
  /** The instant of `facts.neededBy`. */
  neededAt: Instant,
  /** It waits for a decision now, of this round, since then. */
  pending: v.boolean(),
  round: Round,
  since: Instant,
  waitedMinutes: v.number(),
  decisions: v.array(UrgencyDecision),
  choices: v.array(LevelChoice),
  matrix: v.array(MatrixCell),
  /** That agency in the last twelve months. */
  agency: v.object({ asked: v.number(), kept: v.number(), changed: v.number() }),
  /** Open requests of the area, by level. */
  open: v.array(v.object({ levelId: LevelId, count: v.number() })),
});
export type UrgencyCase = v.InferOutput<typeof UrgencyCase>;

export const readUrgency = operation({
  name: 'readUrgency',
  method: 'GET',
  path: '/api/urgency/:ref',
  permission: 'urgency.decide',
  summary: 'A petition with what helps to decide it: the rule, the agency’s history, the dates each level would give',
  params: v.strictObject({ ref: RequestRef }),
  reply: UrgencyCase,
  refusals: ['not-found'],
});

export const decideUrgency = operation({
  name: 'decideUrgency',
  method: 'POST',
  path: '/api/urgency/:id/decision',
  permission: 'urgency.decide',
  summary: 'Keep the level or change it to any other; both deadlines are counted anew from the registration',
  idempotent: true,
  params: oneRequest,
  body: v.strictObject({
    round: Round,
    /** The level it had when the choice was made: another in between answers 409. */
    levelSeen: LevelId,
    levelId: LevelId,
    reason: text(5, 500),
    /** What the requester reads; a public message of the thread. */
    message: text(5, 4000),
  }),
  reply: v.object({ outcome: UrgencyOutcome, levelName: LocalText, resolutionDueAt: Instant }),
  refusals: [
    'not-found',
    'version.stale',
    'request.transition',
    'request.past',
    'urgency.decided',
    'idempotency.mismatch',
  ],
});
