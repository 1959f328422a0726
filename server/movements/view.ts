/** Where somebody worked and works, and what another movement would touch. */
import type { MovementsView } from '#contract/movements.ts';
import { officesHeld, personById } from '../accounts/index.ts';
import { agencyById, positionsByIds } from '../agencies/index.ts';
import { holdsOf, takerOf } from '../deactivations/index.ts';
import { leftByPerson } from '../requests/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { planOf } from './plan-rows.ts';
import { type Listed, movementsOf, type Names } from './rows.ts';

const toItem = (row: Listed): MovementsView['items'][number] => ({
  id: row.id,
  from: row.fromNames,
  to: row.toNames,
  agencyChanged: row.fromAgencyId !== row.toAgencyId,
  ground: row.ground,
  note: row.note,
  since: row.since,
  at: row.movedAt.toISOString(),
  by: row.by,
  ended: [...row.endedRoles],
  takenBy: row.takenByName,
  requestsPassed: row.requestsPassed,
});

/** What a place is called today. */
export async function namesOf(db: Reader, of: { agencyId: string; positionId: string }): Promise<Names> {
  const nameless = { es: '', en: '' };
  const [agency, positions] = [await agencyById(db, of.agencyId), await positionsByIds(db, [of.positionId])];
  return { agency: agency?.name ?? nameless, position: positions.get(of.positionId)?.name ?? nameless };
}

async function plannedOf(db: Reader, id: string): Promise<MovementsView['planned']> {
  const plan = await planOf(db, id);
  if (plan === undefined) return null;
  const { from, to, ground, note, since, at, by, passes, colleague } = plan;
  return {
    ...{ to: await namesOf(db, to), agencyChanged: from.agencyId !== to.agencyId },
    ...{ ground, note, since, at: at.toISOString(), by, passes, colleague },
  };
}

/** `not-found` of nobody. */
export async function listMovements(house: House, id: string): Promise<MovementsView> {
  const db = house.store.read;
  const person = await personById(db, id);
  if (person === undefined) throw new Fault('not-found');
  const { agencyId, positionId } = person;
  const [rows, { follows }, taker, holds, planned] = await Promise.all([
    movementsOf(db, id),
    leftByPerson(db, id),
    takerOf(db, { agencyId, personId: id, colleagueId: null, askedBy: '' }),
    holdsOf(house, person),
    plannedOf(db, id),
  ]);
  return {
    now: { agencyId, positionId },
    follows,
    taker: taker && { id: taker.id, name: taker.fullName },
    ends: officesHeld(person.roles),
    ...{ holds, planned },
    items: rows.map(toItem),
  };
}
