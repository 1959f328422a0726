/**
 * Passwords in tests: the program asks Node for argon2id at the desk's cost, and keeps that cost beside what it gets. Here
 * Node answers at the least cost there is: at the real one a sign-in takes a core 45 ms, thousands of times in a run.
 * The program knows nothing of it, for no desk shall have a door by which passwords could be kept cheaply. Whatever tries the
 * cost itself, or how long an answer takes, calls `hashAsDesksDo`; so do the programs that journeys start with `serve`.
 */
import crypto, { type Argon2Parameters } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/** Kept where a second reading of this file finds it, by when Node's own is no longer Node's own. */
const KEPT = Symbol.for('mesa.tests.argon2');
const kept = globalThis as { [KEPT]?: typeof crypto.argon2 };
kept[KEPT] ??= crypto.argon2;
const real = kept[KEPT];

/** From this memory on, in KiB, a cost is a desk's; what a test has made at less stays what it is. */
const DESKS = 19_456;

/** Of the same password, salt and cost the same key, as from the real one; of any other another. */
const quick: typeof crypto.argon2 = (algorithm, asked, done) => {
  const { memory, passes, parallelism } = asked;
  const cost = Buffer.from(`${memory},${passes}`);
  const least: Argon2Parameters = { ...asked, memory: 8 * parallelism, passes: 1, associatedData: cost };
  real(algorithm, memory < DESKS ? asked : least, done);
};

const answerWith = (argon2: typeof crypto.argon2): void => {
  Object.assign(crypto, { argon2 });
  syncBuiltinESMExports();
};

/** What one of them keeps the other does not open. */
export const hashing = (): 'quick' | 'real' => (crypto.argon2 === real ? 'real' : 'quick');

export const hashQuickly = (): void => answerWith(quick);

/** Until the next file of tests begins. */
export const hashAsDesksDo = (): void => answerWith(real);
