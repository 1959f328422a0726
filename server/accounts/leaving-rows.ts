/** SQL of people who may leave: found by name or by number, those with an account that is not over. */
import { sql } from 'kysely';
import type { AgencyId, PersonId, PositionId } from '#contract/ids.ts';
import type { Role } from '#contract/permissions.ts';
import type { Reader } from '../shared/store.ts';
import type { AccountState } from './rows.ts';

export type Leaver = {
  readonly id: PersonId;
  readonly name: string;
  /** Empty when they have none. */
  readonly employeeNumber: string;
  readonly agencyId: AgencyId;
  readonly positionId: PositionId;
  readonly state: AccountState;
  readonly roles: readonly Role[];
};

const choose = (db: Reader) =>
  db.selectFrom('people').select(['id', 'full_name', 'employee_number', 'agency_id', 'position_id', 'state', 'roles']);
type Row = Awaited<ReturnType<ReturnType<typeof choose>['execute']>>[number];

const toLeaver = (row: Row): Leaver => ({
  id: row.id as PersonId,
  name: row.full_name ?? '',
  employeeNumber: row.employee_number,
  agencyId: row.agency_id as AgencyId,
  positionId: row.position_id as PositionId,
  state: row.state as AccountState,
  roles: row.roles as Role[],
});

const NAME = sql<string>`plain_text(given_names || ' ' || first_surname || ' ' || second_surname)`;
const SURNAME = sql`first_surname collate "es-MX-x-icu", second_surname collate "es-MX-x-icu", given_names, id`;

/**
 * Invited and active people whose employee number is what was typed, or each word of it begins one of their names; by surname.
 * `agencyId`: null for every agency.
 */
export async function leaversNamed(
  db: Reader,
  asked: { readonly q: string; readonly agencyId: string | null; readonly most: number },
): Promise<Leaver[]> {
  const words = asked.q.split(' ').filter((word) => word !== '');
  let query = choose(db).where('state', 'in', ['invited', 'active']).orderBy(SURNAME).limit(asked.most);
  if (asked.agencyId !== null) query = query.where('agency_id', '=', asked.agencyId);
  query = query.where((on) =>
    on.or([
      on('employee_number', '=', asked.q.toUpperCase()),
      on.and(
        words.map((word) => {
          const beginning = word.replace(/[\\%_]/g, '\\$&');
          return sql<boolean>`' ' || ${NAME} like '% ' || plain_text(${beginning}) || '%'`;
        }),
      ),
    ]),
  );
  return (await query.execute()).map(toLeaver);
}

/** Whatever their state. */
export async function leaverById(db: Reader, id: string): Promise<Leaver | undefined> {
  const row = await choose(db).where('id', '=', id).executeTakeFirst();
  return row && toLeaver(row);
}
