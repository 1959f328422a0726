/** SQL of people whose data a paper is about: found by name or by number, whatever became of their account. */
import { sql } from 'kysely';
import type { AgencyId, PersonId } from '#contract/ids.ts';
import type { Reader } from '../shared/store.ts';
import { holdsWord, NAME } from './rows.ts';

export type Holder = {
  readonly id: PersonId;
  readonly name: string;
  readonly employeeNumber: string;
  readonly agencyId: AgencyId;
};

const SEARCHED = sql<string>`plain_text(given_names || ' ' || first_surname || ' ' || second_surname || ' ' || email || ' ' || employee_number)`;

export async function holdersNamed(db: Reader, words: readonly string[], most: number): Promise<Holder[]> {
  let query = db
    .selectFrom('people')
    .select(['id', 'full_name', 'employee_number', 'agency_id'])
    .where('anonymised_at', 'is', null)
    .orderBy(NAME)
    .limit(most);
  for (const word of words) query = query.where(holdsWord(SEARCHED, word));
  return (await query.execute()).map((row) => ({
    id: row.id as PersonId,
    name: row.full_name ?? '',
    employeeNumber: row.employee_number,
    agencyId: row.agency_id as AgencyId,
  }));
}
