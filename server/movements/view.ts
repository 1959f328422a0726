/** Where somebody worked and works, and what another movement would touch. */
import type { MovementsView } from '#contract/movements.ts';
import { officesHeld, personById } from '../accounts/index.ts';
import { takerOf } from '../deactivations/index.ts';
import { leftByPerson } from '../requests/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Listed, movementsOf } from './rows.ts';

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

/** `not-found` of nobody. */
export async function listMovements(house: House, id: string): Promise<MovementsView> {
  const db = house.store.read;
  const person = await personById(db, id);
  if (person === undefined) throw new Fault('not-found');
  const { agencyId, positionId } = person;
  const [rows, { follows }, taker] = await Promise.all([
    movementsOf(db, id),
    leftByPerson(db, id),
    takerOf(db, { agencyId, personId: id, colleagueId: null, askedBy: '' }),
  ]);
  return {
    now: { agencyId, positionId },
    follows,
    taker: taker && { id: taker.id, name: taker.fullName },
    ends: officesHeld(person.roles),
    items: rows.map(toItem),
  };
}
