/** SQL of what letters and the bell forget. */
import { sql } from 'kysely';
import type { Forgotten } from '../shared/forgetting.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

/**
 * Of at most `most` letters queued before that and done with, address, name, subject, words and what the mail server said go; kind, person
 * and what became of them stay. The address is part of what makes a letter one of a kind: its id stands there. Gives how many.
 */
export async function eraseLetters(
  db: Writer,
  given: { readonly before: Date; readonly now: Date; readonly most: number },
): Promise<number> {
  const done = await db
    .updateTable('letters')
    .set({
      to_address: sql<string>`id::text`,
      to_name: '',
      subject: '',
      content: '{}',
      last_error: null,
      erased_at: given.now,
    })
    .where((on) =>
      on(
        'id',
        'in',
        on
          .selectFrom('letters')
          .select('id')
          .where('erased_at', 'is', null)
          .where('queued_at', '<', given.before)
          .where('state', '<>', 'waiting')
          .orderBy('queued_at')
          .limit(given.most),
      ),
    )
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** Lines of the bell name people and quote subjects too. */
export async function deleteNotices(db: Writer, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('notices').where('at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}

/** What `eraseLetters` and `deleteNotices` would take away. */
export async function countSwept(db: Reader, before: Date): Promise<{ letters: number; notices: number }> {
  const letters = db
    .selectFrom('letters')
    .where('erased_at', 'is', null)
    .where('queued_at', '<', before)
    .where('state', '<>', 'waiting')
    .select(({ fn }) => fn.countAll<string>().as('count'));
  const notices = db
    .selectFrom('notices')
    .where('at', '<', before)
    .select(({ fn }) => fn.countAll<string>().as('count'));
  const [one, other] = await Promise.all([letters.executeTakeFirstOrThrow(), notices.executeTakeFirstOrThrow()]);
  return { letters: Number(one.count), notices: Number(other.count) };
}

/**
 * The same of all that was written to somebody, and of what others were told about them; what waits for them is not sent. Their bell is
 * emptied, and so are the lines of other bells that name them.
 */
export async function forgetLettersOf(work: Work, { personId, emails, fullName }: Forgotten): Promise<void> {
  const named = [...emails, fullName].map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  await work.db
    .updateTable('letters')
    .set({
      ...{ to_address: sql<string>`id::text`, to_name: '', subject: '', content: '{}', last_error: null },
      state: sql<string>`case when state = 'waiting' then 'dropped' else state end`,
      ...{ claimed_until: null, erased_at: work.now },
    })
    .where('erased_at', 'is', null)
    .where(
      sql<boolean>`(person_id = ${personId} or (state <> 'waiting'
        and concat_ws(' ', to_address, to_name, subject, content, last_error) ilike any(${named})))`,
    )
    .execute();
  await sql`delete from notices where person_id = ${personId} or details::text ilike any(${named})`.execute(work.db);
}
