/**
 * Pure: the states of a request as a table: which act leads from which states to which, and what it does to the clock.
 * Who may do it is `policy.ts`. Source: the desk's state table ("States of a request").
 */
import type { RequestState } from '#contract/requests.ts';

/** keep: as it is · pause: stands still · run: goes on, the pause under way ends · stop: ended, until it is reopened. */
export type ClockEffect = 'keep' | 'pause' | 'run' | 'stop';

/** States in which time may not count; what a pause is called by. */
const STILL = ['waiting_requester', 'waiting_third_party', 'scheduled', 'resolved', 'closed'] as const;
export type StillState = (typeof STILL)[number];

type Transition = {
  readonly from: readonly RequestState[];
  /** `same`: the state stays. */
  readonly to: RequestState | 'same';
  readonly clock: ClockEffect;
  /** A public word of the desk: counts as first response. */
  readonly answers?: true;
};

const OPEN: readonly RequestState[] = [
  'registered',
  'assigned',
  'in_progress',
  'scheduled',
  'waiting_requester',
  'waiting_third_party',
];

export const ACTS = {
  assign: { from: ['registered', 'assigned', 'in_progress'], to: 'assigned', clock: 'keep' },
  reclassify: { from: OPEN, to: 'same', clock: 'keep' },
  /** Away from the team that works on it, or to a person by a rule: they begin anew. */
  reroute: { from: ['registered', 'in_progress'], to: 'assigned', clock: 'keep' },
  reassign: { from: ['scheduled', 'waiting_requester', 'waiting_third_party'], to: 'same', clock: 'keep' },
  take: { from: ['registered', 'assigned', 'scheduled'], to: 'in_progress', clock: 'run' },
  /** From a colleague who works on it. */
  takeOver: { from: ['in_progress'], to: 'same', clock: 'keep' },
  // Another time for a visit already accepted is a new proposal: until it is accepted, the clock runs.
  schedule: { from: ['in_progress', 'scheduled'], to: 'scheduled', clock: 'run', answers: true },
  acceptVisit: { from: ['scheduled'], to: 'same', clock: 'pause' },
  declineVisit: { from: ['scheduled'], to: 'in_progress', clock: 'run' },
  /** The agreed time came: the state stays, the clock goes on. */
  beginVisit: { from: ['scheduled'], to: 'same', clock: 'run' },
  ask: {
    from: ['registered', 'assigned', 'in_progress', 'scheduled'],
    to: 'waiting_requester',
    clock: 'pause',
    answers: true,
  },
  answer: { from: ['waiting_requester'], to: 'in_progress', clock: 'run' },
  wait: { from: ['in_progress'], to: 'waiting_third_party', clock: 'pause' },
  resume: { from: ['waiting_third_party'], to: 'in_progress', clock: 'run' },
  resolve: { from: OPEN, to: 'resolved', clock: 'stop', answers: true },
  reject: { from: ['registered', 'assigned', 'in_progress'], to: 'rejected', clock: 'stop', answers: true },
  duplicate: { from: OPEN, to: 'closed', clock: 'stop', answers: true },
  accept: { from: ['resolved'], to: 'closed', clock: 'keep' },
  expire: { from: ['resolved'], to: 'closed', clock: 'keep' },
  abandon: { from: ['waiting_requester'], to: 'closed', clock: 'stop' },
  reopen: { from: ['resolved', 'closed'], to: 'in_progress', clock: 'run' },
  cancel: { from: OPEN, to: 'cancelled', clock: 'stop' },
  askUrgency: { from: OPEN, to: 'same', clock: 'keep' },
  decideUrgency: { from: OPEN, to: 'same', clock: 'keep' },
  /** Reports an outage with others; is about something else after all. */
  join: { from: OPEN, to: 'same', clock: 'keep' },
  leave: { from: [...OPEN, 'resolved'], to: 'same', clock: 'keep' },
  /** To a colleague of who asked for it. */
  passOn: { from: [...OPEN, 'resolved'], to: 'same', clock: 'keep' },
  remind: { from: ['waiting_requester'], to: 'same', clock: 'keep' },
  rate: { from: ['resolved', 'closed'], to: 'same', clock: 'keep' },
  message: { from: [...OPEN, 'resolved'], to: 'same', clock: 'keep' },
  note: { from: [...OPEN, 'resolved', 'closed', 'cancelled', 'rejected'], to: 'same', clock: 'keep' },
  redact: { from: [...OPEN, 'resolved', 'closed', 'cancelled', 'rejected'], to: 'same', clock: 'keep' },
} as const satisfies Record<string, Transition>;

export type Act = keyof typeof ACTS;

const transition = (act: Act): Transition => ACTS[act];

export const mayHappen = (act: Act, state: RequestState): boolean => transition(act).from.includes(state);

export const stateAfter = (act: Act, state: RequestState): RequestState => {
  const { to } = transition(act);
  return to === 'same' ? state : to;
};

const stillState = (state: RequestState): StillState | null => STILL.find((still) => still === state) ?? null;

/** What an act does to the pauses: whether one under way ends, and which begins. Of a request that `isPaused` now. */
export function pausing(effect: ClockEffect, isPaused: boolean, to: RequestState) {
  const begins = effect === 'pause' || effect === 'stop' ? stillState(to) : null;
  return { ends: effect !== 'keep' && isPaused, begins };
}

/** Solved or closed: what follows, if anything, is a reopening. */
export const isSettled = (state: RequestState): boolean => state === 'resolved' || state === 'closed';

export const clockEffect = (act: Act): ClockEffect => transition(act).clock;
export const answersFirst = (act: Act): boolean => transition(act).answers === true;

export const isOpen = (state: RequestState): boolean => OPEN.includes(state);

/** Business days: a resolved request closes by itself, a closed one may be reopened, a question waits. */
export const ACCEPT_WITHIN_DAYS = 3;
export const REOPEN_WITHIN_DAYS = 5;
export const ANSWER_WITHIN_DAYS = 5;

/** Business days after which a question still open is asked again; each once. */
export const REMIND_AFTER_DAYS = [2, 4] as const;
/** Business days for which the requester's opinion may be given or changed, from when it was resolved, or closed. */
export const RATE_WITHIN_DAYS = 5;

/** Facts a requester may read in the thread; everything else is the desk's own. */
const PUBLIC_FACTS = new Set([
  'request.registered',
  'request.arrived',
  'request.arrived-told',
  'request.assigned',
  'request.taken',
  'request.passed-on',
  'request.messaged',
  'request.asked',
  'request.answered',
  'request.waiting',
  'request.resumed',
  'request.scheduled',
  'request.visit-accepted',
  'request.visit-declined',
  'request.reclassified',
  'request.resolved',
  'request.duplicated',
  'request.outage-joined',
  'request.outage-left',
  'request.accepted',
  'request.closed',
  'request.reopened',
  'request.cancelled',
  'request.rejected',
  'request.urgency-asked',
  'request.urgency-objected',
  'request.urgency-decided',
  'request.redacted',
  'request.certified',
]);

export const isPublicFact = (fact: string): boolean => PUBLIC_FACTS.has(fact);
