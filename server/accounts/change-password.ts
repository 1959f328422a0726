import type { changePassword as operation } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Caller, WithSession } from '../shared/http/answer.ts';
import type { PersonActor } from '../shared/policy.ts';
import { refuseBadPassword, refuseFormerPassword, replacePassword } from './choose-password.ts';
import { openSession } from './open-session.ts';
import { hashPassword } from './passwords.ts';
import { provePassword } from './prove-password.ts';
import { credentialsById, lockPerson } from './rows.ts';

/**
 * Changes the own password, given the present one. Every session ends; this one goes on under a new token.
 * Wrong present passwords count and pause like those of a sign-in.
 */
export async function changePassword(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof operation> & { caller: Caller },
) {
  const { caller, current, password } = given;
  const person = await credentialsById(house.store.read, actor.id);
  if (!person) throw new Fault('session.required');
  await provePassword(house, person, { password: current, address: caller.address });
  await refuseBadPassword(house, password, { bearer: person });
  await refuseFormerPassword(house, password, person.id);
  const hash = await hashPassword(password);
  const session = await house.store.change(actor, async (work) => {
    const present = await lockPerson(work, person.id);
    if (present?.authEpoch !== person.authEpoch) throw new Fault('session.required');
    const authEpoch = await replacePassword(work, present, { hash, state: present.state, linkId: null });
    await work.record({ stream: `person:${person.id}`, fact: 'password.changed', data: { personId: person.id } });
    return openSession(work, { id: person.id, authEpoch, awaitsSecondStep: false }, caller);
  });
  return new WithSession({ done: true as const }, session);
}
