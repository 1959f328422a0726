/** A person of another agency or position: what of their account ends with it. */

import { sql } from 'kysely';
import type { AgencyId, PositionId } from '#contract/agencies.ts';
import type { Role } from '#contract/permissions.ts';
import { type Allowed, allow } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { changeRoles } from './grant-roles.ts';
import { peoplePolicy } from './policy.ts';
import { lockPerson, type Person } from './rows.ts';
import { deleteSessionsOf } from './session-rows.ts';

/** Held for an agency, never for another; whoever acts for somebody of it is no delegate of theirs elsewhere. */
const OFFICES: readonly Role[] = ['agency_coordinator', 'agency_head', 'delegate'];
export const officesHeld = (roles: readonly Role[]): Role[] => roles.filter((role) => OFFICES.includes(role));

/** Work at the desk does not stand on the position (document 002, 1.b is about who asks). */
export const standsOnPosition = (roles: readonly Role[]): boolean =>
  roles.every((role) => role === 'requester' || OFFICES.includes(role));

/** Who may be moved: gives the person, held until the act ends. */
export const lockMoved = async (work: Work, id: string): Promise<Allowed<'move', Person>> =>
  allow(peoplePolicy, 'move', { actor: work.actor, thing: await lockPerson(work, id) });

/**
 * Part of an act under way. Of another agency: its offices end, sessions too, for what they see is another agency's from then on;
 * and nobody there was asked to confirm them, so silence has no say any more. Gives the roles that ended.
 */
export async function moveWithin(
  work: Work,
  person: Allowed<'move', Person>,
  to: { readonly agencyId: AgencyId; readonly positionId: PositionId },
): Promise<Role[]> {
  const leaves = to.agencyId !== person.agencyId;
  await work.db
    .updateTable('people')
    .set({
      ...{ agency_id: to.agencyId, position_id: to.positionId, version: sql<number>`version + 1` },
      ...(leaves ? { unconfirmed_since: null } : {}),
    })
    .where('id', '=', person.id)
    .execute();
  if (!leaves) return [];
  await deleteSessionsOf(work, person.id);
  const ended = officesHeld(person.roles);
  if (ended.length === 0) return [];
  const stay = person.roles.filter((role) => !ended.includes(role));
  const thing = allow(peoplePolicy, 'grant', { actor: work.actor, thing: person });
  await changeRoles(work, thing, { roles: stay.length > 0 ? stay : ['requester'], source: 'desk', endsAs: 'office' });
  return ended;
}
