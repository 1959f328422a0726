/**
 * Slowing down who guesses codes (V55): whoever comes here gave the right password, so tries count by account, from
 * wherever they come. The pause is one of the account's own, which an administrator sees and lifts like any other.
 */
import { readInstitutionRow } from '../../institution/index.ts';
import { later, MINUTE } from '../../shared/clock.ts';
import { Fault } from '../../shared/fault.ts';
import type { House } from '../../shared/house.ts';
import { count, forget, type Limit, secondsUntil } from '../../shared/limits.ts';
import { system } from '../../shared/policy.ts';
import type { Person } from '../rows.ts';
import { insertPause, pauseOf } from '../session-rows.ts';

const PAUSE = 15 * MINUTE;
const WRONG_CODES: Limit = { name: 'second-step', points: 5, windowMs: PAUSE };
/** Stands where a pause of sign-in names a network: no network is written like this, and none of them is paused by it. */
const SECOND_STEP = 'second-step';

type Whose = Pick<Person, 'id' | 'email'>;

async function paused(house: House, until: Date): Promise<Fault> {
  const seconds = secondsUntil(house.clock.now(), until);
  const { deskPhone } = await readInstitutionRow(house.store.read);
  const values = { minutes: Math.ceil(seconds / 60), phone: deskPhone === '' ? 'none' : deskPhone };
  return new Fault('second-step.paused', values, { retryAfter: seconds });
}

/**
 * To be asked before a code is compared; gives how many tries this one makes. Counts it at once, so that a hundred at the
 * same time are not a hundred guesses; `second-step.paused` when there were too many.
 */
export async function beginCode(house: House, person: Whose): Promise<number> {
  const now = house.clock.now();
  const until = await pauseOf(house.store.read, person.email, { networks: [SECOND_STEP], now });
  if (until !== null) throw await paused(house, until);
  const { points, endsAt } = await count(house.store, WRONG_CODES, person.id);
  if (points > WRONG_CODES.points) throw await paused(house, endsAt);
  return points;
}

export const endCode = (house: House, person: Whose): Promise<void> => forget(house.store, WRONG_CODES, person.id);

/** The code was wrong: the refusal to answer with, or the pause that begins now. */
export async function failCode(house: House, person: Whose, tries: number): Promise<Fault> {
  if (tries < WRONG_CODES.points) return new Fault('second-step.wrong');
  const until = later(house.clock.now(), PAUSE);
  await house.store.change(system('throttle'), async (work) => {
    await insertPause(work.db, person.email, { network: SECOND_STEP, until });
    await work.record({
      stream: `person:${person.id}`,
      fact: 'second-step.paused',
      data: { personId: person.id, until: until.toISOString() },
    });
  });
  await endCode(house, person);
  return paused(house, until);
}
