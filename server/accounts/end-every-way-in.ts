import { sql } from 'kysely';
import type { Work } from '../shared/store.ts';

/**
 * Nobody is signed in any more and no link or code already handed out opens an account: they carry the epoch of before. Whoever asks
 * records why.
 */
export async function endEveryWayIn(work: Work): Promise<void> {
  await work.db.deleteFrom('sessions').execute();
  await work.db.updateTable('people').set({ auth_epoch: sql<number>`auth_epoch + 1` }).execute();
  await work.db
    .updateTable('registrations')
    .set({ expires_at: work.now })
    .where('token_hash', 'is not', null)
    .where('used_at', 'is', null)
    .execute();
}
