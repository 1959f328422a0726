/** SQL of somebody’s lines in the rolls. What was confirmed of them stands, sealed, in its confirmation. */
import type { Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, { personId, name }: Forgotten): Promise<void> {
  await work.db
    .updateTable('staff_roll_people')
    .set({ full_name: name.join(' '), employee_number: '', note: '', last_sign_in_at: null })
    .where('person_id', '=', personId)
    .execute();
}
