/** Taking the second factor of somebody who lost it: by an administrator upon proof, or by who runs the program. */
import type { removeFactors as operation, PersonView } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import type { House } from '../../shared/house.ts';
import { newId, sha256 } from '../../shared/ids.ts';
import { type Actor, allow } from '../../shared/policy.ts';
import { spendLinks } from '../link-rows.ts';
import { peoplePolicy } from '../policy.ts';
import { lockPerson, personById } from '../rows.ts';
import { deleteSessionsOf } from '../session-rows.ts';
import { toPersonView } from '../view.ts';
import { noteFactors, takeFactors } from './rows.ts';

type Proof = BodyOf<typeof operation>['proof'] | 'terminal';

/**
 * Sessions, links and codes of before end with them. Who did it, to whom and upon what proof stays in the history; the
 * words of it beside, in `factor_removals`. The person is told by letter.
 */
export async function removeFactorsOf(
  house: House,
  actor: Actor,
  given: { id: string; proof: Proof; note: string },
): Promise<void> {
  const { id, proof, note } = given;
  await house.store.change(actor, async (work) => {
    const person = allow(peoplePolicy, 'removeFactors', { actor, thing: await lockPerson(work, id) });
    const removalId = newId();
    const removedBy = actor.kind === 'person' ? actor.id : null;
    await takeFactors(work, person, { id: removalId, removedBy, proof, note });
    await noteFactors(work, id);
    await deleteSessionsOf(work, id);
    await spendLinks(work, id, null);
    await work.record({
      stream: `person:${id}`,
      fact: 'factor.all-removed',
      data: { personId: id, removalId, proof, note: sha256(note).toString('hex') },
    });
  });
}

export async function removeFactors(
  house: House,
  actor: Actor,
  given: BodyOf<typeof operation> & { id: string },
): Promise<PersonView> {
  await removeFactorsOf(house, actor, given);
  return toPersonView(house, actor, await personById(house.store.read, given.id));
}
