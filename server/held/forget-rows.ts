/** SQL of acts that waited in somebody’s name. */
import type { Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, { personId }: Forgotten): Promise<void> {
  await work.db.deleteFrom('held_acts').where('person_id', '=', personId).execute();
}
