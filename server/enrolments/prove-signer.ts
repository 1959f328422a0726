import { proveOwnPassword } from '../accounts/index.ts';
import type { House } from '../shared/house.ts';
import type { PersonActor } from '../shared/policy.ts';
import type { Proof } from './signature-rows.ts';

/**
 * That who signs on screen is who is signed in: their password once more. `password.current-wrong`, `sign-in.paused`.
 * Gives what was proven, as the signature keeps it.
 */
export async function proveSigner(
  house: House,
  actor: PersonActor,
  given: { password: string; address: string },
): Promise<readonly Proof[]> {
  await proveOwnPassword(house, actor, given);
  return ['password'];
}
