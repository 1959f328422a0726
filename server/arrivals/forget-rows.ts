/** SQL of somebody’s lines in what came from the desk before. */
import { sql } from 'kysely';
import { FORGOTTEN, type Forgotten } from '../shared/forgetting.ts';
import type { Work } from '../shared/store.ts';

export async function forget(work: Work, of: Forgotten): Promise<void> {
  const { personId, fullName, emails, employeeNumber, blockedAt } = of;
  const named = [...emails, fullName].map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const known = [...emails, fullName.toLowerCase(), employeeNumber.toLowerCase()].filter((word) => word !== '');
  await sql`
    update arrival_rows set label = ${FORGOTTEN}, given = null, problems = '[]'
    where became = ${personId} or (arrival_id in (select id from arrivals where looked_at < ${blockedAt})
      and (lower(label) = any(${known}) or concat_ws(' ', label, given, problems) ilike any(${named})))`.execute(
    work.db,
  );
}
