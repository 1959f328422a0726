/** Filing on account of somebody: asked within the act, so that one that ended a moment ago files nothing. */
import type { fileForPrincipal as operation } from '#contract/delegations.ts';
import type { BodyOf } from '#contract/operation.ts';
import type { RequestView } from '#contract/requests.ts';
import { personById } from '../accounts/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { fileOnAccountOf } from '../requests/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import type { OneEffect } from '../shared/store.ts';
import { holdsOn } from './rows.ts';

export function fileForPrincipal(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof operation>; once: OneEffect | null },
): Promise<RequestView> {
  const { principalId, ...filing } = given.body;
  const { id } = personOf(actor);
  return fileOnAccountOf(house, actor, {
    ...{ filing, requesterId: principalId, once: given.once },
    mayFile: async (work) => {
      const today = todayAt(await readInstitutionRow(work.db), work.now);
      if (!(await holdsOn(work, { principalId, delegateId: id, today }))) throw new Fault('delegation.none');
      return { id, name: (await personById(work.db, id))?.fullName ?? '' };
    },
  });
}
