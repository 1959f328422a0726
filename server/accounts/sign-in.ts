import type { signIn as operation } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Caller, WithSession } from '../shared/http/answer.ts';
import { actorOf, openSession } from './open-session.ts';
import { hashPassword, isOutdated, matchesPassword } from './passwords.ts';
import { type Credentials, credentialsByEmail, lockPerson, renewHash } from './rows.ts';
import { isSuspended } from './rules.ts';
import { beginTry, endTry, failTry } from './throttle.ts';

/**
 * Opens a session, or `sign-in.mismatch`: the same words and the same time for a wrong password, an unknown address and
 * an account that is not active. Whoever's agency let its roll of staff lapse is told so once the password was right
 * (`sign-in.unconfirmed`). After too many, `sign-in.paused`. Where a directory answers for the address it is asked
 * first; while it cannot be, whoever is not linked to it still enters, and all others are told so alike.
 */
export async function signIn(house: House, given: BodyOf<typeof operation> & { caller: Caller }) {
  const { email, password, caller } = given;
  const tried = await beginTry(house, { email, address: caller.address });
  const found = await credentialsByEmail(house.store.read, email);
  const vouched = await house.vouch(house, { email, password, caller, personId: found?.id ?? null });
  if (vouched.session !== null) {
    await endTry(house, tried);
    return new WithSession({ done: true as const }, vouched.session);
  }
  const hash = found?.state === 'active' && vouched.ownPassword ? found.passwordHash : null;
  if (!(await matchesPassword(hash, password)) || !found || hash === null) {
    house.log.warn({ requestCode: caller.requestCode, address: caller.address }, 'sign-in refused');
    const refusal = new Fault(vouched.silent ? 'directory.unreachable' : 'sign-in.mismatch');
    throw await failTry(house, tried, { person: found, refusal });
  }
  // The password was right, whatever keeps them out.
  await endTry(house, tried);
  const session = await enter(house, { person: found, caller });
  if (isOutdated(hash)) await renew(house, { person: found, from: hash, password });
  return new WithSession({ done: true as const }, session);
}

/** What was true when the password was compared must still be when the session opens. */
async function enter(house: House, given: { person: Credentials; caller: Caller }) {
  const { person, caller } = given;
  return house.store.change(actorOf(person), async (work) => {
    const present = await lockPerson(work, person.id);
    if (present?.state !== 'active' || present.authEpoch !== person.authEpoch) throw new Fault('sign-in.mismatch');
    if (isSuspended(present)) throw new Fault('sign-in.unconfirmed');
    return openSession(work, { ...present, awaitsSecondStep: present.hasSecondFactor }, caller);
  });
}

async function renew(house: House, given: { person: Credentials; from: string; password: string }): Promise<void> {
  const to = await hashPassword(given.password);
  await house.store.aside('session', (db) => renewHash(db, given.person.id, { from: given.from, to }));
}
