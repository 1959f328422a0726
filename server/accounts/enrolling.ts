/** Accounts by a signed enrolment: made, opened again for somebody who comes back, and what is done to their links. */
import type { PersonId } from '#contract/accounts.ts';
import type { AgencyId, PositionId } from '#contract/agencies.ts';
import { ROLES } from '#contract/permissions.ts';
import { standingAgency } from '../agencies/index.ts';
import { allow } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { closeWithin } from './close-account.ts';
import { revokeLinksOf } from './credential-rows.ts';
import { type Enrolled, saveDue, saveReturn } from './enrolling-rows.ts';
import { saveGrants } from './grant-rows.ts';
import { addPerson } from './invite-person.ts';
import { leaveTeams } from './memberships.ts';
import { peoplePolicy } from './policy.ts';
import { lockAdministrators, lockPerson } from './rows.ts';
import { tidyRoles } from './rules.ts';
import { deleteSessionsOf } from './session-rows.ts';

export type { Enrolled };

/**
 * The account of an approved row, which waits for its one-time link (72 h); the letter with it leaves by the fact
 * `account.invited`. `returning`: the inactive account that becomes theirs again. `due`: the version of the responsibilities
 * to accept at the first sign-in. `account.exists` when the address or the number became somebody's meanwhile.
 */
export async function enrolPerson(
  work: Work,
  given: { enrolled: Enrolled; returning: PersonId | null; enrolmentId: string; due: number },
): Promise<PersonId> {
  const { returning, enrolmentId, due } = given;
  const agencyId = await standingAgency(work, given.enrolled.agencyId as AgencyId);
  const enrolled = { ...given.enrolled, agencyId, roles: tidyRoles(ROLES, given.enrolled.roles) };
  const place = { agencyId, positionId: enrolled.positionId as PositionId };
  const source = 'enrolment' as const;
  const state = 'invited' as const;
  if (returning !== null) {
    await saveReturn(work, returning, enrolled);
    await saveGrants(work, returning, { roles: enrolled.roles, source, endsAs: 'returned' });
    // Whoever comes back holds what the new form gives; a team is given anew.
    await leaveTeams(work, returning);
    await revokeLinksOf(work, returning);
    await deleteSessionsOf(work, returning);
    const data = { personId: returning, enrolmentId, agencyId, roles: enrolled.roles };
    await work.record({ stream: `person:${returning}`, fact: 'account.returned', data });
  }
  const id =
    returning ?? (await addPerson(work, { ...enrolled, ...place, source, state, passwordHash: null, teamIds: [] }));
  await saveDue(work, id, due);
  await invite(work, id, { enrolmentId, roles: enrolled.roles });
  return id;
}

const invite = (work: Work, personId: string, more: { enrolmentId: string; roles: readonly string[] }) =>
  work.record({
    stream: `person:${personId}`,
    fact: 'account.invited',
    data: { personId, roles: [...more.roles], teamIds: [], enrolmentId: more.enrolmentId },
  });

/** Another link by letter; those of before stop working now. */
export async function inviteAgain(work: Work, personId: string, enrolmentId: string): Promise<void> {
  await revokeLinksOf(work, personId);
  await invite(work, personId, { enrolmentId, roles: [] });
}

/** The link stops working; why is kept by whoever calls. */
export async function revokeInvitation(work: Work, personId: string, enrolmentId: string): Promise<void> {
  await revokeLinksOf(work, personId);
  await work.record({ stream: `person:${personId}`, fact: 'account.link-revoked', data: { personId, enrolmentId } });
}

/**
 * The account ends now with all that opens it, its history kept; false when it had ended. `note`: for the record of closings.
 * `role.last-admin` of the only one who administers.
 */
export async function endAccount(work: Work, personId: string, note: string): Promise<boolean> {
  const administrators = await lockAdministrators(work);
  const found = await lockPerson(work, personId);
  if (found === undefined || found.state === 'inactive') return false;
  const person = allow(peoplePolicy, 'lock', { actor: work.actor, thing: found });
  await closeWithin(work, person, { administrators, closing: { reason: 'other', note } });
  return true;
}
