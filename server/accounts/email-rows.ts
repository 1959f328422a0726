/** SQL of e-mails asked for by their persons. Only hashes of tokens are kept. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { DB } from '#database/tables.ts';
import { DAY, later } from '../shared/clock.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type EmailChange = {
  readonly id: string;
  readonly personId: string;
  readonly email: string;
  readonly formerEmail: string;
  /** The address had an account already when it was asked: no link may be made. */
  readonly known: boolean;
  readonly expiresAt: Date;
};

const changes = (db: Reader) =>
  db
    .selectFrom('email_changes as change')
    .innerJoin('people', 'people.id', 'change.person_id')
    .select([
      'change.id',
      'change.person_id',
      'change.email',
      'change.former_email',
      'change.known',
      'change.expires_at',
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof changes>['execute']>>[number];

const toChange = (row: Row): EmailChange => ({
  id: row.id,
  personId: row.person_id,
  email: row.email,
  formerEmail: row.former_email,
  known: row.known,
  expiresAt: row.expires_at,
});

/** Neither used, taken back nor too late, of a person whose password and sessions are those of then. */
const live = (now: Date) =>
  sql<boolean>`(change.used_at is null and change.revoked_at is null and change.expires_at > ${now}
    and change.auth_epoch = people.auth_epoch and people.state = 'active')`;

/** For its letters, whatever became of it. */
export async function emailChangeById(db: Reader, id: string): Promise<EmailChange | undefined> {
  const row = await changes(db).where('change.id', '=', id).executeTakeFirst();
  return row && toChange(row);
}

/** What waits for its link to be followed. */
export async function pendingEmailChange(db: Reader, personId: string, now: Date): Promise<EmailChange | undefined> {
  const row = await changes(db).where('change.person_id', '=', personId).where(live(now)).executeTakeFirst();
  return row && toChange(row);
}

/** The change a link belongs to, if it may still be followed. Taken with `lock`, nobody else can use it meanwhile. */
export async function liveEmailChange(
  db: Reader,
  tokenHash: Buffer,
  at: { now: Date; lock?: true },
): Promise<EmailChange | undefined> {
  const query = changes(db)
    .where('change.token_hash', '=', tokenHash)
    .where('change.known', '=', false)
    .where(live(at.now));
  const row = await (at.lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toChange(row);
}

export async function insertEmailChange(work: Work, change: EmailChange & { authEpoch: number }): Promise<void> {
  await work.db
    .insertInto('email_changes')
    .values({
      id: change.id,
      person_id: change.personId,
      email: change.email,
      former_email: change.formerEmail,
      known: change.known,
      auth_epoch: change.authEpoch,
      asked_at: work.now,
      expires_at: change.expiresAt,
    })
    .execute();
}

/** Takes back what the person asked for before; the id of what could still have been followed. */
export async function revokeEmailChanges(work: Work, personId: string): Promise<string | undefined> {
  const row = await work.db
    .updateTable('email_changes')
    .set({ revoked_at: work.now })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(['id', 'expires_at'])
    .executeTakeFirst();
  return row && row.expires_at > work.now ? row.id : undefined;
}

export async function markEmailChangeUsed(work: Work, id: string): Promise<void> {
  await work.db.updateTable('email_changes').set({ used_at: work.now }).where('id', '=', id).execute();
}

const isOfUse = (_on: ExpressionBuilder<DB, 'email_changes'>) => sql<boolean>`
  not exists (select from people p where p.email = email_changes.email)
  and auth_epoch = (select p.auth_epoch from people p where p.id = person_id)`;

/** False when the link would be of no use: followed, taken back, outdated, or the address is somebody's by now. */
export async function keepEmailToken(
  db: Writer,
  id: string,
  token: { hash: Buffer; now: Date; expiresAt: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('email_changes')
    .set({ token_hash: token.hash, expires_at: token.expiresAt })
    .where('id', '=', id)
    .where('known', '=', false)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', token.now)
    .where(isOfUse)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What was never followed goes after a month; what was stays, to tell whose an address was. */
export async function sweepEmailChanges(db: Writer, now: Date): Promise<void> {
  await db
    .deleteFrom('email_changes')
    .where('used_at', 'is', null)
    .where('expires_at', '<', later(now, -30 * DAY))
    .execute();
}
