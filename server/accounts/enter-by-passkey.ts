/** Signing in by a passkey alone: what the device has, and that its person was verified at it, are both factors. */
import type { Asserted } from '#contract/accounts.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Caller, WithSession } from '../shared/http/answer.ts';
import { actorOf, openSession } from './open-session.ts';
import { lockPerson, personById } from './rows.ts';
import { isSuspended } from './rules.ts';
import { whoAsserts } from './second-factor/passkeys.ts';
import { countPasskeyTry } from './throttle.ts';

/**
 * Opens a session that stands under all that one by a password does: the password that expired, the responsibilities. Nobody
 * guesses a passkey, so a pause for wrong passwords keeps nobody out of it. `sign-in.directory` of whom a directory must vouch
 * for, `sign-in.unconfirmed` of who was suspended; all else is `passkey.refused`, an account that ended too.
 */
export async function enterByPasskey(house: House, given: { asserted: Asserted; caller: Caller }) {
  const { asserted, caller } = given;
  await countPasskeyTry(house, caller.address);
  const { personId, note } = await whoAsserts(house, asserted);
  const person = await personById(house.store.read, personId);
  if (!person) throw new Fault('passkey.refused');
  if (!(await house.entersByDesk(house.store.read, personId))) throw new Fault('sign-in.directory');
  const session = await house.store.change(actorOf(person), async (work) => {
    const present = await lockPerson(work, personId);
    if (present?.state !== 'active') throw new Fault('passkey.refused');
    if (isSuspended(present)) throw new Fault('sign-in.unconfirmed');
    await note(work);
    return openSession(
      work,
      { id: present.id, authEpoch: present.authEpoch, awaitsSecondStep: false, by: 'passkey' },
      caller,
    );
  });
  return new WithSession({ done: true as const }, session);
}
