/** Everything a person can prove at once, for what they put their name to. */
import { Fault } from '../../shared/fault.ts';
import type { House } from '../../shared/house.ts';
import type { PersonActor } from '../../shared/policy.ts';
import type { Work } from '../../shared/store.ts';
import { provePassword } from '../prove-password.ts';
import { credentialsById } from '../rows.ts';
import { withCode } from './prove-code.ts';

export type Proven = readonly ('password' | 'second-factor')[];

/**
 * Does `act` once who is signed in gave their password and, where they have a second factor, a code of it; `prove`, called
 * within the act's change, uses the code up and gives what was proven. `password.current-wrong`, `sign-in.paused`, `second-step.wrong`, `second-step.paused`.
 */
export async function withBothProofs<Result>(
  house: House,
  asked: {
    readonly actor: PersonActor;
    readonly password: string;
    readonly code: string | null;
    readonly address: string;
    /** What to refuse with where a code is due and there is none: nothing was compared by then. */
    readonly missing: () => Fault;
  },
  act: (prove: (work: Work) => Promise<Proven>) => Promise<Result>,
): Promise<Result> {
  const { actor, code } = asked;
  const person = await credentialsById(house.store.read, actor.id);
  if (!person) throw new Fault('session.required');
  if (person.hasSecondFactor && code === null) throw asked.missing();
  await provePassword(house, person, asked);
  if (!person.hasSecondFactor || code === null) return act(async () => ['password']);
  return withCode(house, { person, code }, (spend) =>
    act(async (work) => {
      await spend(work);
      return ['password', 'second-factor'];
    }),
  );
}
