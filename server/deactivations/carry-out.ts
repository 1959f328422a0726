/** What a deactivation does at its instant: in one act, once, on whichever node comes first. */
import { endOffice, personById } from '../accounts/index.ts';
import { goesOnIn } from '../agencies/index.ts';
import { leftByPerson, lockFollowed, passOnWithin } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { type Deactivation, dueDeactivations, lockDeactivation, saveDeactivation } from './rows.ts';
import { closedAs } from './rules.ts';
import { takerOf } from './taker.ts';

/** `{ deactivationId, personId, takerId, passed, left, accountEnded }` and `{ deactivationId, personId }`. */
export const DEACTIVATION_DONE = 'deactivation.done';
export const DEACTIVATION_HELD_UP = 'deactivation.held-up';

/** Another node did it, it was called off, or nothing changed since it was held up. */
class NothingToDo extends Error {}

const RUNNING = system('deactivations');

async function carry(work: Work, id: string): Promise<void> {
  const form = await lockDeactivation(work, id);
  if (form === undefined || form.state !== 'scheduled' || form.effectiveAt > work.now) throw new NothingToDo();
  const { personId, agencyId, folio } = form;
  const stream = `deactivation:${id}`;
  const person = await personById(work.db, personId);
  // Passed over to the agency that follows theirs, they leave all the same.
  if (person?.agencyId !== agencyId && person?.agencyId !== (await goesOnIn(work, agencyId))) {
    await saveDeactivation(work, id, { state: 'lapsed' });
    await work.record({ stream, fact: 'deactivation.lapsed', data: { deactivationId: id, personId } });
    return;
  }
  await lockFollowed(work, personId);
  const ended = await endOffice(work, personId, { reason: closedAs(form.ground), note: folio });
  if (ended === 'held-up') {
    await holdUp(work, form);
    return;
  }
  const taker = await takerOf(work.db, form);
  const left = taker === null ? (await leftByPerson(work.db, personId)).follows : 0;
  const passed =
    taker === null ? 0 : await passOnWithin(work, { fromId: personId, toId: taker.id, deactivationId: id });
  const takerId = taker !== null && passed > 0 ? taker.id : null;
  const counts = { requests_passed: passed, requests_left: left };
  await saveDeactivation(work, id, { state: 'done', done_at: work.now, taken_by: takerId, ...counts });
  const data = { deactivationId: id, personId, takerId, passed, left, accountEnded: ended === 'ended' };
  await work.record({ stream, fact: DEACTIVATION_DONE, data });
}

/** Said once; looked at again each minute, until somebody else administers the desk. */
async function holdUp(work: Work, { id, personId, heldUpAt }: Deactivation): Promise<void> {
  if (heldUpAt !== null) throw new NothingToDo();
  await saveDeactivation(work, id, { held_up_at: work.now });
  const data = { deactivationId: id, personId };
  await work.record({ stream: `deactivation:${id}`, fact: DEACTIVATION_HELD_UP, data });
}

/** One that fails is told in the log and tried again the next minute; nobody who signed is told that it was not registered. */
export async function carryOut(house: House, id: string): Promise<void> {
  try {
    await house.store.change(RUNNING, (work) => carry(work, id));
  } catch (error) {
    if (!(error instanceof NothingToDo))
      house.log.error({ err: error, deactivationId: id }, 'a deactivation could not be carried out');
  }
}

/** Whatever is due, however long the desk was down. */
export async function carryOutDue(house: House): Promise<void> {
  for (const id of await dueDeactivations(house.store.read, house.clock.now())) await carryOut(house, id);
}
