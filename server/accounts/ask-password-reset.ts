import { setTimeout } from 'node:timers/promises';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { anonymous } from '../shared/policy.ts';
import { credentialsByEmail } from './rows.ts';
import { mayWriteTo } from './throttle.ts';

/** The answer leaves no sooner than this, milliseconds, so that the work for a known address does not show. */
const AT_LEAST = 80;

/** Asks for a link to choose a password. The answer is the same whether or not anybody has that address. */
export async function askPasswordReset(house: House, given: { email: string; caller: Caller }) {
  await Promise.all([ask(house, given), setTimeout(AT_LEAST)]);
  return { done: true as const };
}

async function ask(house: House, given: { email: string; caller: Caller }): Promise<void> {
  if (!(await mayWriteTo(house, { email: given.email, address: given.caller.address }))) return;
  const person = await credentialsByEmail(house.store.read, given.email);
  if (person?.state !== 'active' && person?.state !== 'invited') return;
  // Who never activated the account needs that link again, not another.
  const fact = person.state === 'active' ? 'password.reset-asked' : 'account.invited';
  await house.store.change(anonymous, async (work) => {
    await work.record({ stream: `person:${person.id}`, fact, data: { personId: person.id } });
  });
}
