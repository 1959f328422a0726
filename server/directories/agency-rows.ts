/** Whoever a directory brings anew comes into the agency that follows the one it names. */
import { sql } from 'kysely';
import type { Work } from '../shared/store.ts';
import { CHANGED } from './history.ts';

/** Directories whose newcomers were of `from`; gives which. */
export async function followAgency(work: Work, { from, to }: { from: string; to: string }): Promise<string[]> {
  const rows = await work.db
    .updateTable('directories')
    .set({ newcomer_agency_id: to, version: sql<number>`version + 1` })
    .where('newcomer_agency_id', '=', from)
    .returning('id')
    .execute();
  for (const { id } of rows) {
    const data = { directoryId: id, parts: ['newcomers'], agencyId: from, successorId: to };
    await work.record({ stream: `directory:${id}`, fact: CHANGED, data });
  }
  return rows.map(({ id }) => id).sort();
}
