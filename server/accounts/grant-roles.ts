/** Giving and taking roles: by an administrator, by a term that is over; the one door to who holds what. */
import type { grantRoles as grantOperation, PersonView } from '#contract/accounts.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { ROLES, type Role } from '#contract/permissions.ts';
import { clashesIn, type RoleTerm, type readRoleHistory as readOperation } from '#contract/role-grants.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, type Allowed, allow } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { refuseStrangeTeams } from './belongings.ts';
import { type Granting, grantsOf, saveGrants, termsOf } from './grant-rows.ts';
import { leaveTeams, saveTeamsOf } from './memberships.ts';
import { peoplePolicy } from './policy.ts';
import { lockAdministrators, lockPerson, type Person, personById, saveRoles } from './rows.ts';
import { attendsAtDesk, tidyRoles } from './rules.ts';
import { deleteSessionsOf } from './session-rows.ts';
import { toPersonView } from './view.ts';

type Given = BodyOf<typeof grantOperation> & { readonly id: string };

/** Facts after which somebody may attend no longer who did. */
export const ROLES_CHANGED = { granted: 'account.roles-granted', byGroups: 'account.roles-by-groups' } as const;

/**
 * Part of an act under way: who loses a role is signed out everywhere, and who attends no longer leaves their teams. Gives the
 * roles lost; the caller records the act.
 */
export async function changeRoles(work: Work, person: Allowed<'grant', Person>, given: Granting): Promise<Role[]> {
  const lost = person.roles.filter((role) => !given.roles.includes(role));
  await saveRoles(work, person, given.roles);
  await saveGrants(work, person.id, given);
  if (lost.length > 0) await deleteSessionsOf(work, person.id);
  if (!attendsAtDesk(given.roles)) await leaveTeams(work, person.id);
  return lost;
}

/** `role.never-together` for a pair that would be new. */
export function refuseClash(roles: readonly Role[], held: readonly Role[] = []): void {
  const [clash] = clashesIn(roles, held);
  if (clash) throw new Fault('role.never-together');
}

/** A term is of a role that is given, ends today or later, and never of the role everybody has. */
function readTerms(terms: readonly RoleTerm[], roles: readonly Role[], today: string): Map<Role, string | null> {
  const wrong = terms.flatMap(({ role, until }, index) => {
    if (!roles.includes(role) || (role === 'requester' && until !== null))
      return [{ path: `terms.${index}.role`, message: 'field.choice' }];
    return until !== null && until < today ? [{ path: `terms.${index}.until`, message: 'field.day-past' }] : [];
  });
  if (wrong.length > 0) throw new Fault('input.invalid', {}, { fields: wrong });
  return new Map(terms.map(({ role, until }) => [role, until]));
}

/** One's own roles may be given back; nobody gives themselves one, nor more time with it. */
async function refuseOwn(
  work: Work,
  person: Person,
  given: { roles: readonly Role[]; terms: ReadonlyMap<Role, string | null> },
): Promise<void> {
  if (work.actor.kind !== 'person' || work.actor.id !== person.id) return;
  const ends = (await termsOf(work.db, [person.id])).get(person.id);
  const longer = [...given.terms].some(([role, until]) => until !== (ends?.get(role) ?? null));
  const more = given.roles.some((role) => role !== 'requester' && !person.roles.includes(role));
  if (longer || more) throw new Fault('role.own');
}

/**
 * Sets roles and teams; whoever loses a role is signed out everywhere at once. The last administrator stays one
 * (`role.last-admin`), nobody gives to themselves (`role.own`), and some roles never go together (`role.never-together`). Teams are only of who attends.
 */
export async function grantRoles(house: House, actor: Actor, given: Given): Promise<PersonView> {
  const roles = tidyRoles(ROLES, given.roles);
  const teamIds = attendsAtDesk(roles) ? [...new Set<string>(given.teamIds)] : [];
  await refuseStrangeTeams(house, given.teamIds);
  const today = todayAt(await readInstitutionRow(house.store.read), house.clock.now());
  const terms = readTerms(given.terms, roles, today);
  const person = await house.store.change(actor, async (work) => {
    const administrators = await lockAdministrators(work);
    const before = allow(peoplePolicy, 'grant', { actor, thing: await lockPerson(work, given.id) });
    await refuseOwn(work, before, { roles, terms });
    refuseClash(roles, before.roles);
    if (before.roles.includes('operator_admin') && !roles.includes('operator_admin'))
      if (administrators.every((id) => id === before.id)) throw new Fault('role.last-admin');
    const { ground } = given;
    const lost = await changeRoles(work, before, { roles, terms, ground, source: 'desk', endsAs: 'withdrawn' });
    await saveTeamsOf(work, before, teamIds);
    await work.record({
      stream: `person:${before.id}`,
      fact: ROLES_CHANGED.granted,
      data: {
        ...{ personId: before.id, roles, teamIds, lost },
        ...(terms.size === 0 ? {} : { terms: Object.fromEntries(terms) }),
        ...(ground === '' ? {} : { ground }),
      },
    });
    return personById(work.db, before.id);
  });
  return toPersonView(house, actor, person);
}

/** `not-found` of nobody. */
export async function readRoleHistory(house: House, id: string): Promise<ReplyOf<typeof readOperation>> {
  const db = house.store.read;
  const person = await personById(db, id);
  if (!person) throw new Fault('not-found');
  const grants = await grantsOf(db, id);
  return {
    name: person.fullName,
    grants: grants.map(({ since, endedAt, endedBy, endedHow, endedNote, ...grant }) => ({
      ...grant,
      since: since.toISOString(),
      ended:
        endedAt === null || endedHow === null
          ? null
          : { at: endedAt.toISOString(), by: endedBy, how: endedHow, note: endedNote },
    })),
  };
}
