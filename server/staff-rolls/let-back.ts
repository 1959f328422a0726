/** Who was kept out and may sign in again has it in their history, each of them. */

import { letStaffBack } from '../accounts/index.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { DoneBefore } from './facts.ts';
import { endSuspensions, takeUnrecorded } from './people-rows.ts';

/** Part of an act under way: they may sign in from its end on. Gives how many. */
export async function letBack(work: Work, ids: readonly string[]): Promise<number> {
  const back = await letStaffBack(work, ids);
  await endSuspensions(work, back);
  return back.length;
}

const AT_ONCE = 200;

/** After the act, some at a time: of three thousand nobody waits for the last line of history. */
export async function recordLetBack(house: House): Promise<void> {
  for (;;) {
    const more = await house.store
      .change(system('staff-rolls'), async (work) => {
        const ended = await takeUnrecorded(work, AT_ONCE);
        if (ended.length === 0) throw new DoneBefore();
        for (const { rollId, personId } of ended)
          await work.record({ stream: `person:${personId}`, fact: 'account.resumed', data: { personId, rollId } });
        return ended.length === AT_ONCE;
      })
      .catch((error: unknown) => {
        if (error instanceof DoneBefore) return false;
        throw error;
      });
    if (!more) return;
  }
}
