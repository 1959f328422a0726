/** An account that ends because its person leaves, by a form of their agency. */
import { allow } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { closeWithin } from './close-account.ts';
import { changeRoles } from './grant-roles.ts';
import type { Closing } from './lock-rows.ts';
import { peoplePolicy } from './policy.ts';
import { lockAdministrators, lockPerson } from './rows.ts';

/** Asked for its person's own sake; all others come with an office and end with it. */
const ONES_OWN = 'requester';

/**
 * Part of an act of the desk's own under way: the account ends with all that opens it, and so do the roles and teams of the
 * office; its history stays. `over`: it had ended. `held-up`: nobody else administers the desk, and nothing was written.
 */
export async function endOffice(
  work: Work,
  personId: string,
  closing: Omit<Closing, 'id'>,
): Promise<'ended' | 'over' | 'held-up'> {
  const administrators = await lockAdministrators(work);
  const found = await lockPerson(work, personId);
  if (found === undefined || found.state === 'inactive') return 'over';
  if (administrators.every((id) => id === found.id) && administrators.length > 0) return 'held-up';
  const { actor } = work;
  await closeWithin(work, allow(peoplePolicy, 'lock', { actor, thing: found }), { administrators, closing });
  if (found.roles.every((role) => role === ONES_OWN)) return 'ended';
  const person = allow(peoplePolicy, 'grant', { actor, thing: found });
  const lost = await changeRoles(work, person, { roles: [ONES_OWN], source: 'desk', endsAs: 'office' });
  await work.record({ stream: `person:${personId}`, fact: 'account.roles-ended', data: { personId, lost } });
  return 'ended';
}
