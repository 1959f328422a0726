/**
 * Challenges an authenticator signs: random, of one session and one use, for five minutes. Kept as windows that begin when
 * a challenge is given and count how often it came back, so that every node knows of it and the same sweep takes it away.
 * Those given at the door, to anybody who asks, are kept only once they come back: the desk knows them by its own seal.
 */
import { createHmac } from 'node:crypto';
import { MINUTE } from '../../shared/clock.ts';
import type { House } from '../../shared/house.ts';
import { newSecret, sameBytes } from '../../shared/ids.ts';
import { count, type Limit, standing } from '../../shared/limits.ts';
import { keyFor } from './sealed.ts';

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

const AT_DOOR: Limit = { name: 'passkey-entry', points: 1, windowMs: 5 * MINUTE };
const RANDOM = 32;
const TIME = 8;

const sealOf = (house: House, said: Uint8Array): Buffer =>
  createHmac('sha256', keyFor(house.secrets, 'challenge')).update(said).digest();

/** `random ‖ until when, in milliseconds ‖ seal`, base64url: nothing is written for who only asks. */
export function challengeAtDoor(house: House): string {
  const until = Buffer.alloc(TIME);
  until.writeBigUInt64BE(BigInt(house.clock.now().getTime() + CHALLENGE_LIFE));
  const said = Buffer.concat([Buffer.from(newSecret(), 'base64url'), until]);
  return Buffer.concat([said, sealOf(house, said)]).toString('base64url');
}

/** As `spendChallenge`, of one given at the door. */
export async function spendAtDoor(house: House, challenge: string): Promise<boolean> {
  const bytes = Buffer.from(challenge, 'base64url');
  const said = bytes.subarray(0, RANDOM + TIME);
  if (said.length < RANDOM + TIME || !sameBytes(bytes.subarray(RANDOM + TIME), sealOf(house, said))) return false;
  if (said.readBigUInt64BE(RANDOM) < BigInt(house.clock.now().getTime())) return false;
  return (await count(house.store, AT_DOOR, challenge)).points === AT_DOOR.points;
}
