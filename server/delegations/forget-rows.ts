/** SQL of why somebody acted for somebody; that they did, and until when, stays. */
import { FORGOTTEN, type Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, { personId }: Forgotten): Promise<void> {
  await work.db
    .updateTable('delegations')
    .set({ ground: FORGOTTEN })
    .where((on) => on.or([on('principal_id', '=', personId), on('delegate_id', '=', personId)]))
    .execute();
}
