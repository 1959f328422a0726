/** SQL of finding people as an administrator does: by name, address or employee number, and by where they stand. */
import { sql } from 'kysely';
import type { Role } from '#contract/permissions.ts';
import type { Reader } from '../shared/store.ts';
import { type AccountState, holdsWord, NAME, type Person, selectPeople, toPerson } from './rows.ts';

export type PeopleSought = {
  readonly words: readonly string[];
  readonly state?: AccountState | undefined;
  readonly agencyId?: string | undefined;
  readonly role?: Role | undefined;
  readonly level?: 'senior' | 'middle' | 'operational' | undefined;
};

/** Word for word as the index `people_found` has it. */
const SEARCHED = sql<string>`plain_text(given_names || ' ' || first_surname || ' ' || second_surname || ' ' || email || ' ' || employee_number)`;

/** By surname, one more than `size`; `after`: id of the last person of the page before. */
export async function peopleSought(
  db: Reader,
  sought: PeopleSought,
  page: { after: string | null; size: number },
): Promise<Person[]> {
  const { words, state, agencyId, role, level } = sought;
  let query = selectPeople(db)
    .orderBy(NAME)
    .limit(page.size + 1);
  if (state !== undefined) query = query.where('state', '=', state);
  if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId);
  if (role !== undefined) query = query.where(sql<boolean>`roles @> array[${role}]::text[]`);
  if (level !== undefined)
    query = query.where(sql<boolean>`position_id in (select id from positions where level = ${level})`);
  for (const word of words) query = query.where(holdsWord(SEARCHED, word));
  if (page.after !== null)
    query = query.where(sql<boolean>`(${NAME}) > (select ${NAME} from people where id = ${page.after})`);
  return (await query.execute()).map(toPerson);
}
