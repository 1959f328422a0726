/** Who a session cookie belongs to, asked anew at each request. */
import type { House } from '../shared/house.ts';
import type { Gate, Identified } from '../shared/http/server.ts';
import { sha256 } from '../shared/ids.ts';
import type { LiveIdentity } from '../shared/live/topic.ts';
import { subjectOf, topicOf } from '../shared/live/wire.ts';
import type { PersonActor } from '../shared/policy.ts';
import { isConfirmed, isIdle, mustChange, TOUCH_EVERY } from './rules.ts';
import { ownerOfSession, ownersOfSessions, type SessionOwner, touchSession } from './session-rows.ts';

/** What answers while a session is not wholly open: for each reason the refusal of everything else. First come, first asked. */
const GATES = {
  secondStep: {
    code: 'session.second-step',
    open: new Set(['readSession', 'signOut', 'answerSecondStep', 'askPasskey', 'answerByPasskey']),
  },
  password: {
    code: 'password.expired',
    open: new Set(['readSession', 'signOut', 'changePassword', 'readProfile']),
  },
  enrolment: {
    code: 'session.enrol',
    open: new Set([
      ...['readSession', 'signOut', 'confirmSession', 'readFactors'],
      ...['beginTotp', 'confirmTotp', 'beginPasskey', 'addPasskey'],
    ]),
  },
  responsibilities: {
    code: 'responsibilities.due',
    open: new Set([
      ...['readSession', 'signOut', 'changePassword', 'readProfile'],
      ...['readResponsibilities', 'acceptResponsibilities'],
    ]),
  },
} as const satisfies Record<string, Gate>;

function gateOf(owner: SessionOwner, now: Date): Gate | null {
  if (owner.awaitsSecondStep) return GATES.secondStep;
  // A password nobody entered with keeps nobody out: it may be old, or not be there at all.
  if (!owner.vouched && mustChange(owner, owner, now)) return GATES.password;
  if (owner.mustEnrol) return GATES.enrolment;
  return owner.responsibilitiesDue ? GATES.responsibilities : null;
}

/**
 * The person of the session and what it is kept from; null when the session is over, idle, of an earlier epoch, or its
 * person is no longer active. With `asUse` it marks the session as used, without making the answer wait; what pages do by
 * themselves is no use (C58).
 */
export async function identify(house: House, token: string, asUse = true): Promise<Identified | null> {
  const now = house.clock.now();
  const owner = await ownerOfSession(house.store.read, sha256(token), now);
  if (!owner || isIdle(owner, now)) return null;
  if (asUse && now.getTime() - owner.lastUsedAt.getTime() >= TOUCH_EVERY) markUsed(house, owner.sessionId);
  return { actor: toActor(owner), gate: gateOf(owner, now), confirmed: isConfirmed(owner, now) };
}

const toActor = (owner: SessionOwner): PersonActor => ({
  kind: 'person',
  id: owner.personId,
  sessionId: owner.sessionId,
  roles: owner.roles,
  agencyId: owner.agencyId,
  teamIds: owner.teamIds,
  areaIds: owner.areaIds,
  principalIds: owner.principalIds,
  locale: owner.locale,
});

/** Whose open pages go on: the same questions as for a call, for many sessions at once. */
export const liveIdentity: LiveIdentity = {
  personOf: (fact) => (topicOf(fact.stream) === 'person' ? subjectOf(fact.stream) : null),
  reidentify: async (house, sessionIds) => {
    const now = house.clock.now();
    const owners = await ownersOfSessions(house.store.read, sessionIds, now);
    const open = owners.filter((owner) => !isIdle(owner, now) && gateOf(owner, now) === null);
    return new Map(open.map((owner) => [owner.sessionId, toActor(owner)]));
  },
};

function markUsed(house: House, sessionId: string): void {
  house.store
    .aside('session', (db, now) => touchSession(db, sessionId, now))
    .catch((error: unknown) => house.log.warn({ err: error }, 'a session could not be marked as used'));
}
