/** SQL of exceptions (1.b) that are about to end, or over. */
import { sql } from 'kysely';
import type { Reader, Work } from '../shared/store.ts';

export type EndingException = {
  readonly rowId: string;
  readonly enrolmentId: string;
  readonly personId: string;
  /** Its last day, `YYYY-MM-DD`. */
  readonly until: string;
  /** A row approved later carries the account by now. */
  readonly carried: boolean;
};

/** Granted, with an account, and not ended. */
const inForce = (db: Reader) =>
  db
    .selectFrom('enrolment_rows as r')
    .select(['r.id', 'r.enrolment_id', 'r.person_id', 'r.exception_until'])
    .select(
      sql<boolean>`exists (select from enrolment_rows o where o.person_id = r.person_id and o.id <> r.id
        and o.state = 'approved' and o.decided_at > r.decided_at)`.as('carried'),
    )
    .where('r.exception_state', '=', 'approved')
    .where('r.exception_ended_at', 'is', null)
    .where('r.person_id', 'is not', null)
    .orderBy('r.id');

type Found = {
  id: string;
  enrolment_id: string;
  person_id: string | null;
  exception_until: string | null;
  carried: boolean;
};
const toEnding = (row: Found): EndingException => ({
  rowId: row.id,
  enrolmentId: row.enrolment_id,
  personId: row.person_id ?? '',
  until: row.exception_until ?? '',
  carried: row.carried,
});

/** Those whose last day is before `today` (`YYYY-MM-DD`) and whose account was not ended for it. */
export async function exceptionsOver(db: Reader, today: string): Promise<EndingException[]> {
  return (await inForce(db).where('r.exception_until', '<', today).execute()).map(toEnding);
}

/** Those whose last day is from `today` to `last`, of which nobody was told. */
export async function exceptionsEnding(db: Reader, days: { today: string; last: string }): Promise<EndingException[]> {
  const found = await inForce(db)
    .where('r.exception_until', '>=', days.today)
    .where('r.exception_until', '<=', days.last)
    .where('r.exception_warned_at', 'is', null)
    .execute();
  return found.map(toEnding);
}

/** False when somebody else was quicker. */
export async function saveExceptionEnded(work: Work, rowId: string): Promise<boolean> {
  const row = await work.db
    .updateTable('enrolment_rows')
    .set({ exception_ended_at: work.now })
    .where('id', '=', rowId)
    .where('exception_ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The same of telling that it is about to end. */
export async function saveExceptionWarned(work: Work, rowId: string): Promise<boolean> {
  const row = await work.db
    .updateTable('enrolment_rows')
    .set({ exception_warned_at: work.now })
    .where('id', '=', rowId)
    .where('exception_warned_at', 'is', null)
    .where('exception_ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
