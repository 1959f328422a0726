/** SQL of what became of the copies of each archive. */
import { sql } from 'kysely';
import type { Reader, Work } from '../shared/store.ts';
import type { Copy, Run } from './rows.ts';

export type Copied = Pick<Run, 'id' | 'name' | 'proof_state'> & { readonly seen_at: Date };

/** The archives of which there is a whole copy at that place, newest first, whether they are still here or not. */
export async function copiedTo(db: Reader, where: string): Promise<Copied[]> {
  const made = JSON.stringify([{ where, state: 'made' }]);
  const rows = await db
    .selectFrom('backups')
    .select(['id', 'name', 'proof_state', 'seen_at'])
    .where(sql<boolean>`copies @> ${made}::jsonb`)
    .orderBy('seen_at', 'desc')
    .execute();
  return rows as Copied[];
}

/** In the place of what was known of that place; null: nothing is there any more. */
export async function saveCopy(
  work: Work,
  id: string,
  { where, copy }: { where: string; copy: Copy | null },
): Promise<void> {
  const added = JSON.stringify(copy === null ? [] : [copy]);
  await work.db
    .updateTable('backups')
    .set({
      copies: sql`(select coalesce(jsonb_agg(each), '[]') from jsonb_array_elements(copies) each
        where each ->> 'where' <> ${where}) || ${added}::jsonb`,
    })
    .where('id', '=', id)
    .execute();
}
