/** Whom a fact is told to, whether it still matters when a letter leaves, and how long a failed letter waits. All pure. */
import type { LetterGroup } from '#contract/accounts.ts';
import type { NoticeKind } from '#contract/notifications.ts';
import { HOUR, MINUTE } from '../shared/clock.ts';
import { sha256 } from '../shared/ids.ts';
import { DATA_RIGHT_READERS, isDataRightLetter, type LetterKind, type RequestContent, type Side } from './kinds.ts';

/** Who takes part in a request. */
export type Parties = {
  readonly requesterId: string;
  readonly participantIds: readonly string[];
  readonly agentId: string | null;
  /** Who leads its team; only where the plan tells them. */
  readonly leadIds?: readonly string[];
  /** The service owners, and the heads of the agency that asked; likewise. */
  readonly ownerIds?: readonly string[];
  readonly headIds?: readonly string[];
  /** Who was on call for its team, or for the whole desk, while the office was closed; likewise. */
  readonly onCallIds?: readonly string[];
};

type Means = {
  readonly kind: NoticeKind;
  readonly letter: boolean;
  /** The receipt goes to its author too: it is the record of what they filed. */
  readonly evenOwn?: true;
};
type Plan = { readonly [side in Side]: Means | null } & {
  /** Those who lead the team that attends it, where they are told too. */
  readonly lead?: Means;
  readonly owner?: Means;
  readonly head?: Means;
  /** Those on call, outside hours. */
  readonly onCall?: Means;
};

const letter = (kind: NoticeKind): Means => ({ kind, letter: true });
/** A line in the bell, no letter. */
const bell = (kind: NoticeKind): Means => ({ kind, letter: false });
const parties = (kind: NoticeKind, desk: Means | null): Plan => ({
  requester: letter(kind),
  participant: letter(kind),
  desk,
});

const DESK_ALONE = { requester: null, participant: null } as const;

/** Who files on account of somebody gets the receipt too. */
const RECEIPT: Means = { kind: 'request-registered', letter: true, evenOwn: true };
const FILED = { requester: RECEIPT, participant: RECEIPT } as const;

/** Fact of a request → who is told, and how. Internal notes are not here: nobody is told of them. */
const PLANS: Readonly<Record<string, Plan>> = {
  'request.registered': { ...FILED, desk: null },
  /** A rule named who attends it; its requester asks for urgency; or both. */
  'request.registered assigned': { ...FILED, desk: letter('request-assigned') },
  'request.registered asked': { ...FILED, desk: null, owner: letter('request-urgency-asked') },
  'request.registered assigned asked': {
    ...FILED,
    desk: letter('request-assigned'),
    owner: letter('request-urgency-asked'),
  },
  /** Whoever brought it in wants its requester to be told; nobody else is. Of the others the fact is `request.arrived`. */
  'request.arrived-told': { requester: letter('request-arrived'), participant: null, desk: null },
  'request.assigned': parties('request-assigned', letter('request-assigned')),
  'request.taken': parties('request-assigned', null),
  'request.messaged': parties('request-message', letter('request-message')),
  'request.asked': { requester: letter('request-question'), participant: letter('request-message'), desk: null },
  'request.answered': parties('request-message', letter('request-answered')),
  'request.waiting': parties('request-waiting', null),
  'request.outage-joined': parties('request-outage', null),
  'request.scheduled': parties('request-scheduled', letter('request-scheduled')),
  'request.reclassified': parties('request-reclassified', letter('request-assigned')),
  'request.visit-accepted': { requester: null, participant: null, desk: letter('request-visit-accepted') },
  'request.visit-declined': {
    requester: null,
    participant: letter('request-message'),
    desk: letter('request-visit-declined'),
  },
  'request.reminded': { requester: letter('request-reminder'), participant: null, desk: null },
  'request.resolved': parties('request-resolved', bell('request-resolved')),
  'request.accepted': parties('request-closed', bell('request-closed')),
  'request.duplicated': parties('request-closed', bell('request-closed')),
  'request.closed': parties('request-closed', bell('request-closed')),
  'request.reopened': parties('request-reopened', letter('request-reopened')),
  'request.cancelled': parties('request-cancelled', letter('request-cancelled')),
  'request.rejected': parties('request-rejected', bell('request-rejected')),
  'request.at-risk escalated': {
    ...DESK_ALONE,
    desk: letter('request-at-risk'),
    lead: letter('request-at-risk'),
    onCall: letter('request-at-risk'),
  },
  'request.at-risk kept': { ...DESK_ALONE, desk: letter('request-at-risk'), onCall: letter('request-at-risk') },
  'request.breached escalated': {
    ...DESK_ALONE,
    desk: letter('request-breached'),
    lead: letter('request-breached'),
    owner: letter('request-breached'),
    onCall: letter('request-breached'),
  },
  'request.breached kept': {
    ...DESK_ALONE,
    desk: letter('request-breached'),
    lead: letter('request-breached'),
    onCall: letter('request-breached'),
  },
  'request.overdue escalated': {
    ...DESK_ALONE,
    desk: null,
    owner: bell('request-overdue'),
    head: letter('request-overdue'),
  },
  // Who asked knows; who decides is told.
  'request.urgency-asked': { ...DESK_ALONE, desk: null, owner: letter('request-urgency-asked') },
  'request.urgency-objected': { ...DESK_ALONE, desk: null, owner: letter('request-urgency-objected') },
  'request.urgency-decided kept': parties('request-urgency-kept', null),
  'request.urgency-decided changed': {
    ...parties('request-urgency-changed', letter('request-urgency-changed')),
    lead: bell('request-urgency-changed'),
  },
};

/** Some facts are told by what came of them: then the plan is named by both. */
export const planOf = (fact: string, outcome: string | null): string =>
  outcome !== null && (`${fact} ${outcome}` in PLANS || !(fact in PLANS)) ? `${fact} ${outcome}` : fact;

export const TOLD_REQUEST_FACTS: readonly string[] = [
  ...new Set(Object.keys(PLANS).map((plan) => plan.split(' ')[0] ?? plan)),
];

export const tells = (plan: string, whom: 'lead' | 'owner' | 'head' | 'onCall'): boolean =>
  PLANS[plan]?.[whom] !== undefined;

export type Telling = {
  readonly personId: string;
  readonly side: Side;
  readonly kind: NoticeKind;
  readonly letter: boolean;
  readonly notice: boolean;
};

/** Everyone to be told of a fact (`planOf`), each once, never its author (but for the receipt). */
export function tellings(fact: string, request: Parties, actorId: string | null): Telling[] {
  const plan = PLANS[fact];
  if (!plan) return [];
  const sides: (readonly [string, Side])[] = [
    [request.requesterId, 'requester'],
    ...request.participantIds.map((id) => [id, 'participant'] as const),
    ...(request.agentId === null ? [] : [[request.agentId, 'desk'] as const]),
  ];
  const everyone = [
    ...sides.map(([personId, side]) => ({ personId, side, means: plan[side] })),
    ...(request.leadIds ?? []).map((personId) => ({ personId, side: 'desk' as const, means: plan.lead ?? null })),
    ...(request.onCallIds ?? []).map((personId) => ({ personId, side: 'desk' as const, means: plan.onCall ?? null })),
    ...(request.ownerIds ?? []).map((personId) => ({ personId, side: 'desk' as const, means: plan.owner ?? null })),
    // Who neither asked nor attends reads it on the page of who asked.
    ...(request.headIds ?? []).map((personId) => ({
      personId,
      side: 'participant' as const,
      means: plan.head ?? null,
    })),
  ];
  const told = new Map<string, Telling>();
  for (const { personId, side, means } of everyone) {
    if (means === null || told.has(personId)) continue;
    const isOwn = personId === actorId;
    if (isOwn && means.evenOwn !== true) continue;
    told.set(personId, { personId, side, kind: means.kind, letter: means.letter, notice: !isOwn });
  }
  return [...told.values()];
}

/** The group of letters a kind belongs to; those in none are sent whatever a person prefers. */
const GROUPS: Readonly<Partial<Record<LetterKind, LetterGroup>>> = {
  'request-message': 'messages',
  'request-answered': 'messages',
  'request-assigned': 'assignment',
  'request-urgency-asked': 'assignment',
  'request-urgency-objected': 'assignment',
  ...{ 'enrolment-to-review': 'assignment', 'enrolment-exception-asked': 'assignment' },
  'request-waiting': 'progress',
  'request-outage': 'progress',
  'request-scheduled': 'progress',
  'request-reclassified': 'progress',
  'request-visit-accepted': 'progress',
  'request-visit-declined': 'messages',
  'request-reopened': 'progress',
  'request-cancelled': 'progress',
};

/** Does a person who does without these groups get letters of this kind? */
export function wantsLetter(kind: LetterKind, muted: readonly LetterGroup[]): boolean {
  const group = GROUPS[kind];
  return group === undefined || !muted.includes(group);
}

/** How a person stands to the request now, or null when it is no longer theirs to read. */
export function sideNow(
  request: Parties,
  reader: { id: string; attends: boolean; oversees?: Side | null },
): Side | null {
  if (request.requesterId === reader.id) return 'requester';
  if (request.participantIds.includes(reader.id)) return 'participant';
  return request.agentId === reader.id && reader.attends ? 'desk' : (reader.oversees ?? null);
}

const ENDED = ['resolved', 'closed', 'cancelled', 'rejected'];

type Now = {
  readonly state: string;
  readonly agentId: string | null;
  readonly scheduledAt: Date | null;
  readonly asksUrgency: boolean;
  /** The outage it is joined to, where people may know of it. */
  readonly outage: object | null;
};

/** Whether a letter that waited is still worth reading: a question already answered is not. */
export function stillMatters(kind: NoticeKind, content: RequestContent, given: { request: Now; now: Date }): boolean {
  const { request, now } = given;
  switch (kind) {
    case 'request-assigned':
      return !ENDED.includes(request.state) && request.agentId === content.agentId;
    case 'request-question':
    case 'request-reminder':
      return request.state === 'waiting_requester';
    case 'request-waiting':
      return request.state === 'waiting_third_party';
    case 'request-outage':
      return !ENDED.includes(request.state) && request.outage !== null;
    case 'request-scheduled':
      return request.state === 'scheduled' && request.scheduledAt !== null && request.scheduledAt > now;
    case 'request-resolved':
      return request.state === 'resolved';
    case 'request-closed':
      return request.state === 'closed';
    case 'request-urgency-asked':
    case 'request-urgency-objected':
      return request.asksUrgency && !ENDED.includes(request.state);
    case 'request-arrived':
    case 'request-reopened':
    case 'request-urgency-kept':
    case 'request-urgency-changed':
      return !ENDED.includes(request.state);
    case 'request-visit-accepted':
      return request.state === 'scheduled';
    case 'request-at-risk':
    case 'request-breached':
    case 'request-overdue':
    case 'request-deadline-moved':
      return !ENDED.includes(request.state);
    case 'request-registered':
    case 'request-reclassified':
    case 'request-visit-declined':
    case 'request-message':
    case 'request-answered':
    case 'request-cancelled':
    case 'request-rejected':
      return true;
  }
}

/** States of an account in which each letter makes sense. */
const ACCOUNT_STATES: Readonly<Record<string, readonly string[]>> = {
  activation: ['invited'],
  // Who arrived has no password yet, and a folio to know all the same.
  'request-arrived': ['active', 'invited'],
  reset: ['active'],
  'password-changed': ['active', 'invited', 'awaiting_approval'],
  'account-approved': ['active'],
  ...{ 'account-paused': ['active'], 'account-suspended': ['active', 'invited'] },
  // Whoever never came in is told all the same; who lost the account reads it where they still get mail.
  ...{ 'exception-ending': ['active', 'invited'], 'exception-ended': ['active', 'inactive'] },
};
export const mayBeWrittenTo = (kind: LetterKind, state: string): boolean =>
  (ACCOUNT_STATES[kind] ?? (isDataRightLetter(kind) ? DATA_RIGHT_READERS : ['active'])).includes(state);

const PAUSES = [1, 2, 5, 10, 20, 40, 60];
const HOURLY_TRIES = 71;

/**
 * Milliseconds until the next try after `attempts` failed ones, or null to give up: one minute at first, an hour later
 * on, three days in all. Spread by up to a fifth, by letter, so that many do not come back in the same second.
 */
export function pauseAfter(attempts: number, letterId: string): number | null {
  if (attempts > PAUSES.length + HOURLY_TRIES) return null;
  const minutes = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? 1;
  const spread = (sha256(`${letterId} ${attempts}`)[0] ?? 0) / 255;
  return Math.round(minutes * MINUTE * (1 + spread / 5));
}

/** A server that takes nothing is asked again soon, and the letter it was asked with steps behind the others. */
export const UNREACHABLE_PAUSE = MINUTE;

/** A letter this late means that mail does not work. */
export const LATE_AFTER = 15 * MINUTE;
/** How long a letter given up is shown as a standing fault. */
export const FAILED_SHOWN_FOR = 7 * 24 * HOUR;
