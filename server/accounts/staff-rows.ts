/** SQL of the people of an agency, as those who confirm them ask for it. */
import { sql } from 'kysely';
import type { Reader } from '../shared/store.ts';

export type StaffMember = {
  readonly id: string;
  readonly employeeNumber: string;
  readonly fullName: string;
  readonly positionId: string;
  /** Since when they have the account. */
  readonly since: Date;
  readonly lastSignInAt: Date | null;
};

/** With an account, active or invited. */
const OPEN = ['active', 'invited'];

/** Of one agency, by surname. */
export async function staffOf(db: Reader, agencyId: string): Promise<StaffMember[]> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'employee_number', 'full_name', 'position_id', 'created_at', 'last_sign_in_at'])
    .where('agency_id', '=', agencyId)
    .where('state', 'in', OPEN)
    .orderBy(
      sql`first_surname collate "es-MX-x-icu", second_surname collate "es-MX-x-icu", given_names collate "es-MX-x-icu", id`,
    )
    .execute();
  return rows.map((row) => ({
    id: row.id,
    employeeNumber: row.employee_number,
    fullName: row.full_name ?? '',
    positionId: row.position_id,
    since: row.created_at,
    lastSignInAt: row.last_sign_in_at,
  }));
}

/** Ids of the agencies somebody of whom has an account. */
export async function agenciesWithStaff(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('people').select('agency_id').distinct().where('state', 'in', OPEN).execute();
  return rows.map((row) => row.agency_id);
}

export type Answerer = {
  readonly id: string;
  readonly name: string;
  readonly isHead: boolean;
};

/**
 * Who answers for these agencies now: their active coordinators, then their heads, each by name; none of an agency that has
 * neither. The one place that says who coordinates an agency.
 */
export async function answerersByAgency(db: Reader, agencyIds: Iterable<string>): Promise<Map<string, Answerer[]>> {
  const ids = [...new Set(agencyIds)];
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('people')
    .select(['id', 'agency_id', 'full_name'])
    .select(sql<boolean>`not 'agency_coordinator' = any(roles)`.as('is_head'))
    .where('agency_id', 'in', ids)
    .where('state', '=', 'active')
    .where(sql<boolean>`roles && '{agency_coordinator,agency_head}'`)
    .orderBy('is_head')
    .orderBy('full_name')
    .orderBy('id')
    .execute();
  const found = new Map<string, Answerer[]>();
  for (const { id, agency_id, full_name, is_head } of rows) {
    const others = found.get(agency_id) ?? [];
    found.set(agency_id, [...others, { id, name: full_name ?? '', isHead: is_head }]);
  }
  return found;
}
