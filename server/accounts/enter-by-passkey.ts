/** Signing in by a passkey alone: what the device has, and that its person was verified at it, are both factors. */
import type { Asserted } from '#contract/accounts.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Caller, WithSession } from '../shared/http/answer.ts';
import type { Work } from '../shared/store.ts';
import { actorOf, openSession } from './open-session.ts';
import { lockPerson, personById } from './rows.ts';
import { isSuspended } from './rules.ts';
import { whoAsserts } from './second-factor/passkeys.ts';
import { notePlace } from './sign-in-place-rows.ts';
import { countPasskeyTry } from './throttle.ts';

/**
 * Opens a session that stands under all that one by a password does: the password that expired, the responsibilities. Nobody
 * guesses a passkey, so a pause for wrong passwords keeps nobody out of it. `sign-in.directory` of whom a directory must vouch
 * for, `sign-in.unconfirmed` of who was suspended; all else is `passkey.refused`, an account that ended too. Whoever was known
 * and not let in has it in their history.
 */
export async function enterByPasskey(house: House, given: { asserted: Asserted; caller: Caller }) {
  const { asserted, caller } = given;
  await countPasskeyTry(house, caller.address);
  const { personId, note } = await whoAsserts(house, asserted);
  const person = await personById(house.store.read, personId);
  if (!person) throw new Fault('passkey.refused');
  const session = await house.store.change(actorOf(person), async (work) => {
    const present = await lockPerson(work, personId);
    if (present?.state !== 'active') return refuse(work, { personId, caller, state: present?.state ?? 'gone' });
    if (isSuspended(present)) return refuse(work, { personId, caller, state: 'unconfirmed' });
    if (!(await house.entersByDesk(work.db, personId))) return refuse(work, { personId, caller, state: 'directory' });
    await note(work);
    const { id, authEpoch } = present;
    return openSession(work, { id, authEpoch, awaitsSecondStep: false, by: 'passkey' }, caller);
  });
  if (session instanceof Fault) throw session;
  return new WithSession({ done: true as const }, session);
}

/** Told after the act, which keeps that it was tried (V37). */
async function refuse(work: Work, tried: { personId: string; caller: Caller; state: string }): Promise<Fault> {
  const { personId, caller, state } = tried;
  const data = { personId, by: 'passkey', state, placeId: await notePlace(work, personId, caller) };
  await work.record({ stream: `person:${personId}`, fact: 'session.refused', data });
  if (state === 'unconfirmed') return new Fault('sign-in.unconfirmed');
  return new Fault(state === 'directory' ? 'sign-in.directory' : 'passkey.refused');
}
