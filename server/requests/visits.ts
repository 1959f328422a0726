/**
 * A visit is proposed by the desk and agreed by the requester. From the moment they accept until the agreed time the clock
 * stands still; a visit nobody accepted stops nothing, or proposing one would be a way to win time.
 */
import type { acceptVisit, declineVisit, RequestView } from '#contract/requests.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, system } from '#server/shared/policy.ts';
import { perform, performWithin } from './act.ts';
import type { On } from './attend.ts';
import { agreedVisits } from './care-rows.ts';

export function agreeVisit(house: House, actor: Actor, on: On<typeof acceptVisit>): Promise<RequestView> {
  return perform(house, actor, {
    id: on.id,
    right: 'settle',
    version: on.body.version,
    act: 'acceptVisit',
    decide: (held, { now }) => {
      if (held.scheduled_at === null || held.visit_accepted_at !== null)
        throw new Fault('request.transition', { state: held.state });
      if (held.scheduled_at <= now) throw new Fault('date.past');
      return {
        fact: 'request.visit-accepted',
        data: { at: held.scheduled_at.toISOString() },
        patch: { visit_accepted_at: now },
      };
    },
  });
}

/** The words say when it would suit; the request goes back to who attends it. */
export function proposeOtherwise(house: House, actor: Actor, on: On<typeof declineVisit>): Promise<RequestView> {
  return perform(house, actor, {
    id: on.id,
    right: 'settle',
    version: on.body.version,
    once: on.once ?? null,
    act: 'declineVisit',
    decide: () => ({
      fact: 'request.visit-declined',
      patch: { scheduled_at: null, scheduled_where: null, visit_accepted_at: null },
      message: { text: on.body.text, visibility: 'public' },
    }),
  });
}

/** Every minute: notes of each agreed visit that its time came. Its clock went on at that very time, whoever looks. */
export async function beginVisits(house: House): Promise<void> {
  for (const id of await agreedVisits(house.store.read, house.clock.now())) {
    try {
      await house.store.change(system('visits'), (work) =>
        performWithin(work, {
          id,
          right: 'attend',
          act: 'beginVisit',
          decide: (held, { now }) => {
            const at = held.scheduled_at;
            if (at === null || at > now || held.visit_accepted_at === null || held.paused_at === null)
              throw new Fault('request.transition', { state: held.state });
            return { fact: 'request.visit-begun' };
          },
        }),
      );
    } catch (error) {
      // Somebody acted in between: nothing of it is due any more.
      if (!(error instanceof Fault))
        house.log.error({ err: error, requestId: id }, 'a visit could not begin by its time');
    }
  }
}
