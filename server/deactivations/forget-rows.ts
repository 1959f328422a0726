/** SQL of what was said of somebody who left. Who signed that they leave did so in an office: their name stays on what they signed. */
import { sql } from 'kysely';
import { FORGOTTEN, type Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, { personId }: Forgotten): Promise<void> {
  await work.db
    .updateTable('deactivations')
    .set({
      ...{ note: '', called_off_reason: '' },
      ground_words: sql<string>`case when ground_words = '' then '' else ${FORGOTTEN} end`,
    })
    .where('person_id', '=', personId)
    .execute();
}
