/** SQL of what was said of somebody’s movements; from where to where, and since when, stays. */
import { sql } from 'kysely';
import { FORGOTTEN, type Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, { personId }: Forgotten): Promise<void> {
  for (const table of ['movements', 'planned_movements'] as const)
    await work.db
      .updateTable(table)
      .set({ note: sql<string>`case when note = '' then '' else ${FORGOTTEN} end` })
      .where('person_id', '=', personId)
      .execute();
}
