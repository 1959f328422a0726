/** SQL of a session whose person proves once more who they are. */
import type { Reader, Work } from '../../shared/store.ts';

/** Who sits at the session proved it just now: it goes on under another token, wholly open. */
export async function renewSession(
  work: Work,
  session: { readonly id: string; readonly personId: string },
  to: { tokenHash: Buffer; expiresAt: Date },
): Promise<boolean> {
  const row = await work.db
    .updateTable('sessions')
    .set({
      token_hash: to.tokenHash,
      expires_at: to.expiresAt,
      awaits_second_step: false,
      confirmed_at: work.now,
      last_used_at: work.now,
    })
    .where('id', '=', session.id)
    .where('person_id', '=', session.personId)
    .where('expires_at', '>', work.now)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What a session is at: whether its second step is due, and until when it lives. */
export async function standingOfSession(
  db: Reader,
  id: string,
): Promise<{ awaitsSecondStep: boolean; expiresAt: Date } | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select(['awaits_second_step', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { awaitsSecondStep: row.awaits_second_step, expiresAt: row.expires_at };
}
