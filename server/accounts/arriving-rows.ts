/** Who of a file is here already: people by what other systems know them by. */
import { sql } from 'kysely';
import type { Role } from '#contract/permissions.ts';
import type { Reader } from '../shared/store.ts';
import type { AccountState } from './rows.ts';

export type KnownPerson = {
  readonly id: string;
  readonly name: string;
  /** In small letters. */
  readonly email: string;
  /** Empty when they have none. */
  readonly employeeNumber: string;
  readonly agencyId: string;
  readonly state: AccountState;
  readonly roles: readonly Role[];
  readonly teamIds: readonly string[];
};

/** Whoever has one of these employee numbers or of these addresses (small letters), whatever their state. */
export async function peopleKnownBy(
  db: Reader,
  by: { readonly numbers: readonly string[]; readonly emails: readonly string[] },
): Promise<KnownPerson[]> {
  const { rows } = await sql<KnownPerson>`
    select p.id, p.full_name as name, p.email, p.employee_number as "employeeNumber", p.agency_id as "agencyId",
      p.state, p.roles, array(select m.team_id::text from team_members m where m.person_id = p.id) as "teamIds"
    from people p
    where p.email = any(${[...by.emails]}::text[])
      or (p.employee_number <> '' and p.employee_number = any(${[...by.numbers]}::text[]))`.execute(db);
  return rows;
}
