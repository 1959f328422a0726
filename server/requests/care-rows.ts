/** SQL of what waits for its time (visits, reminders) and of survey links. */
import { sql } from 'kysely';
import type { Reader, Writer } from '#server/shared/store.ts';

const AT_ONCE = 500;

/** Accepted visits whose time came and whose clock still stands. */
export async function agreedVisits(db: Reader, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('state', '=', 'scheduled')
    .where('visit_accepted_at', 'is not', null)
    .where('paused_at', 'is not', null)
    .where('scheduled_at', '<=', now)
    .orderBy('scheduled_at')
    .limit(AT_ONCE)
    .execute();
  return rows.map((row) => row.id);
}

/** Questions open since before; `remindersBelow`: only those whose requester was reminded fewer times. */
export async function waitingSince(db: Reader, given: { before: Date; remindersBelow?: number }): Promise<string[]> {
  const { before, remindersBelow } = given;
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('state', '=', 'waiting_requester')
    .where('paused_at', '<', before)
    .$if(remindersBelow !== undefined, (query) => query.where('reminders', '<', remindersBelow ?? 0))
    .orderBy('paused_at')
    .limit(AT_ONCE)
    .execute();
  return rows.map((row) => row.id);
}

/** The message that set the request waiting; undefined when it never was. */
export async function lastQuestion(db: Reader, requestId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('history')
    .select(sql<string | null>`data->>'messageId'`.as('id'))
    .where('stream', '=', `request:${requestId}`)
    .where('fact', '=', 'request.asked')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? undefined;
}

export type SurveyLink = { readonly requestId: string; readonly personId: string };

export async function insertSurveyLink(
  db: Writer,
  link: SurveyLink & { tokenHash: Buffer; madeAt: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('satisfaction_links')
    .values({
      token_hash: link.tokenHash,
      request_id: link.requestId,
      person_id: link.personId,
      made_at: link.madeAt,
      expires_at: link.expiresAt,
    })
    .execute();
}

/** The link, if it would work now. Within a change with `lock`, nobody else can use it meanwhile. */
export async function liveSurveyLink(
  db: Reader,
  tokenHash: Buffer,
  at: { now: Date; lock?: true },
): Promise<SurveyLink | undefined> {
  const query = db
    .selectFrom('satisfaction_links')
    .select(['request_id', 'person_id'])
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at.now);
  const row = await (at.lock ? query.forUpdate() : query).executeTakeFirst();
  return row && { requestId: row.request_id, personId: row.person_id };
}

export async function spendSurveyLink(db: Writer, tokenHash: Buffer, now: Date): Promise<void> {
  await db.updateTable('satisfaction_links').set({ used_at: now }).where('token_hash', '=', tokenHash).execute();
}

export async function forgetSurveyLinks(db: Writer, before: Date): Promise<void> {
  await db.deleteFrom('satisfaction_links').where('expires_at', '<', before).execute();
}
