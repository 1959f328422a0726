/** All SQL of the outbox (`letters`) and the bell (`notices`). */
import { type Selectable, sql } from 'kysely';
import type { BellKind, LETTER_STATES } from '#contract/notifications.ts';
import type { Letters, Notices } from '#database/tables.ts';
import type { Json } from '../shared/canonical.ts';
import type { Cursor } from '../shared/pages.ts';
import type { Allowed } from '../shared/policy.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type LetterState = (typeof LETTER_STATES)[number];
export type LetterRow = Omit<Selectable<Letters>, 'state' | 'content'> & { state: LetterState; content: Json };

export type NewLetter = {
  readonly id: string;
  readonly fact: { readonly id: string; readonly at: Date; readonly sequence: number };
  readonly kind: string;
  readonly personId: string | null;
  readonly to: { readonly name: string; readonly address: string };
  readonly messageId: string;
  readonly requestId: string | null;
  readonly locale: string;
  readonly subject: string;
  readonly content: Json;
};

const toLetter = (row: object): LetterRow => row as LetterRow;

/** Queues a letter; false when this fact already queued it for that address. */
export async function queueLetter(db: Writer, letter: NewLetter, now: Date): Promise<boolean> {
  const queued = await db
    .insertInto('letters')
    .values({
      id: letter.id,
      history_id: letter.fact.id,
      happened_at: letter.fact.at,
      sequence: letter.fact.sequence,
      kind: letter.kind,
      person_id: letter.personId,
      to_address: letter.to.address,
      to_name: letter.to.name,
      message_id: letter.messageId,
      request_id: letter.requestId,
      locale: letter.locale,
      subject: letter.subject,
      content: JSON.stringify(letter.content),
      state: 'waiting',
      queued_at: now,
      next_attempt_at: now,
    })
    .onConflict((conflict) => conflict.columns(['history_id', 'kind', 'to_address']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return queued !== undefined;
}

/**
 * Takes the next letter that is due and holds it until `until`, or undefined when there is none.
 * A letter stays behind the earlier ones of the same request to the same address: nobody reads the end of a story first.
 */
export async function claimLetter(db: Writer, given: { now: Date; until: Date }): Promise<LetterRow | undefined> {
  const { rows } = await sql<LetterRow>`
    update letters set claimed_until = ${given.until}
    where id = (
      select l.id from letters l
      where l.state = 'waiting'
        and l.next_attempt_at <= ${given.now}
        and (l.claimed_until is null or l.claimed_until <= ${given.now})
        and not exists (
          select from letters e
          where e.state = 'waiting'
            and e.to_address = l.to_address
            and coalesce(e.request_id, '00000000-0000-0000-0000-000000000000'::uuid)
              = coalesce(l.request_id, '00000000-0000-0000-0000-000000000000'::uuid)
            and (e.happened_at, e.sequence, e.id) < (l.happened_at, l.sequence, l.id))
      order by l.next_attempt_at, l.happened_at, l.sequence, l.id
      limit 1
      for update skip locked)
    returning *`.execute(db);
  const [row] = rows;
  return row === undefined ? undefined : toLetter(row);
}

export type Outcome =
  | { readonly state: 'sent' }
  | { readonly state: 'dropped' | 'failed'; readonly lastError: string; readonly attempts: number }
  | { readonly state: 'waiting'; readonly lastError: string; readonly attempts: number; readonly nextAttemptAt: Date };

/** Writes what became of a claimed letter and lets go of it. */
export async function settleLetter(db: Writer, id: string, given: { outcome: Outcome; now: Date }): Promise<void> {
  const { outcome, now } = given;
  await db
    .updateTable('letters')
    .set((eb) => ({
      state: outcome.state,
      claimed_until: null,
      ...(outcome.state === 'sent'
        ? { sent_at: now, attempts: eb('attempts', '+', 1), last_error: null }
        : { attempts: outcome.attempts, last_error: outcome.lastError }),
      ...(outcome.state === 'waiting' ? { next_attempt_at: outcome.nextAttemptAt } : {}),
    }))
    .where('id', '=', id)
    .execute();
}

/** Message-IDs of the letters of this request that already left for that address, oldest first, at most the last twenty. */
export async function sentBefore(db: Reader, letter: LetterRow): Promise<string[]> {
  if (letter.request_id === null) return [];
  const rows = await db
    .selectFrom('letters')
    .select('message_id')
    .where('request_id', '=', letter.request_id)
    .where('to_address', '=', letter.to_address)
    .where('state', '=', 'sent')
    .orderBy('happened_at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => row.message_id).reverse();
}

export async function letterById(db: Reader, id: string): Promise<LetterRow | undefined> {
  const row = await db.selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toLetter(row);
}

/** Newest first. */
export async function pageOfLetters(
  db: Reader,
  page: { state: LetterState | undefined; cursor: Cursor | null; limit: number },
): Promise<LetterRow[]> {
  const { state, cursor } = page;
  const rows = await db
    .selectFrom('letters')
    .selectAll()
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(queued_at, id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
    )
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map(toLetter);
}

export async function countLetters(db: Reader): Promise<{ waiting: number; failed: number; bounced: number }> {
  const rows = await db
    .selectFrom('letters')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('state', 'in', ['waiting', 'failed', 'bounced'])
    .groupBy('state')
    .execute();
  const of = (state: LetterState) => rows.find((row) => row.state === state)?.count ?? 0;
  return { waiting: of('waiting'), failed: of('failed'), bounced: of('bounced') };
}

/** When the letter that waits longest was queued; null when none waits. */
export async function oldestWaiting(db: Reader): Promise<Date | null> {
  const row = await db
    .selectFrom('letters')
    .select('queued_at')
    .where('state', '=', 'waiting')
    .orderBy('queued_at')
    .limit(1)
    .executeTakeFirst();
  return row?.queued_at ?? null;
}

/** Sets a letter that was given up on its way again, as if new. */
export async function requeueLetter(work: Work, letter: Allowed<'retry', LetterRow>): Promise<void> {
  await work.db
    .updateTable('letters')
    .set({ state: 'waiting', attempts: 0, next_attempt_at: work.now, claimed_until: null })
    .where('id', '=', letter.id)
    .execute();
}

/** Given up since `failedSince`, or waiting since before `lateBefore`. */
export async function hasTrouble(db: Reader, given: { failedSince: Date; lateBefore: Date }): Promise<boolean> {
  const row = await db
    .selectFrom('letters')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('state', 'in', ['failed', 'bounced']), eb('queued_at', '>', given.failedSince)]),
        eb.and([eb('state', '=', 'waiting'), eb('queued_at', '<', given.lateBefore)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What a line of the bell says: small texts of that moment, for the sentence and the link. */
export type NoticeDetails = {
  /** Null: nothing to open. */
  readonly ref: string | null;
  readonly folio: string;
  readonly subject: string;
  readonly by: string;
  readonly side: 'requester' | 'desk';
  /** Further values of the sentence. */
  readonly more?: Readonly<Record<string, string>>;
};
export type NoticeRow = Omit<Selectable<Notices>, 'kind' | 'details'> & { kind: BellKind; details: NoticeDetails };

export type NewNotice = {
  readonly id: string;
  readonly historyId: string;
  readonly personId: string;
  readonly kind: BellKind;
  readonly requestId: string | null;
  readonly details: NoticeDetails;
  readonly at: Date;
};

/** Adds a line to a person's bell; nothing when this fact already did. */
export async function addNotice(db: Writer, notice: NewNotice): Promise<void> {
  await db
    .insertInto('notices')
    .values({
      id: notice.id,
      history_id: notice.historyId,
      person_id: notice.personId,
      kind: notice.kind,
      request_id: notice.requestId,
      details: JSON.stringify(notice.details),
      at: notice.at,
    })
    .onConflict((conflict) => conflict.columns(['history_id', 'person_id', 'kind']).doNothing())
    .execute();
}

/** Newest first. */
export async function pageOfNotices(
  db: Reader,
  personId: string,
  page: { cursor: Cursor | null; limit: number },
): Promise<NoticeRow[]> {
  const { cursor } = page;
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('person_id', '=', personId)
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(at, id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
  return rows as unknown as NoticeRow[];
}

export async function countUnread(db: Reader, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('notices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

export async function markNoticesRead(db: Writer, personId: string, now: Date): Promise<void> {
  await db
    .updateTable('notices')
    .set({ read_at: now })
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .execute();
}

/** No sender is at work any more: what one held waits for the next. */
export async function freeLetters(work: Work): Promise<void> {
  await work.db.updateTable('letters').set({ claimed_until: null }).where('claimed_until', 'is not', null).execute();
}
