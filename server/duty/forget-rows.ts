/** SQL of where somebody was reached on duty. Notes handed over are of the desk’s work, and stay. */
import { FORGOTTEN, type Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, { personId }: Forgotten): Promise<void> {
  await work.db.deleteFrom('handover_drafts').where('person_id', '=', personId).execute();
  await work.db
    .updateTable('duty_shifts')
    .set({ phone: FORGOTTEN, note: '' })
    .where('person_id', '=', personId)
    .execute();
  await work.db
    .updateTable('duty_swaps')
    .set({ reason: FORGOTTEN })
    .where((on) => on.or([on('from_id', '=', personId), on('to_id', '=', personId)]))
    .execute();
}
