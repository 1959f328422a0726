/** Closing an account: nobody gets in by it from that moment, by whatever way; and opening it again. */
import type {
  closeAccount as closeOperation,
  PersonView,
  reopenAccount as reopenOperation,
} from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId, sha256 } from '../shared/ids.ts';
import { type Actor, type Allowed, allow } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { isBlocked } from './block-rows.ts';
import { spendLinks } from './link-rows.ts';
import { type Closing, saveClosed, saveReopened } from './lock-rows.ts';
import { peoplePolicy } from './policy.ts';
import { lockAdministrators, lockPerson, type Person, personById } from './rows.ts';
import { deleteSessionsOf } from './session-rows.ts';
import { toPersonView } from './view.ts';

/** What other slices hear: open requests of the person go back to their team. */
export const ACCOUNT_CLOSED = 'account.locked';

const hashOf = (note: string): string => sha256(note).toString('hex');

/**
 * Part of an act under way, after `lockAdministrators`: sessions with their streams and downloads, links and codes are over.
 * What waits to be done in the person's name (acts held, files coming in, letters) asks for the account when its turn comes.
 */
export async function closeWithin(
  work: Work,
  person: Allowed<'lock', Person>,
  given: { administrators: readonly string[]; closing: Omit<Closing, 'id'> },
): Promise<void> {
  const { administrators, closing } = given;
  if (administrators.length === 1 && administrators[0] === person.id) throw new Fault('role.last-admin');
  const closingId = newId();
  await saveClosed(work, person, { ...closing, id: closingId });
  await deleteSessionsOf(work, person.id);
  await spendLinks(work, person.id, null);
  const { reason, note } = closing;
  await work.record({
    stream: `person:${person.id}`,
    fact: ACCOUNT_CLOSED,
    data: { personId: person.id, closingId, reason, note: hashOf(note) },
  });
}

/** Part of an act under way; `account.blocked` where its person had their data cancelled. */
export async function reopenWithin(work: Work, person: Allowed<'reopen', Person>, note: string): Promise<void> {
  if (await isBlocked(work.db, person.id)) throw new Fault('account.blocked');
  const state = await saveReopened(work, person, note);
  await work.record({
    stream: `person:${person.id}`,
    fact: 'account.opened',
    data: { personId: person.id, state, note: hashOf(note) },
  });
}

/** `account.closed` when it is already, `role.last-admin` of the only one who administers; never one's own. */
export async function closeAccount(
  house: House,
  actor: Actor,
  given: BodyOf<typeof closeOperation> & { id: string },
): Promise<PersonView> {
  const { id, reason, note } = given;
  const person = await house.store.change(actor, async (work) => {
    const administrators = await lockAdministrators(work);
    const found = await lockPerson(work, id);
    const thing = allow(peoplePolicy, 'lock', { actor, thing: found });
    if (thing.state === 'inactive') throw new Fault('account.closed');
    await closeWithin(work, thing, { administrators, closing: { reason, note } });
    return personById(work.db, id);
  });
  return toPersonView(house, actor, person);
}

/** `account.not-closed` when there is nothing to open. Whatever opened it before it was closed stays over. */
export async function reopenAccount(
  house: House,
  actor: Actor,
  given: BodyOf<typeof reopenOperation> & { id: string },
): Promise<PersonView> {
  const { id, note } = given;
  const person = await house.store.change(actor, async (work) => {
    const thing = allow(peoplePolicy, 'reopen', { actor, thing: await lockPerson(work, id) });
    if (thing.state !== 'inactive') throw new Fault('account.not-closed');
    await reopenWithin(work, thing, note);
    return personById(work.db, id);
  });
  return toPersonView(house, actor, person);
}
