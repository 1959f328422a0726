/** SQL of closing an account and opening it again, and of who did so and why. */
import { sql } from 'kysely';
import type { Allowed } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import type { AccountState, Person } from './rows.ts';

export type Closing = {
  readonly id: string;
  /** One of the contract's, or `terminal`. */
  readonly reason: string;
  readonly note: string;
};

const actorId = (work: Work): string | null => (work.actor.kind === 'person' ? work.actor.id : null);

/** With a new epoch: sessions, links and codes of before are over. Somebody decided of this person: silence has no say any more. */
const saveState = (work: Work, personId: string, state: AccountState) =>
  work.db
    .updateTable('people')
    .set({ state, unconfirmed_since: null, auth_epoch: sql<number>`auth_epoch + 1`, version: sql<number>`version + 1` })
    .where('id', '=', personId)
    .execute();

export async function saveClosed(work: Work, person: Allowed<'lock', Person>, closing: Closing): Promise<void> {
  await saveState(work, person.id, 'inactive');
  await work.db
    .insertInto('account_closings')
    .values({
      ...{ ...closing, person_id: person.id, closed_at: work.now, closed_by: actorId(work) },
      state_before: person.state === 'inactive' ? null : person.state,
    })
    .execute();
}

/**
 * The account is again what it was: who came in by a directory alone still does. Where that was
 * not kept, whoever never chose a password is invited. Gives the state.
 */
export async function saveReopened(work: Work, person: Allowed<'reopen', Person>, note: string): Promise<AccountState> {
  const closing = await work.db
    .selectFrom('account_closings')
    .select('state_before')
    .where('person_id', '=', person.id)
    .where('opened_at', 'is', null)
    .orderBy('closed_at', 'desc')
    .executeTakeFirst();
  const before = (closing?.state_before ?? null) as AccountState | null;
  const state = before ?? (person.passwordChangedAt === null ? 'invited' : 'active');
  await saveState(work, person.id, state);
  await work.db
    .updateTable('account_closings')
    .set({ opened_at: work.now, opened_by: actorId(work), opened_note: note })
    .where('person_id', '=', person.id)
    .where('opened_at', 'is', null)
    .execute();
  return state;
}
