/** The door for who a directory vouches for: the slice of directories knows who that is, this one whether they may enter. */
import type { Role } from '#contract/permissions.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { allow, system } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { changeRoles, ROLES_CHANGED } from './grant-roles.ts';
import { actorOf, type OpenedSession, openSession } from './open-session.ts';
import { peoplePolicy } from './policy.ts';
import { credentialsById, lockAdministrators, lockPerson, personById } from './rows.ts';
import { isSuspended } from './rules.ts';
import { notePlace } from './sign-in-place-rows.ts';

type Entering = {
  readonly personId: string;
  readonly directoryId: string;
  readonly caller: Caller;
  /** The directory said that they proved more than a password, as it was asked to (ASVS 6.8.4). */
  readonly strong: boolean;
  /** Written with the session, in the same act. */
  readonly also: (work: Work) => Promise<void>;
};

/**
 * Opens a session for the person. Who is not active is refused with `directory.inactive` whatever the directory says
 * (CVE-2020-1778), and their history says that it was tried; so is, with `sign-in.unconfirmed`, who was suspended.
 */
export async function enterThrough(house: House, given: Entering): Promise<OpenedSession> {
  const { personId, directoryId, strong, caller } = given;
  const person = await personById(house.store.read, personId);
  if (!person) throw new Fault('directory.nobody');
  const opened = await house.store.change(actorOf(person), async (work) => {
    const present = await lockPerson(work, personId);
    if (present?.state !== 'active') {
      const placeId = present === undefined ? null : await notePlace(work, personId, caller);
      await work.record({
        stream: `person:${personId}`,
        fact: 'session.refused',
        data: { personId, directoryId, state: present?.state ?? 'gone', placeId },
      });
      return null;
    }
    if (isSuspended(present)) {
      const placeId = await notePlace(work, personId, caller);
      const data = { personId, directoryId, state: 'unconfirmed', placeId };
      await work.record({ stream: `person:${personId}`, fact: 'session.refused', data });
      return 'unconfirmed';
    }
    await given.also(work);
    const { authEpoch } = present;
    const awaitsSecondStep = present.hasSecondFactor && !strong;
    return openSession(
      work,
      { ...{ id: present.id, authEpoch, awaitsSecondStep }, directoryId, directoryStrong: strong },
      caller,
    );
  });
  if (opened === null) throw new Fault('directory.inactive');
  if (opened === 'unconfirmed') throw new Fault('sign-in.unconfirmed');
  return opened;
}

/** The roles somebody has, held until the act ends; undefined when there is no such person. */
export const rolesHeld = async (work: Work, personId: string): Promise<readonly Role[] | undefined> =>
  (await lockPerson(work, personId))?.roles;

/**
 * The person's roles become these, because a directory's groups say so; who loses one is signed out everywhere. The last
 * who administers the desk keeps that. Gives the roles as they are then.
 */
export async function saveRolesByGroups(
  work: Work,
  given: { personId: string; directoryId: string; roles: readonly Role[] },
): Promise<readonly Role[]> {
  const administrators = await lockAdministrators(work);
  const thing = await lockPerson(work, given.personId);
  const person = allow(peoplePolicy, 'grant', { actor: system('directory'), thing });
  const isLast = administrators.every((id: string) => id === person.id) && person.roles.includes('operator_admin');
  const roles = isLast ? [...new Set([...given.roles, 'operator_admin' as const])] : given.roles;
  const lost = person.roles.filter((role) => !roles.includes(role));
  if (lost.length === 0 && roles.length === person.roles.length) return roles;
  await changeRoles(work, person, { roles, source: 'directory', endsAs: 'directory' });
  await work.record({
    stream: `person:${person.id}`,
    fact: ROLES_CHANGED.byGroups,
    data: { personId: person.id, directoryId: given.directoryId, roles: [...roles], lost },
  });
  return roles;
}

/** Does the person have a password of the desk, used or not? */
export const hasOwnPassword = async (house: House, personId: string): Promise<boolean> =>
  ((await credentialsById(house.store.read, personId))?.passwordHash ?? null) !== null;
