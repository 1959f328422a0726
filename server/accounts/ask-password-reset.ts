import { setTimeout } from 'node:timers/promises';
import { entriesOf } from '../shared/history.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { anonymous } from '../shared/policy.ts';
import { credentialsByEmail } from './rows.ts';
import { mayWriteTo } from './throttle.ts';

/** What an administrator does that opens an account to its first password. */
const INVITED: readonly string[] = ['account.invited', 'account.opened', 'account.link-given'];
const LINK_REVOKED = 'account.link-revoked';

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
  if (person.state === 'invited' && (await isTakenBack(house, person.id))) return;
  // Who never activated the account needs that link again, not another.
  const fact = person.state === 'active' ? 'password.reset-asked' : 'account.invited';
  await house.store.change(anonymous, async (work) => {
    await work.record({ stream: `person:${person.id}`, fact, data: { personId: person.id } });
  });
}

/** Their invitation was revoked and not sent again: who has the mailbox cannot undo that (B9). */
async function isTakenBack(house: House, personId: string): Promise<boolean> {
  const entries = await entriesOf(house.store.read, `person:${personId}`);
  const last = entries.findLast(({ fact }) => INVITED.includes(fact) || fact === LINK_REVOKED);
  return last?.fact === LINK_REVOKED;
}
