/** What somebody attended goes back to its team when they attend no longer: nobody waits for who will not come. */

import { attendsAtDesk, personById } from '#server/accounts/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { Happened } from '#server/shared/jobs.ts';
import { system } from '#server/shared/policy.ts';
import { performWithin } from './act.ts';
import { openOf } from './desk-load-rows.ts';

/** It is not with that person any more. */
class LeftAlone extends Error {}

const RETURNING = system('attends-no-longer');

/**
 * Each of its own accord, so that one that cannot be moved keeps no other. Done twice it finds nothing. Who attends
 * again meanwhile keeps what is left.
 */
export async function returnToTeam(house: House, happened: Happened): Promise<void> {
  const { personId } = happened.data;
  if (typeof personId !== 'string') return;
  const person = await personById(house.store.read, personId);
  if (person === undefined || (person.state === 'active' && attendsAtDesk(person.roles))) return;
  for (const { id } of await openOf(house.store.read, [personId], RETURNING)) await returnOne(house, { id, personId });
}

async function returnOne(house: House, given: { id: string; personId: string }): Promise<void> {
  const { id, personId } = given;
  try {
    await house.store.change(RETURNING, (work) =>
      performWithin(work, {
        id,
        right: 'attend',
        act: (row) => (['registered', 'assigned', 'in_progress'].includes(row.state) ? 'assign' : 'reassign'),
        decide: (held) => {
          if (held.agent_id !== personId) throw new LeftAlone();
          return { fact: 'request.returned', data: { fromAgentId: personId }, patch: { agent_id: null } };
        },
      }),
    );
  } catch (error) {
    // Somebody took it, or it ended in between.
    if (error instanceof LeftAlone || error instanceof Fault) return;
    throw error;
  }
}
