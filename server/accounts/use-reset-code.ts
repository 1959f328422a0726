import { setTimeout } from 'node:timers/promises';
import type { useResetCode as operation } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { refuseBadPassword, refuseFormerPassword, replacePassword } from './choose-password.ts';
import { giveTryBack, spendCode, type TriedCode, takeTry } from './code-rows.ts';
import { actorOf } from './open-session.ts';
import { hashPassword, matchesPassword } from './passwords.ts';
import { lockPerson, type Person, personById } from './rows.ts';
import { countCodeTry } from './throttle.ts';

/** A refusal leaves no sooner than this, milliseconds, so that the work for a live code does not show. */
const AT_LEAST = 150;

/**
 * Chooses a password with a code read out by the desk. `reset-code.wrong`: the same words and the same work for an
 * unknown address, one without a code and a wrong code. The password is looked at only after the code was right, so that
 * its refusals tell nothing; they cost no try.
 */
export async function setPasswordByCode(house: House, given: BodyOf<typeof operation> & { caller: Caller }) {
  const { email, code, password, caller } = given;
  await countCodeTry(house, { email, address: caller.address });
  const [tried] = await Promise.all([match(house, { email, code }), setTimeout(AT_LEAST)]);
  const bearer = tried && (await personById(house.store.read, tried.personId));
  if (!bearer) {
    house.log.warn({ requestCode: caller.requestCode, address: caller.address }, 'reset code refused');
    throw new Fault('reset-code.wrong');
  }
  await house.store.aside('counter', (db) => giveTryBack(db, tried.id));
  await refuseBadPassword(house, password, { bearer });
  await refuseFormerPassword(house, password, bearer.id);
  await replace(house, { tried, owner: bearer, hash: await hashPassword(password) });
  return { done: true as const };
}

/** The code of this address, if it is the one typed. */
async function match(house: House, given: { email: string; code: string }): Promise<TriedCode | undefined> {
  const tried = await house.store.aside('counter', (db, now) => takeTry(db, given.email, now));
  const isRight = await matchesPassword(tried?.hash ?? null, given.code);
  return isRight ? tried : undefined;
}

async function replace(house: House, given: { tried: TriedCode; owner: Person; hash: string }): Promise<void> {
  const { tried, owner, hash } = given;
  await house.store.change(actorOf(owner), async (work) => {
    const person = await lockPerson(work, owner.id);
    if (person?.authEpoch !== tried.authEpoch || !(await spendCode(work, tried.id)))
      throw new Fault('reset-code.wrong');
    await replacePassword(work, person, { hash, state: person.state, linkId: null });
    await work.record({
      stream: `person:${person.id}`,
      fact: 'password.changed',
      data: { personId: person.id, codeId: tried.id },
    });
  });
}
