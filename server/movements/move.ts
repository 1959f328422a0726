/** Recording that somebody changed position or agency: at once, with the names both had, and by whom. */
import type { MovementId, MovementsView, movePerson as operation } from '#contract/movements.ts';
import type { BodyOf } from '#contract/operation.ts';
import { lockMoved, moveWithin, outrun, type Person, refuseStrangePlace, standsOnPosition } from '../accounts/index.ts';
import { agencyById, positionsByIds } from '../agencies/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId, sha256 } from '../shared/ids.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { insertMovement, type Names } from './rows.ts';
import { listMovements } from './view.ts';

/** `{ personId, movementId, fromAgencyId, agencyId, fromPositionId, positionId, ground, lost, passes, resumed }`. */
export const PERSON_MOVED = 'account.moved';

type Moving = BodyOf<typeof operation> & { readonly id: string };

const wrong = (path: string, message: string): Fault => new Fault('input.invalid', {}, { fields: [{ path, message }] });

/** Never one's own; `movement.below`: an account of who asks stands on a position of mando medio or above. */
export async function movePerson(house: House, actor: Actor, given: Moving): Promise<MovementsView> {
  await refuseStrangePlace(house, given);
  if (given.ground === 'other' && given.note === '') throw wrong('note', 'field.required');
  const today = todayAt(await readInstitutionRow(house.store.read), house.clock.now());
  if (given.since > today) throw wrong('since', 'field.future');
  await house.store.change(actor, (work) => move(work, given));
  return listMovements(house, given.id);
}

async function namesOf(work: Work, of: { agencyId: string; positionId: string }): Promise<Names> {
  const nameless = { es: '', en: '' };
  const [agency, positions] = [await agencyById(work.db, of.agencyId), await positionsByIds(work.db, [of.positionId])];
  return { agency: agency?.name ?? nameless, position: positions.get(of.positionId)?.name ?? nameless };
}

async function refuseBelow(work: Work, person: Person, positionId: string): Promise<void> {
  const position = (await positionsByIds(work.db, [positionId])).get(positionId);
  if (position?.eligible !== true && standsOnPosition(person.roles)) throw new Fault('movement.below');
}

async function move(work: Work, given: Moving): Promise<void> {
  const { seen, agencyId, positionId, ground, note, since } = given;
  const person = await lockMoved(work, given.id);
  const stream = `person:${person.id}`;
  if (person.state === 'inactive') throw new Fault('account.closed');
  if (person.agencyId !== seen.agencyId || person.positionId !== seen.positionId)
    throw await outrun(work.db, { stream, actor: work.actor });
  const leaves = person.agencyId !== agencyId;
  if (!leaves && person.positionId === positionId) throw wrong('positionId', 'field.choice');
  await refuseBelow(work, person, positionId);
  const movementId = newId<MovementId>();
  const places = { fromAgencyId: person.agencyId, fromPositionId: person.positionId };
  const [fromNames, toNames] = [await namesOf(work, person), await namesOf(work, { agencyId, positionId })];
  const passes = leaves && given.passRequests;
  const endedRoles = await moveWithin(work, person, { agencyId, positionId });
  await insertMovement(work, {
    ...{ id: movementId, personId: person.id, ...places, toAgencyId: agencyId, toPositionId: positionId },
    ...{ fromNames, toNames, ground, note, since, movedBy: personOf(work.actor).id, endedRoles, passes },
  });
  await work.record({
    stream,
    fact: PERSON_MOVED,
    data: {
      ...{ personId: person.id, movementId, ...places, agencyId, positionId, ground, since, passes },
      ...{ lost: endedRoles, resumed: leaves && person.unconfirmedSince !== null },
      ...(note === '' ? {} : { note: sha256(note).toString('hex') }),
    },
  });
}
