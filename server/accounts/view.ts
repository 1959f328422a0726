/** Row → shapes of the contract. */
import type { PersonView } from '#contract/accounts.ts';
import { agenciesByIds, positionsByIds } from '../agencies/index.ts';
import type { House } from '../shared/house.ts';
import type { Actor } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { termsOf } from './grant-rows.ts';
import { shownPhone } from './phone.ts';
import { type PeopleRight, peoplePolicy } from './policy.ts';
import type { Person } from './rows.ts';
import { factorKinds } from './second-factor/rows.ts';
import { pausedAmong } from './session-rows.ts';
import { teamIdsOf } from './team-rows.ts';

const NAMELESS = { es: '', en: '' };

/** The people as an administrator sees them, in the given order. `db`: the change under way, or the read side. */
export async function toPersonViews(
  db: Reader,
  people: readonly Person[],
  given: { actor: Actor; now: Date },
): Promise<PersonView[]> {
  const ids = people.map((person) => person.id);
  const [agencies, positions, teams, paused, factors, terms] = await Promise.all([
    agenciesByIds(
      db,
      people.map((person) => person.agencyId),
    ),
    positionsByIds(
      db,
      people.map((person) => person.positionId),
    ),
    teamIdsOf(db, ids),
    pausedAmong(
      db,
      people.map((person) => person.email),
      given.now,
    ),
    factorKinds(db, ids),
    termsOf(db, ids),
  ]);
  return people.map((person) => {
    const can = (right: PeopleRight) => peoplePolicy.may(right, given.actor, person);
    const isPaused = paused.has(person.email);
    const { id, givenNames, firstSurname, secondSurname, email, employeeNumber, photoId, state } = person;
    return {
      ...{ id, givenNames, firstSurname, secondSurname, email, employeeNumber, photoId, state },
      agencyName: agencies.get(person.agencyId)?.name ?? NAMELESS,
      positionName: positions.get(person.positionId)?.name ?? NAMELESS,
      phone: shownPhone(person),
      roles: [...person.roles],
      terms: [...(terms.get(person.id) ?? [])].map(([role, until]) => ({ role, until })),
      teamIds: teams.get(person.id) ?? [],
      paused: isPaused,
      factors: factors.get(person.id) ?? [],
      lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
      can: {
        approve: can('approve'),
        giveLink: can('giveLink'),
        giveCode: can('giveCode'),
        unlock: isPaused && can('unlock'),
        grant: can('grant'),
        removeFactors: can('removeFactors'),
        move: state !== 'inactive' && can('move'),
        close: state !== 'inactive' && can('lock'),
        reopen: state === 'inactive' && can('reopen'),
      },
    };
  });
}

/** One person, as they are after the act. */
export async function toPersonView(house: House, actor: Actor, person: Person | undefined): Promise<PersonView> {
  const [view] = person ? await toPersonViews(house.store.read, [person], { actor, now: house.clock.now() }) : [];
  if (!view) throw new Error('the person acted upon is not there');
  return view;
}
