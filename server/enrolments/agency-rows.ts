/** SQL of an agency's forms under way when another agency goes on with them. */
import { sql } from 'kysely';
import type { Reader, Work } from '../shared/store.ts';

const isUnderWay = sql<boolean>`state not in ('resolved', 'withdrawn')`;

export async function countFormsUnderWay(db: Reader, agencyId: string): Promise<number> {
  const { forms } = await db
    .selectFrom('enrolments')
    .select((eb) => eb.fn.countAll<number>().as('forms'))
    .where('agency_id', '=', agencyId)
    .where(isUnderWay)
    .executeTakeFirstOrThrow();
  return forms;
}

/** Forms under way of `from` are of `to` from now on; gives which. A signature keeps the agency that it was given for. */
export async function moveFormsUnderWay(work: Work, of: { from: string; to: string }): Promise<string[]> {
  const rows = await work.db
    .updateTable('enrolments')
    .set({ agency_id: of.to, version: sql<number>`version + 1` })
    .where('agency_id', '=', of.from)
    .where(isUnderWay)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).sort();
}
