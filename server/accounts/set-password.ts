import type { setPassword as operation } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { sha256 } from '../shared/ids.ts';
import { refuseBadPassword, refuseFormerPassword, replacePassword } from './choose-password.ts';
import { liveLink } from './link-rows.ts';
import { actorOf } from './open-session.ts';
import { hashPassword } from './passwords.ts';
import { lockPerson, personById } from './rows.ts';
import { failLink, refuseGuesser } from './throttle.ts';

/** Chooses a password with a one-time link; an invited person becomes active. Every session of the person ends. */
export async function setPassword(house: House, given: BodyOf<typeof operation> & { caller: Caller }) {
  const { caller, password } = given;
  await refuseGuesser(house, caller.address);
  const now = house.clock.now();
  const tokenHash = sha256(given.token);
  const found = await liveLink(house.store.read, tokenHash, { now });
  const bearer = found && (await personById(house.store.read, found.personId));
  if (!bearer) throw await failLink(house, caller.address);
  await refuseBadPassword(house, password, { bearer });
  await refuseFormerPassword(house, password, bearer.id);
  const hash = await hashPassword(password);
  await house.store.change(actorOf(bearer), async (work) => {
    const link = await liveLink(work.db, tokenHash, { now, lock: true });
    const person = link && (await lockPerson(work, link.personId));
    if (!person) throw new Fault('token.spent');
    await replacePassword(work, person, { hash, state: 'active', linkId: link.id });
    const fact = person.state === 'invited' ? 'account.activated' : 'password.changed';
    await work.record({ stream: `person:${person.id}`, fact, data: { personId: person.id } });
  });
  return { done: true as const };
}
