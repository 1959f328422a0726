import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { PersonActor } from '../shared/policy.ts';
import { matchesPassword } from './passwords.ts';
import { type Credentials, credentialsById } from './rows.ts';
import { beginTry, endTry, failTry } from './throttle.ts';

/**
 * Asks who is signed in for their password once more: an open session alone must not be enough to take the account.
 * `password.current-wrong`; wrong ones count and pause like those of a sign-in.
 */
export async function provePassword(
  house: House,
  person: Credentials,
  given: { password: string; address: string },
): Promise<void> {
  const tried = await beginTry(house, { email: person.email, address: given.address });
  if (!(await matchesPassword(person.passwordHash, given.password)))
    throw await failTry(house, tried, { person, refusal: new Fault('password.current-wrong') });
  await endTry(house, tried);
}

/** The same, of who acts. */
export async function proveOwnPassword(
  house: House,
  actor: PersonActor,
  given: { password: string; address: string },
): Promise<void> {
  const person = await credentialsById(house.store.read, actor.id);
  if (!person) throw new Fault('session.required');
  await provePassword(house, person, given);
}
