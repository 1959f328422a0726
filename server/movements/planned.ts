/** A change said for a day to come: done as that day opens, called off before, or left undone because something came between. */
import type { MovementsView } from '#contract/movements.ts';
import { lockMoved } from '../accounts/index.ts';
import { agenciesInForce } from '../agencies/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, system } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { moveNow } from './move.ts';
import { endPlan, lockPlan, type Plan, planOf, plansDue } from './plan-rows.ts';
import { listMovements } from './view.ts';

/** Told to whoever said it and to those who administer: `{ personId, plannedId, plannedBy }`. */
export const MOVEMENT_LAPSED = 'movement.lapsed';
const CANCELLED = 'movement.cancelled';

/** Another node saw to it, or it was called off. */
class NothingToDo extends Error {}

export async function cancelMovement(house: House, actor: Actor, personId: string): Promise<MovementsView> {
  if ((await planOf(house.store.read, personId)) !== undefined)
    await house.store
      .change(actor, async (work) => {
        await lockMoved(work, personId);
        const plan = await planOf(work.db, personId);
        if (plan === undefined) throw new NothingToDo();
        await endPlan(work, plan.id, 'cancelled');
        const data = { personId, plannedId: plan.id };
        await work.record({ stream: `person:${personId}`, fact: CANCELLED, data });
      })
      .catch((error: unknown) => {
        if (!(error instanceof NothingToDo)) throw error;
      });
  return listMovements(house, personId);
}

async function carryOut(work: Work, { plan, today }: { plan: Plan; today: string }): Promise<void> {
  const { id, personId, plannedBy: by } = plan;
  try {
    const isThere = (await agenciesInForce(work.db, today)).some((agency) => agency.id === plan.to.agencyId);
    if (!isThere) throw new Fault('not-found');
    await moveNow(work, { ...plan, by });
    await endPlan(work, id, 'done');
  } catch (error) {
    // The account is closed, the person is elsewhere by now, the agency is gone: whoever said it decides anew.
    if (!(error instanceof Fault)) throw error;
    await endPlan(work, id, 'lapsed');
    const data = { personId, plannedId: id, plannedBy: by, why: error.code };
    await work.record({ stream: `person:${personId}`, fact: MOVEMENT_LAPSED, data });
  }
}

/** By the institution's calendar; each once, on whichever node. */
export async function followPlans(house: House): Promise<void> {
  const db = house.store.read;
  const today = todayAt(await readInstitutionRow(db), house.clock.now());
  for (const id of await plansDue(db, today)) {
    try {
      await house.store.change(system('movements'), async (work) => {
        const plan = await lockPlan(work, id);
        if (plan === undefined) throw new NothingToDo();
        await carryOut(work, { plan, today });
      });
    } catch (error) {
      if (!(error instanceof NothingToDo))
        house.log.error({ err: error, plannedId: id }, 'a planned movement could not be carried out');
    }
  }
}
