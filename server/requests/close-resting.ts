/** Every quarter of an hour: resolved requests nobody objected to close, and so do those whose question went unanswered. */
import { addBusinessDays } from '#server/calendars/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { system } from '#server/shared/policy.ts';
import { performWithin } from './act.ts';
import { waitingSince } from './care-rows.ts';
import { restingSince } from './rows.ts';
import { ACCEPT_WITHIN_DAYS, type Act, ANSWER_WITHIN_DAYS } from './rules.ts';

const CLOSINGS: readonly { state: 'resolved' | 'waiting_requester'; act: Act; days: number; cause: string }[] = [
  { state: 'resolved', act: 'expire', days: ACCEPT_WITHIN_DAYS, cause: 'accepted-by-silence' },
  { state: 'waiting_requester', act: 'abandon', days: ANSWER_WITHIN_DAYS, cause: 'no-answer' },
];

export async function closeResting(house: House): Promise<void> {
  for (const closing of CLOSINGS) {
    // Business days are never fewer than calendar days: whatever is younger cannot be due yet.
    const before = later(house.clock.now(), -closing.days * DAY);
    for (const id of await restingIn(house, closing.state, before)) await closeOne(house, { id, ...closing });
  }
}

const restingIn = (house: House, state: 'resolved' | 'waiting_requester', before: Date): Promise<string[]> =>
  state === 'resolved' ? restingSince(house.store.read, state, before) : waitingSince(house.store.read, { before });

async function closeOne(house: House, closing: { id: string; act: Act; days: number; cause: string }): Promise<void> {
  try {
    await house.store.change(system('closing'), (work) =>
      performWithin(work, {
        id: closing.id,
        right: 'attend',
        act: closing.act,
        decide: (held, { now }, calendar) => {
          const since = held.state === 'resolved' ? held.resolved_at : held.paused_at;
          if (since === null || now <= addBusinessDays(calendar, since, closing.days)) throw new NotYet();
          const noReply = closing.act === 'abandon' ? { closure_code: 'no_reply' } : {};
          return {
            fact: 'request.closed',
            data: { cause: closing.cause },
            patch: { ended_at: now, waiting_reason: null, ...noReply },
          };
        },
      }),
    );
  } catch (error) {
    // Somebody acted in between, or the calendar says later: the next round looks again.
    if (error instanceof NotYet || error instanceof Fault) return;
    // One request that cannot be closed may not keep the others open.
    house.log.error({ err: error, requestId: closing.id }, 'a request could not be closed by its time');
  }
}

class NotYet extends Error {}
