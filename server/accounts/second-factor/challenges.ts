/**
 * Challenges an authenticator signs: random, of one session and one use, for five minutes. Kept as windows that begin when
 * a challenge is given and count how often it came back, so that every node knows of it and the same sweep takes it away.
 */
import { MINUTE } from '../../shared/clock.ts';
import type { House } from '../../shared/house.ts';
import { newSecret } from '../../shared/ids.ts';
import { count, type Limit, standing } from '../../shared/limits.ts';

/** One for giving it, one for its answer. */
const GIVEN: Limit = { name: 'passkey-challenge', points: 2, windowMs: 5 * MINUTE };

export const CHALLENGE_LIFE = GIVEN.windowMs;

/** What it is good for. One given to add a passkey proves nobody, and the other way round. */
export type Bound = { readonly use: 'add' | 'prove'; readonly sessionId: string };

const whomOf = ({ use, sessionId }: Bound, challenge: string): string => `${use} ${sessionId} ${challenge}`;

/** 256 random bits, base64url. */
export async function newChallenge(house: House, bound: Bound): Promise<string> {
  const challenge = newSecret();
  await count(house.store, GIVEN, whomOf(bound, challenge));
  return challenge;
}

/** Uses it up, whatever comes of the answer; false when it was never given for this, was used, or its time is over. */
export async function spendChallenge(house: House, bound: Bound, challenge: string): Promise<boolean> {
  const whom = whomOf(bound, challenge);
  const given = await standing(house.store, GIVEN, { whom, now: house.clock.now() });
  if (given.points === 0) return false;
  return (await count(house.store, GIVEN, whom)).points === GIVEN.points;
}
