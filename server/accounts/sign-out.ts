import type { House } from '../shared/house.ts';
import { WithSession } from '../shared/http/answer.ts';
import type { PersonActor } from '../shared/policy.ts';
import { deleteSession } from './session-rows.ts';

/** Ends the session on the server; the cookie goes with it. */
export async function signOut(house: House, actor: PersonActor) {
  await house.store.change(actor, async (work) => {
    await deleteSession(work, actor.id, actor.sessionId);
    await work.record({
      stream: `person:${actor.id}`,
      fact: 'session.ended',
      data: { personId: actor.id, sessionId: actor.sessionId },
    });
  });
  return new WithSession({ done: true as const }, null);
}
