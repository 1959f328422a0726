/** SQL of what a file of the payroll is held against, and of what it changes. */
import { sql } from 'kysely';
import type { AgencyId, PositionId } from '#contract/agencies.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { Reader, Work } from '../shared/store.ts';
import { NAME, type Person, selectPeople, toPerson } from './rows.ts';

/** A number as a spreadsheet keeps it, which takes it for one: without the zeros it begins with. */
export const withoutZeros = (number: string): string => number.replace(/^0+/, '');

/**
 * Whoever has one of these employee numbers or of these addresses (small letters), whatever their state; a number is the same
 * with and without the zeros it begins with.
 */
export async function peopleOfPayroll(
  db: Reader,
  by: { readonly numbers: readonly string[]; readonly emails: readonly string[] },
): Promise<Person[]> {
  const rows = await selectPeople(db)
    .where(
      sql<boolean>`(email = any(${[...by.emails]}::text[])
        or (employee_number <> '' and ltrim(employee_number, '0') = any(${by.numbers.map(withoutZeros)}::text[])))`,
    )
    .execute();
  return rows.map(toPerson);
}

/** What the payroll has the last word on; never the address, which is how its person signs in. */
export type PayrollValues = Partial<{
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly employeeNumber: string;
  readonly phone: string;
  readonly extension: string;
  readonly agencyId: AgencyId;
  readonly positionId: PositionId;
}>;

const COLUMNS = {
  givenNames: 'given_names',
  firstSurname: 'first_surname',
  secondSurname: 'second_surname',
  employeeNumber: 'employee_number',
  phone: 'phone',
  extension: 'extension',
  agencyId: 'agency_id',
  positionId: 'position_id',
} as const;

/**
 * Part of an act under way; the caller looked at the person inside it. `from`: the file and its line, kept in their history, which
 * names what changed and the ids of agency and position, not the names of people.
 */
export async function saveFromPayroll(
  work: Work,
  personId: string,
  given: { values: PayrollValues; from: { payrollId: string; fileSha256: string; line: number } },
): Promise<void> {
  const { values, from } = given;
  const set = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [COLUMNS[name as keyof typeof COLUMNS], value]),
  );
  await work.db
    .updateTable('people')
    .set((on) => ({ ...set, version: on('version', '+', 1) }))
    .where('id', '=', personId)
    .execute();
  const { agencyId, positionId } = values;
  const ids = { ...(agencyId ? { agencyId } : {}), ...(positionId ? { positionId } : {}) };
  const data = { personId, ...from, fields: Object.keys(values), ...ids };
  await work.record({ stream: `person:${personId}`, fact: 'account.payroll-updated', data });
}

export type Absent = {
  readonly id: string;
  readonly name: string;
  readonly employeeNumber: string;
  readonly email: string;
  readonly agencyName: LocalText;
};

/** People with an account and a number of the agencies of `present` (ids) who are not among them, by name; and how many. */
export async function peopleAbsent(
  db: Reader,
  present: readonly string[],
  most: number,
): Promise<{ count: number; items: Absent[] }> {
  const among = sql`${[...present]}::uuid[]`;
  const { rows } = await sql<Absent & { count: number }>`
    select p.id, p.full_name as name, p.employee_number as "employeeNumber", p.email,
      (select a.name from agencies a where a.id = p.agency_id) as "agencyName", (count(*) over ())::int as count
    from people p
    where p.state in ('active', 'invited') and p.employee_number <> '' and p.id <> all(${among})
      and p.agency_id in (select agency_id from people where id = any(${among}))
    order by ${NAME} limit ${most}`.execute(db);
  return { count: rows[0]?.count ?? 0, items: rows.map(({ count: _, ...absent }) => absent) };
}
