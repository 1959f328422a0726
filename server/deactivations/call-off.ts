import type { DeactivationView } from '#contract/deactivation-shapes.ts';
import type { callOffDeactivation as operation } from '#contract/deactivations.ts';
import type { BodyOf } from '#contract/operation.ts';
import { outrun } from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow, personOf } from '../shared/policy.ts';
import { streamOf, summed } from './ask.ts';
import { deactivationPolicy } from './policy.ts';
import { lockDeactivation, saveDeactivation } from './rows.ts';
import { readDeactivation } from './view.ts';

/** Until its instant; afterwards somebody who comes back is asked for by another alta. */
export async function callOffDeactivation(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operation> },
): Promise<DeactivationView> {
  const { id, body } = given;
  await house.store.change(actor, async (work) => {
    const held = allow(deactivationPolicy, 'callOff', { actor, thing: await lockDeactivation(work, id) });
    if (held.version !== body.version) throw await outrun(work.db, { stream: streamOf(id), actor });
    if (held.state !== 'scheduled') throw new Fault('deactivation.state', { state: held.state });
    await saveDeactivation(work, id, {
      ...{ state: 'called_off', called_off_by: personOf(actor).id },
      ...{ called_off_at: work.now, called_off_reason: body.reason },
    });
    const data = { deactivationId: id, personId: held.personId, reason: summed(body.reason) };
    await work.record({ stream: streamOf(id), fact: 'deactivation.called-off', data });
  });
  return readDeactivation(house, actor, id);
}
