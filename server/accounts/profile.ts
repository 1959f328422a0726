/** One's own profile: what it says, what may be changed, and the sessions that are open. */

import type * as v from 'valibot';
import type { saveProfile as operation, ProfileView } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { agencyById, positionById } from '../agencies/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { PersonActor } from '../shared/policy.ts';
import { readPhone, shownPhone } from './phone.ts';
import { personById, saveOwnProfile } from './rows.ts';
import { deviceOf, isIdle, passwordExpiry } from './rules.ts';
import { deleteSession, sessionsOf } from './session-rows.ts';

type Profile = v.InferOutput<typeof ProfileView>;

export async function readProfile(house: House, actor: PersonActor): Promise<Profile> {
  const db = house.store.read;
  const now = house.clock.now();
  const [person, institution, sessions] = await Promise.all([
    personById(db, actor.id),
    readInstitutionRow(db),
    sessionsOf(db, actor.id, now),
  ]);
  if (!person) throw new Fault('session.required');
  const [agency, position] = await Promise.all([agencyById(db, person.agencyId), positionById(db, person.positionId)]);
  if (!agency || !position) throw new Error('a person without agency or position');
  const { givenNames, firstSurname, secondSurname, email, employeeNumber, locale, theme } = person;
  return {
    ...{ givenNames, firstSurname, secondSurname, email, employeeNumber, locale, theme },
    agencyName: agency.name,
    positionName: position.name,
    phone: shownPhone(person),
    passwordChangedAt: person.passwordChangedAt?.toISOString() ?? null,
    passwordExpiresAt: passwordExpiry(person, institution.passwordMaxAgeDays)?.toISOString() ?? null,
    sessions: sessions
      .filter((session) => !isIdle({ lastUsedAt: session.lastUsedAt, roles: person.roles }, now))
      .map((session) => ({
        id: session.id,
        current: session.id === actor.sessionId,
        startedAt: session.startedAt.toISOString(),
        lastUsedAt: session.lastUsedAt.toISOString(),
        device: deviceOf(session.userAgent),
        address: session.address,
      })),
  };
}

/** Changes what is the person's own to change; `phone.unreadable` when the number is none. */
export async function saveProfile(house: House, actor: PersonActor, given: BodyOf<typeof operation>) {
  const { locale, theme } = given;
  const phone = readPhone(given.phone);
  await house.store.change(actor, async (work) => {
    await saveOwnProfile(work, actor.id, { ...phone, locale, theme });
    await work.record({
      stream: `person:${actor.id}`,
      fact: 'profile.saved',
      data: { personId: actor.id, locale, theme },
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
