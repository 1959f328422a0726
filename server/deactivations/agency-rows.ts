/** Who leaves keeps leaving where their agency is followed by another: without this their account would outlive the baja. */
import { sql } from 'kysely';
import type { Reader, Work } from '../shared/store.ts';

/** Deactivations of `from` that wait for their day are of `to`, whose coordinator may call them off; gives which. */
export async function followAgency(work: Work, { from, to }: { from: string; to: string }): Promise<string[]> {
  const rows = await work.db
    .updateTable('deactivations')
    .set({ agency_id: to, changed_at: work.now, version: sql<number>`version + 1` })
    .where('agency_id', '=', from)
    .where('state', '=', sql.lit('scheduled'))
    .returning('id')
    .execute();
  for (const { id } of rows) {
    const data = { deactivationId: id, agencyId: from, successorId: to };
    await work.record({ stream: `deactivation:${id}`, fact: 'deactivation.agency-followed', data });
  }
  return rows.map(({ id }) => id).sort();
}

/** Those of the agency that wait for their day. */
export async function countScheduledOfAgency(db: Reader, agencyId: string): Promise<number> {
  const { forms } = await db
    .selectFrom('deactivations')
    .select((eb) => eb.fn.countAll<number>().as('forms'))
    .where('agency_id', '=', agencyId)
    .where('state', '=', sql.lit('scheduled'))
    .executeTakeFirstOrThrow();
  return forms;
}
