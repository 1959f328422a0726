/** Who may be on call, and under which telephone. */
import { actingPerson, type PersonCard, peopleByIds, shownPhone } from '#server/accounts/index.ts';
import { Fault } from '#server/shared/fault.ts';
import { hasRole } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';

export const DESK = ['agent', 'team_lead', 'service_owner'] as const;

export const attends = (person: Pick<PersonCard, 'roles'>): boolean =>
  person.roles.some((role) => DESK.some((desk) => desk === role));

/**
 * The people by id. `duty.person` for whoever does not attend there: of the whole desk, any who attends; of a team, its
 * members.
 */
export async function sittersOf(
  db: Reader,
  teamId: string | null,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonCard>> {
  const people = await peopleByIds(db, ids);
  for (const id of ids) {
    const acting = await actingPerson(db, { personId: id, sessionId: '' });
    const sits = acting !== null && hasRole(acting, ...DESK) && (teamId === null || acting.teamIds.includes(teamId));
    if (!sits) throw new Fault('duty.person', { name: people.get(id)?.fullName ?? '' });
  }
  return people;
}

/** What was typed; nothing typed: that of the person's profile. */
export function phoneOf(person: PersonCard, typed: string): string {
  if (typed !== '') return typed;
  if (person.phone === '')
    throw new Fault('input.invalid', {}, { fields: [{ path: 'phone', message: 'field.shift-phone' }] });
  return shownPhone(person).slice(0, 60);
}
