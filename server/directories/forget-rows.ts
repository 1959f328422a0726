/** SQL of who somebody was in directories. */
import type { Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, { personId }: Forgotten): Promise<void> {
  for (const table of ['directory_identities', 'directory_roles', 'directory_flows'] as const)
    await work.db.deleteFrom(table).where('person_id', '=', personId).execute();
}
