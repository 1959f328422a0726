/** Recording that somebody changed position or agency: at once, with the names both had, and by whom; or keeping it for its day. */
import type { AgencyId, PositionId } from '#contract/ids.ts';
import type { MovementGround, MovementId, MovementsView, movePerson as operation } from '#contract/movements.ts';
import type { BodyOf } from '#contract/operation.ts';
import { lockMoved, moveWithin, outrun, personById, refuseStrangePlace, standsOnPosition } from '../accounts/index.ts';
import { positionsByIds } from '../agencies/index.ts';
import { mayTake } from '../deactivations/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { DAY, later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId, sha256 } from '../shared/ids.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { insertPlan, planOf } from './plan-rows.ts';
import { insertMovement } from './rows.ts';
import { listMovements, namesOf } from './view.ts';

/** `{ personId, movementId, fromAgencyId, agencyId, fromPositionId, positionId, ground, lost, passes, resumed }`. */
export const PERSON_MOVED = 'account.moved';
const PLANNED = 'movement.planned';

/** Nobody says today what somebody will be in two years. */
const FARTHEST = 366 * DAY;

type Asked = BodyOf<typeof operation> & { readonly id: string };
type Place = { readonly agencyId: AgencyId; readonly positionId: PositionId };
export type Moving = {
  readonly personId: string;
  readonly from: Place;
  readonly to: Place;
  readonly ground: MovementGround;
  readonly note: string;
  readonly since: string;
  readonly passes: boolean;
  readonly colleagueId: string | null;
  /** Whose word it is. */
  readonly by: string;
};

const wrong = (path: string, message: string): Fault => new Fault('input.invalid', {}, { fields: [{ path, message }] });

/** Never one's own; `movement.below`: an account of who asks stands on a position of mando medio or above. */
export async function movePerson(house: House, actor: Actor, given: Asked): Promise<MovementsView> {
  await refuseStrangePlace(house, given);
  if (given.ground === 'other' && given.note === '') throw wrong('note', 'field.required');
  const institution = await readInstitutionRow(house.store.read);
  const now = house.clock.now();
  const isAhead = given.since > todayAt(institution, now);
  if (given.since > todayAt(institution, later(now, FARTHEST))) throw wrong('since', 'field.day-far');
  const { agencyId, positionId, seen } = given;
  const moving: Moving = {
    ...{ personId: given.id, from: seen, to: { agencyId, positionId }, ground: given.ground, note: given.note },
    ...{ since: given.since, by: personOf(actor).id },
    // What stays with an agency is of who leaves it.
    ...{ passes: given.passRequests && agencyId !== seen.agencyId, colleagueId: given.colleagueId },
  };
  await house.store.change(actor, async (work) => {
    await lockMoved(work, given.id);
    if ((await planOf(work.db, given.id)) !== undefined) throw new Fault('movement.planned');
    if (moving.passes && moving.colleagueId !== null) await refuseStranger(work, moving);
    await (isAhead ? plan(work, moving) : moveNow(work, moving));
  });
  return listMovements(house, given.id);
}

async function refuseStranger(work: Work, { personId, from, colleagueId }: Moving): Promise<void> {
  const colleague = await personById(work.db, colleagueId ?? '');
  if (!mayTake(colleague, { agencyId: from.agencyId, personId })) throw wrong('colleagueId', 'field.choice');
}

/** The person, where the change may be made as things stand; every refusal comes before the first writing. */
async function movable(work: Work, { personId, from, to }: Moving) {
  const person = await lockMoved(work, personId);
  if (person.state === 'inactive') throw new Fault('account.closed');
  if (person.agencyId !== from.agencyId || person.positionId !== from.positionId)
    throw await outrun(work.db, { stream: `person:${person.id}`, actor: work.actor });
  if (from.agencyId === to.agencyId && from.positionId === to.positionId) throw wrong('positionId', 'field.choice');
  const position = (await positionsByIds(work.db, [to.positionId])).get(to.positionId);
  if (position?.eligible !== true && standsOnPosition(person.roles)) throw new Fault('movement.below');
  return person;
}

const hashed = (note: string): { readonly [key: string]: string } =>
  note === '' ? {} : { note: sha256(note).toString('hex') };

/** Part of an act under way. Those who are of the agency from that day hear of it then. */
async function plan(work: Work, moving: Moving): Promise<void> {
  const { personId, from, to, since, ground, note, by, passes, colleagueId } = moving;
  await movable(work, moving);
  const plannedId = newId();
  if (!(await insertPlan(work, { ...moving, id: plannedId, plannedBy: by }))) throw new Fault('movement.planned');
  const places = { fromAgencyId: from.agencyId, fromPositionId: from.positionId, ...to };
  const data = { personId, plannedId, ...places, since, ground, passes, colleagueId, ...hashed(note) };
  await work.record({ stream: `person:${personId}`, fact: PLANNED, data });
}

/** Part of an act under way. */
export async function moveNow(work: Work, moving: Moving): Promise<void> {
  const { personId, from, to, ground, note, since, passes, colleagueId } = moving;
  const person = await movable(work, moving);
  const leaves = from.agencyId !== to.agencyId;
  const movementId = newId<MovementId>();
  const places = { fromAgencyId: from.agencyId, fromPositionId: from.positionId };
  const [fromNames, toNames] = [await namesOf(work.db, from), await namesOf(work.db, to)];
  const endedRoles = await moveWithin(work, person, to);
  await insertMovement(work, {
    ...{ id: movementId, personId, ...places, toAgencyId: to.agencyId, toPositionId: to.positionId },
    ...{ fromNames, toNames, ground, note, since, movedBy: moving.by, endedRoles, passes, colleagueId },
  });
  await work.record({
    stream: `person:${personId}`,
    fact: PERSON_MOVED,
    data: {
      ...{ personId, movementId, ...places, ...to, ground, since, passes },
      ...{ lost: endedRoles, resumed: leaves && person.unconfirmedSince !== null },
      ...hashed(note),
    },
  });
}
