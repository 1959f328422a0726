/** Where somebody is signed in, for who administers accounts; and the end of all of it. */
import type { ReplyOf } from '#contract/operation.ts';
import type { listSessionsOf as listOperation } from '#contract/people-sessions.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { allow, type PersonActor } from '../shared/policy.ts';
import { peoplePolicy } from './policy.ts';
import { toSession } from './profile.ts';
import { lockPerson, personById } from './rows.ts';
import { idleSince } from './rules.ts';
import { deleteOtherSessions, sessionsOf } from './session-rows.ts';

/** The newest first; `current` where it is the one that asks. `not-found` of nobody. */
export async function listSessionsOf(
  house: House,
  actor: PersonActor,
  id: string,
): Promise<ReplyOf<typeof listOperation>> {
  const db = house.store.read;
  const now = house.clock.now();
  const person = await personById(db, id);
  if (person === undefined) throw new Fault('not-found');
  const at = { now, usedSince: idleSince(person.roles, now), first: actor.sessionId };
  const sessions = await sessionsOf(db, id, at);
  return { items: sessions.map((session) => toSession(session, actor.sessionId)) };
}

/** Every one of them; never one's own, which the profile ends but for the present one. */
export async function endSessionsOf(house: House, actor: PersonActor, id: string) {
  await house.store.change(actor, async (work) => {
    const person = allow(peoplePolicy, 'endSessions', { actor, thing: await lockPerson(work, id) });
    const ended = await deleteOtherSessions(work, person.id, actor.sessionId);
    await work.record({ stream: `person:${id}`, fact: 'session.all-ended', data: { personId: id, ended } });
  });
  return { done: true as const };
}
