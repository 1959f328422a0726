/**
 * Naming another person in a form. Nobody may read the list of civil servants letter by letter: three letters at least,
 * eight names at most, own agency only, and a limit on how often.
 */
import type { ColleagueView, findColleagues as findOperation } from '#contract/accounts.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { agenciesByIds, positionsByIds } from '../agencies/index.ts';
import { MINUTE } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Limit, spend } from '../shared/limits.ts';
import { hasRight, type PersonActor } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { type Colleague, colleagueById, colleaguesByName } from './colleague-rows.ts';

const SEARCHES: Limit = { name: 'colleagues', points: 120, windowMs: 15 * MINUTE };
const MOST = 8;

/** The agency whose people one may find; null: of every agency, for who attends them all. */
const reachOf = (actor: PersonActor): string | null => (hasRight(actor, 'request.attend') ? null : actor.agencyId);

/** Throws `rate.exceeded`. */
export async function findColleagues(
  house: House,
  actor: PersonActor,
  q: string,
): Promise<ReplyOf<typeof findOperation>> {
  await spend(house.store, SEARCHES, { whom: actor.id, now: house.clock.now() });
  const { read } = house.store;
  const found = await colleaguesByName(read, { words: q.split(' '), agencyId: reachOf(actor), most: MOST });
  return { people: await toViews(read, found) };
}

/** Throws `not-found`, as much for who does not exist as for who belongs elsewhere. */
export async function readColleague(house: House, actor: PersonActor, id: string): Promise<ColleagueView> {
  const person = await colleagueById(house.store.read, id);
  const reach = reachOf(actor);
  const [view] = await toViews(house.store.read, person ? [person] : []);
  if (!view || (reach !== null && person?.agencyId !== reach)) throw new Fault('not-found');
  return view;
}

async function toViews(db: Reader, people: readonly Colleague[]): Promise<ColleagueView[]> {
  const positions = await positionsByIds(
    db,
    people.map((person) => person.positionId),
  );
  const agencies = await agenciesByIds(
    db,
    people.map((person) => person.agencyId),
  );
  return people.map(({ id, name, agencyId, positionId }) => ({
    id,
    name,
    positionName: positions.get(positionId)?.name ?? { es: '', en: '' },
    agencyAcronym: agencies.get(agencyId)?.acronym ?? '',
  }));
}
