/** One's own profile: what it says, what may be changed, and the sessions that are open. */

import {
  LETTER_GROUPS,
  type saveProfile as operation,
  type ProfileView,
  type savePreferences as preferences,
} from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { agencyById, positionById } from '../agencies/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { PersonActor } from '../shared/policy.ts';
import { pendingEmailChange } from './email-rows.ts';
import { readPhone, shownPhone } from './phone.ts';
import { saveChoices, savePhone } from './profile-rows.ts';
import { personById } from './rows.ts';
import { deviceOf, idleSince, passwordExpiry } from './rules.ts';
import { deleteOtherSessions, deleteSession, type OpenSession, sessionsOf } from './session-rows.ts';

export async function readProfile(house: House, actor: PersonActor): Promise<ProfileView> {
  const db = house.store.read;
  const now = house.clock.now();
  const [person, institution, sessions, pending] = await Promise.all([
    personById(db, actor.id),
    readInstitutionRow(db),
    sessionsOf(db, actor.id, { now, usedSince: idleSince(actor.roles, now), first: actor.sessionId }),
    pendingEmailChange(db, actor.id, now),
  ]);
  if (!person) throw new Fault('session.required');
  const [agency, position] = await Promise.all([agencyById(db, person.agencyId), positionById(db, person.positionId)]);
  if (!agency || !position) throw new Error('a person without agency or position');
  const { givenNames, firstSurname, secondSurname, email, employeeNumber, photoId, locale, theme } = person;
  return {
    ...{ givenNames, firstSurname, secondSurname, email, employeeNumber, photoId, locale, theme },
    pendingEmail: pending ? { email: pending.email, expiresAt: pending.expiresAt.toISOString() } : null,
    agencyName: agency.name,
    positionName: position.name,
    phone: shownPhone(person),
    passwordChangedAt: person.passwordChangedAt?.toISOString() ?? null,
    passwordExpiresAt: passwordExpiry(person, institution.passwordMaxAgeDays)?.toISOString() ?? null,
    letters: {
      messages: !person.mutedLetters.includes('messages'),
      progress: !person.mutedLetters.includes('progress'),
      assignment: !person.mutedLetters.includes('assignment'),
    },
    sessions: sessions.map((session) => toSession(session, actor.sessionId)),
  };
}

export const toSession = (session: OpenSession, currentId: string): ProfileView['sessions'][number] => ({
  id: session.id,
  current: session.id === currentId,
  startedAt: session.startedAt.toISOString(),
  lastUsedAt: session.lastUsedAt.toISOString(),
  ...deviceOf(session.userAgent),
  address: session.address,
});

/** Changes the own telephone; `phone.unreadable` when the number is none. */
export async function saveProfile(house: House, actor: PersonActor, given: BodyOf<typeof operation>) {
  const phone = readPhone(given.phone);
  await house.store.change(actor, async (work) => {
    await savePhone(work, actor.id, phone);
    await work.record({ stream: `person:${actor.id}`, fact: 'profile.saved', data: { personId: actor.id } });
  });
  return { done: true as const };
}

/** Language, theme and which letters to get. */
export async function savePreferences(house: House, actor: PersonActor, given: BodyOf<typeof preferences>) {
  const { locale, theme, letters } = given;
  const mutedLetters = LETTER_GROUPS.filter((group) => !letters[group]);
  await house.store.change(actor, async (work) => {
    await saveChoices(work, actor.id, { locale, theme, mutedLetters });
    await work.record({
      stream: `person:${actor.id}`,
      fact: 'profile.preferences-saved',
      data: { personId: actor.id, locale, theme, mutedLetters },
    });
  });
  return { done: true as const };
}

/** Ends every own session but the one that asks. */
export async function endOtherSessions(house: House, actor: PersonActor) {
  await house.store.change(actor, async (work) => {
    const ended = await deleteOtherSessions(work, actor.id, actor.sessionId);
    await work.record({
      stream: `person:${actor.id}`,
      fact: 'session.others-ended',
      data: { personId: actor.id, ended },
    });
  });
  return { done: true as const };
}

/** Ends one of the own sessions; somebody else's is not found. */
export async function endSession(house: House, actor: PersonActor, sessionId: string) {
  await house.store.change(actor, async (work) => {
    if (!(await deleteSession(work, actor.id, sessionId))) throw new Fault('not-found');
    await work.record({
      stream: `person:${actor.id}`,
      fact: 'session.ended',
      data: { personId: actor.id, sessionId },
    });
  });
  return { done: true as const };
}
