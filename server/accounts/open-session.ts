/** Opening a session: a new secret each time, of which only the hash is kept. */

import { later } from '../shared/clock.ts';
import type { Caller } from '../shared/http/answer.ts';
import { newId, newSecret, sha256 } from '../shared/ids.ts';
import type { PersonActor } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { keepNetwork } from './network-rows.ts';
import type { Person } from './rows.ts';
import { noteSignIn } from './rows.ts';
import { networkOf, SECOND_STEP_LIFE, SESSION_LIFE } from './rules.ts';
import { deleteSessionByToken, insertSession } from './session-rows.ts';
import { notePlace } from './sign-in-place-rows.ts';

/** The person as the author of an act that proves who they are: a sign-in, a link followed. */
export const actorOf = (person: Person, sessionId = ''): PersonActor => ({
  kind: 'person',
  id: person.id,
  sessionId,
  roles: person.roles,
  agencyId: person.agencyId,
  teamIds: [],
  areaIds: [],
  locale: person.locale,
});

export type OpenedSession = { readonly token: string; readonly expires: Date };

/**
 * Who comes in. `awaitsSecondStep`: only half of what proves who they are was given; a code or a passkey is due.
 * `directoryId`: which directory vouches for them, where it was no password of the desk.
 */
export type Entering = Pick<Person, 'id' | 'authEpoch'> & {
  readonly awaitsSecondStep: boolean;
  readonly directoryId?: string;
  /** It said that they proved more than a password, as it was asked to. */
  readonly directoryStrong?: boolean;
  /** Where no password was given at all. */
  readonly by?: 'passkey';
};

/**
 * Opens a session for the person and ends the one the caller's cookie stood for, if any. One that awaits the second step
 * lives ten minutes, opens that step alone, and makes no network known.
 */
export async function openSession(work: Work, person: Entering, caller: Caller): Promise<OpenedSession> {
  const { awaitsSecondStep } = person;
  if (caller.sessionToken !== null) await deleteSessionByToken(work, caller.sessionToken);
  const token = newSecret();
  const id = newId();
  const expires = later(work.now, awaitsSecondStep ? SECOND_STEP_LIFE : SESSION_LIFE);
  await insertSession(work, {
    id,
    tokenHash: sha256(token),
    personId: person.id,
    authEpoch: person.authEpoch,
    expiresAt: expires,
    address: caller.address,
    userAgent: caller.userAgent,
    awaitsSecondStep,
    directoryId: person.directoryId ?? null,
    directoryStrong: person.directoryStrong ?? false,
  });
  if (!awaitsSecondStep) await noteEntry(work, person.id, caller);
  await work.record({
    stream: `person:${person.id}`,
    fact: awaitsSecondStep ? 'session.half-open' : 'session.started',
    data: {
      ...{ personId: person.id, sessionId: id, placeId: await notePlace(work, person.id, caller) },
      ...(person.directoryId === undefined ? {} : { directoryId: person.directoryId }),
      ...(person.by === undefined ? {} : { by: person.by }),
    },
  });
  return { token, expires };
}

/** Signed in wholly: from here the person is known from now on. */
export async function noteEntry(work: Work, personId: string, caller: Caller): Promise<void> {
  await keepNetwork(work, personId, networkOf(caller.address));
  await noteSignIn(work, personId);
}
