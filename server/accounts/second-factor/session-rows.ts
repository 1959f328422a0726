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

export type Standing = {
  readonly awaitsSecondStep: boolean;
  readonly expiresAt: Date;
  /** A directory let them in, so the desk's own password has no say. */
  readonly vouched: boolean;
  /** It said that they proved more than a password. */
  readonly strong: boolean;
};

/** What a session is at: whether its second step is due, until when it lives, and who let its person in. */
export async function standingOfSession(db: Reader, id: string): Promise<Standing | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select(['awaits_second_step', 'expires_at', 'directory_id', 'directory_strong'])
    .where('id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      awaitsSecondStep: row.awaits_second_step,
      expiresAt: row.expires_at,
      vouched: row.directory_id !== null,
      strong: row.directory_strong,
    }
  );
}
