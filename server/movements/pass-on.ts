/** What somebody who went to another agency had open and stays with the one they left: the desk's own act, right after. */

import { takerOf } from '../deactivations/index.ts';
import { lockFollowed, passOnWithin } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import { system } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { lockMovement, savePassed } from './rows.ts';

/** `{ personId, movementId, takerId, passed }`. */
export const MOVEMENT_PASSED = 'movement.requests-passed';

/** Nothing stays behind, or another node saw to it. */
class NothingToDo extends Error {}

async function pass(work: Work, id: string): Promise<void> {
  const movement = await lockMovement(work, id);
  if (movement === undefined || !movement.passes || movement.passedAt !== null) throw new NothingToDo();
  const { personId, fromAgencyId: agencyId, movedBy: askedBy, colleagueId } = movement;
  await lockFollowed(work, personId);
  const taker = await takerOf(work.db, { agencyId, personId, colleagueId, askedBy });
  const count = taker === null ? 0 : await passOnWithin(work, { fromId: personId, toId: taker.id, movementId: id });
  const takerId = taker !== null && count > 0 ? taker.id : null;
  await savePassed(work, id, { takenBy: takerId, count });
  const data = { personId, movementId: id, takerId, passed: count };
  await work.record({ stream: `person:${personId}`, fact: MOVEMENT_PASSED, data });
}

export async function passOnAfter(house: House, { data }: Happened): Promise<void> {
  try {
    await house.store.change(system('movements'), (work) => pass(work, String(data.movementId)));
  } catch (error) {
    if (!(error instanceof NothingToDo)) throw error;
  }
}
