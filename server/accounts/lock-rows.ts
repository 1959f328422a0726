/** SQL of closing an account and opening it again. */
import { sql } from 'kysely';
import type { Allowed } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import type { Person } from './rows.ts';

/** With a new epoch: sessions, links and codes of before are over. */
export async function saveLocked(work: Work, person: Allowed<'lock', Person>, locked: boolean): Promise<void> {
  await work.db
    .updateTable('people')
    .set({
      state: locked ? 'inactive' : 'active',
      auth_epoch: sql<number>`auth_epoch + 1`,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', person.id)
    .execute();
}
