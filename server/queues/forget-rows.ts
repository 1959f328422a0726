/** SQL of views somebody saved for themselves; those of a team are the team’s. */
import type { Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, { personId }: Forgotten): Promise<void> {
  await work.db.deleteFrom('saved_views').where('owner_id', '=', personId).where('team_id', 'is', null).execute();
}
