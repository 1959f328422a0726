/**
 * Slowing down who guesses (S25). Wrong passwords count by address of the account together with the caller's network,
 * so that a stranger cannot lock an owner out, and by account over all networks; a network the person signs in from is
 * exempt from the latter. Addresses without an account are counted and paused alike, so that a pause tells nothing.
 */
import { readInstitutionRow } from '../institution/index.ts';
import { HOUR, later, MINUTE } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { count, forget, type Limit, secondsUntil, spend, standing } from '../shared/limits.ts';
import { system } from '../shared/policy.ts';
import { isKnownNetwork } from './network-rows.ts';
import { policyInForce } from './password-policy-rows.ts';
import type { Person } from './rows.ts';
import { networkOf } from './rules.ts';
import { deletePauses, insertPause, pauseOf } from './session-rows.ts';

const PAUSE = 15 * MINUTE;
const WRONG_HERE: Limit = { name: 'sign-in-here', points: 5, windowMs: PAUSE };
const WRONG_ANYWHERE: Limit = { name: 'sign-in-anywhere', points: 50, windowMs: PAUSE };
const WRONG_FROM: Limit = { name: 'sign-in-from', points: 30, windowMs: PAUSE };
const GUESSED_LINKS: Limit = { name: 'link-guess', points: 10, windowMs: PAUSE };
const LETTERS_TO: Limit = { name: 'letters-to', points: 3, windowMs: HOUR };
const LETTERS_FROM: Limit = { name: 'letters-from', points: 20, windowMs: HOUR };
const ACCOUNTS_FROM: Limit = { name: 'accounts-from', points: 60, windowMs: HOUR };
const EMAIL_CHANGES: Limit = { name: 'email-changes', points: 5, windowMs: HOUR };
const CODES_HERE: Limit = { name: 'code-here', points: 10, windowMs: PAUSE };
/** Each costs a signature to be verified; a whole office may stand behind one address. */
const PASSKEYS_FROM: Limit = { name: 'passkeys-from', points: 300, windowMs: PAUSE };
const CODES_FROM: Limit = { name: 'code-from', points: 20, windowMs: PAUSE };

/** Of passwords, as the institution has them; the figures above are those it begins with. */
async function limitsNow(house: House) {
  const policy = await policyInForce(house.store.read);
  const windowMs = policy.pauseMinutes * MINUTE;
  return {
    pause: windowMs,
    here: { ...WRONG_HERE, points: policy.wrongHere, windowMs },
    anywhere: { ...WRONG_ANYWHERE, points: policy.wrongAnywhere, windowMs },
    from: { ...WRONG_FROM, points: policy.wrongFrom, windowMs },
  };
}
type Limits = Awaited<ReturnType<typeof limitsNow>>;

const EVERYWHERE = '';

/** Somebody trying a password: whose account, from where. */
export type Attempt = { readonly email: string; readonly address: string };

const here = (attempt: Attempt): string => `${attempt.email} ${networkOf(attempt.address)}`;

async function paused(house: House, until: Date): Promise<Fault> {
  const seconds = secondsUntil(house.clock.now(), until);
  const { deskPhone } = await readInstitutionRow(house.store.read);
  const values = { minutes: Math.ceil(seconds / 60), phone: deskPhone === '' ? 'none' : deskPhone };
  return new Fault('sign-in.paused', values, { retryAfter: seconds });
}

const tooMany = (now: Date, until: Date): Fault => {
  const seconds = secondsUntil(now, until);
  return new Fault('rate.exceeded', { minutes: Math.ceil(seconds / 60) }, { retryAfter: seconds });
};

async function refuseSpent(house: House, limit: Limit, whom: string): Promise<void> {
  const now = house.clock.now();
  const window = await standing(house.store, limit, { whom, now });
  if (window.points >= limit.points) throw tooMany(now, window.endsAt);
}

/** A try under way: how many before it, and whether all networks count. */
export type Try = { readonly attempt: Attempt; readonly hereCount: number; readonly anywhereCount: number } & {
  readonly limits: Limits;
};

/**
 * To be asked before a password is compared. Counts the try at once, so that a hundred at the same time are not
 * a hundred guesses; `sign-in.paused` or `rate.exceeded` when there were too many.
 */
export async function beginTry(house: House, attempt: Attempt): Promise<Try> {
  const network = networkOf(attempt.address);
  const known = await isKnownNetwork(house.store.read, attempt.email, network);
  const until = await pauseOf(house.store.read, attempt.email, {
    networks: known ? [network] : [network, EVERYWHERE],
    now: house.clock.now(),
  });
  if (until !== null) throw await paused(house, until);
  const limits = await limitsNow(house);
  await refuseSpent(house, limits.from, attempt.address);
  const inNetwork = await count(house.store, limits.here, here(attempt));
  if (inNetwork.points > limits.here.points) throw await paused(house, inNetwork.endsAt);
  const anywhere = known ? null : await count(house.store, limits.anywhere, attempt.email);
  if (anywhere !== null && anywhere.points > limits.anywhere.points) throw await paused(house, anywhere.endsAt);
  return { attempt, hereCount: inNetwork.points, anywhereCount: anywhere?.points ?? 0, limits };
}

/** The password was right: earlier slips are forgotten. */
export async function endTry(house: House, { attempt }: Try): Promise<void> {
  await forget(house.store, WRONG_HERE, here(attempt));
  await forget(house.store, WRONG_ANYWHERE, attempt.email);
}

/** The password was wrong: `refusal` to answer with, or the pause that begins now. */
export async function failTry(
  house: House,
  tried: Try,
  given: { person: Person | undefined; refusal: Fault },
): Promise<Fault> {
  const { attempt, limits } = tried;
  await count(house.store, limits.from, attempt.address);
  const everywhere = tried.anywhereCount >= limits.anywhere.points;
  if (!everywhere && tried.hereCount < limits.here.points) return given.refusal;
  const network = everywhere ? EVERYWHERE : networkOf(attempt.address);
  const until = later(house.clock.now(), limits.pause);
  await beginPause(house, attempt, { network, until, person: given.person });
  await forget(house.store, everywhere ? WRONG_ANYWHERE : WRONG_HERE, everywhere ? attempt.email : here(attempt));
  return paused(house, until);
}

async function beginPause(
  house: House,
  attempt: Attempt,
  pause: { network: string; until: Date; person: Person | undefined },
): Promise<void> {
  const { person, network, until } = pause;
  if (!person) {
    await house.store.aside('counter', (db) => insertPause(db, attempt.email, { network, until }));
    return;
  }
  await house.store.change(system('throttle'), async (work) => {
    await insertPause(work.db, attempt.email, { network, until });
    await work.record({
      stream: `person:${person.id}`,
      fact: 'account.paused',
      data: { personId: person.id, everywhere: network === EVERYWHERE, until: until.toISOString() },
    });
  });
}

/** Lifts every pause of an address, inside the act that gives the reason. */
export const liftPauses = deletePauses;

/** Refuses who has followed too many links that do not exist. */
export const refuseGuesser = (house: House, address: string): Promise<void> =>
  refuseSpent(house, GUESSED_LINKS, address);

/** Notes a link that does not work, and gives the refusal. */
export async function failLink(house: House, address: string): Promise<Fault> {
  await count(house.store, GUESSED_LINKS, address);
  return new Fault('token.spent');
}

/** May one more letter go to this address because somebody not signed in asked for it? Counts the asking. */
export async function mayWriteTo(house: House, asked: { email: string; address: string }): Promise<boolean> {
  const from = await count(house.store, LETTERS_FROM, asked.address);
  if (from.points > LETTERS_FROM.points) return false;
  const to = await count(house.store, LETTERS_TO, asked.email);
  return to.points <= LETTERS_TO.points;
}

/** Creating accounts costs a hash each; one address gets only so many. */
export async function countAccount(house: House, address: string): Promise<void> {
  const now = house.clock.now();
  const window = await count(house.store, ACCOUNTS_FROM, address);
  if (window.points > ACCOUNTS_FROM.points) throw tooMany(now, window.endsAt);
}

/** Each change of e-mail asked for costs letters to two addresses: so many an hour for who asks, and for who gets them. */
export async function countEmailChange(house: House, asked: { personId: string; email: string }): Promise<void> {
  const now = house.clock.now();
  await spend(house.store, EMAIL_CHANGES, { whom: asked.personId, now });
  await spend(house.store, LETTERS_TO, { whom: asked.email, now });
}

/**
 * Trying a code costs a hash each: so many a quarter of an hour from one network, fewer for one account there, whether
 * or not there is one. The tries of the code itself count from everywhere.
 */
export async function countCodeTry(house: House, tried: Attempt): Promise<void> {
  const now = house.clock.now();
  await spend(house.store, CODES_FROM, { whom: networkOf(tried.address), now });
  await spend(house.store, CODES_HERE, { whom: here(tried), now });
}

/** Nobody guesses a passkey; trying costs the desk some work, so there is an end to it. */
export const countPasskeyTry = (house: House, address: string): Promise<void> =>
  spend(house.store, PASSKEYS_FROM, { whom: address, now: house.clock.now() });
