/** SQL of somebody’s lines in forms. What was signed of them stands, sealed, with its signature. */
import { sql } from 'kysely';
import type { Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

/** Those they came by, and those of their addresses that came to nothing before their data were blocked. */
export async function forget(work: Work, of: Forgotten): Promise<void> {
  const { personId, name, emails, blockedAt } = of;
  await work.db
    .updateTable('enrolment_rows')
    .set({
      ...{
        given_names: name[0],
        first_surname: name[1],
        second_surname: '',
        email: '',
        phone: '',
        employee_number: '',
      },
      ...{ position_text: '', reason: '', exception_reason: '', exception_note: '' },
    })
    .where(
      sql<boolean>`person_id = ${personId} or (person_id is null and lower(email) = any(${emails})
        and exists (select from enrolments e where e.id = enrolment_id and e.changed_at < ${blockedAt}))`,
    )
    .execute();
}
