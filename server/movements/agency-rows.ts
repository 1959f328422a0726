/** What is planned for a person holds where an agency of it is followed by another. */
import { sql } from 'kysely';
import type { Reader, Work } from '../shared/store.ts';

/**
 * Planned movements out of `from` or into it are out of `to` or into it; gives which. One that would lead from where they are to the
 * same place says nothing any more: it stays as it is, and lapses on its day.
 */
export async function followAgency(work: Work, { from, to }: { from: string; to: string }): Promise<string[]> {
  const goesOn = (column: 'from_agency_id' | 'to_agency_id') =>
    sql<string>`case when ${sql.ref(column)} = ${from} then ${to}::uuid else ${sql.ref(column)} end`;
  const rows = await work.db
    .updateTable('planned_movements')
    .set({ from_agency_id: goesOn('from_agency_id'), to_agency_id: goesOn('to_agency_id') })
    .where('ended_at', 'is', null)
    .where(sql<boolean>`${from}::uuid in (from_agency_id, to_agency_id)`)
    .where(
      sql<boolean>`(${goesOn('from_agency_id')} <> ${goesOn('to_agency_id')} or from_position_id <> to_position_id)`,
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).sort();
}

/** Planned out of the agency or into it. */
export async function countPlannedOfAgency(db: Reader, agencyId: string): Promise<number> {
  const { movements } = await db
    .selectFrom('planned_movements')
    .select((eb) => eb.fn.countAll<number>().as('movements'))
    .where('ended_at', 'is', null)
    .where(sql<boolean>`${agencyId}::uuid in (from_agency_id, to_agency_id)`)
    .executeTakeFirstOrThrow();
  return movements;
}
