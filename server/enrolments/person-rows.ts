/** SQL: the form by which somebody got their account. */
import { sql } from 'kysely';
import type { EnrolmentId } from '#contract/enrolment-shapes.ts';
import { nameOf } from '../accounts/index.ts';
import type { Reader } from '../shared/store.ts';

/** `by`: the full name of who approved the row. */
export type CameBy = {
  readonly id: EnrolmentId;
  readonly folio: string;
  readonly at: Date;
  readonly by: string | null;
};

/** The newest with an approved row of that person; null when they came another way. */
export async function enrolmentOfPerson(db: Reader, personId: string): Promise<CameBy | null> {
  const { rows } = await sql<CameBy>`
    select e.id, e.folio, r.decided_at as at, ${nameOf(sql.ref('r.decided_by'))} as by
    from enrolment_rows r join enrolments e on e.id = r.enrolment_id
    where r.person_id = ${personId} and r.state = 'approved' and r.decided_at is not null and e.folio is not null
    order by r.decided_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}
