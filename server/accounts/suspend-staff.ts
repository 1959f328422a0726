/** People nobody confirmed: kept out from one moment to the next, and let back in. The account stays as it is. */
import { sql } from 'kysely';
import type { Work } from '../shared/store.ts';
import { NEVER_SUSPENDED } from './rules.ts';

/**
 * Of these people, those still of the agency whose account is open, and who neither answer for it nor work at the desk, may not sign
 * in from now on; their sessions, with streams and downloads, are over. Gives their ids; each of them has it in their history.
 */
export async function suspendStaff(
  work: Work,
  given: { agencyId: string; ids: readonly string[]; rollId: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update people p set unconfirmed_since = ${work.now}, version = version + 1
    where p.id = any(${[...given.ids]}::uuid[]) and p.agency_id = ${given.agencyId} and p.state in ('active', 'invited')
      and p.unconfirmed_since is null and not p.roles && ${[...NEVER_SUSPENDED]}::text[]
    returning p.id`.execute(work.db);
  const ids = rows.map(({ id }) => id);
  // After the people are held: whoever was signing in meanwhile is found here, or finds themselves suspended.
  if (ids.length > 0) await work.db.deleteFrom('sessions').where('person_id', 'in', ids).execute();
  for (const personId of ids)
    await work.record({
      stream: `person:${personId}`,
      fact: 'account.suspended',
      data: { personId, reason: 'unconfirmed', rollId: given.rollId },
    });
  return ids;
}

/** Those of them who may sign in again; whoever asks writes it into their histories. */
export async function letStaffBack(work: Work, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update people p set unconfirmed_since = null, version = version + 1
    where p.id = any(${[...ids]}::uuid[]) and p.unconfirmed_since is not null
    returning p.id`.execute(work.db);
  return rows.map(({ id }) => id);
}
