/** An account whose person had their data cancelled: blocked at once, and after the institution's term nobody's any more. */
import { Fault } from '../shared/fault.ts';
import type { Forgotten } from '../shared/forgetting.ts';
import { allow } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { forgetPerson, markBlocked, nextNumber } from './block-rows.ts';
import { closeWithin } from './close-account.ts';
import { peoplePolicy } from './policy.ts';
import { lockAdministrators, lockPerson } from './rows.ts';

/** `{ personId, number }`: whatever another slice keeps of the person's names goes by it. */
export const ACCOUNT_ANONYMISED = 'account.anonymised';

const ONES_OWN = 'requester';

/**
 * Part of an act under way: nobody gets in by it, and it is not opened again. `data-right.roles-held` while the person holds an office:
 * that ends by its own form first, which says who takes over.
 */
export async function blockAccount(work: Work, personId: string, note: string): Promise<void> {
  const administrators = await lockAdministrators(work);
  const found = await lockPerson(work, personId);
  if (found === undefined) throw new Fault('not-found');
  if (found.roles.some((role) => role !== ONES_OWN)) throw new Fault('data-right.roles-held');
  if (found.state !== 'inactive') {
    const person = allow(peoplePolicy, 'lock', { actor: work.actor, thing: found });
    await closeWithin(work, person, { administrators, closing: { reason: 'other', note } });
  }
  await markBlocked(work, personId);
  await work.record({ stream: `person:${personId}`, fact: 'account.blocked', data: { personId } });
}

/**
 * Part of an act under way. What the account says of its person is replaced, and whatever opened it deleted; its id, and all that names it
 * by its id, stays. Gives whose it was, for what other slices keep; null when it is not blocked: somebody who came back gave their data anew.
 */
export async function anonymiseAccount(work: Work, personId: string): Promise<Forgotten | null> {
  await lockAdministrators(work);
  const number = await nextNumber(work);
  const forgotten = await forgetPerson(work, personId, number);
  if (forgotten === null) return null;
  await work.record({ stream: `person:${personId}`, fact: ACCOUNT_ANONYMISED, data: { personId, number } });
  return forgotten;
}
