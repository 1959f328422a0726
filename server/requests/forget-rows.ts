/** SQL of what somebody had not sent yet. What they filed and wrote is the record, and goes with the archive’s own disposal alone. */
import type { Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, { personId }: Forgotten): Promise<void> {
  await work.db.deleteFrom('request_drafts').where('owner_id', '=', personId).execute();
  await work.db.deleteFrom('reply_drafts').where('person_id', '=', personId).execute();
  await work.db.deleteFrom('satisfaction_links').where('person_id', '=', personId).execute();
}
