/** SQL of an agency's open requests when another agency goes on with them. */
import { sql } from 'kysely';
import type { Reader, Work } from '#server/shared/store.ts';

/** Word for word as the partial indexes have it. */
const isOpen = sql<boolean>`state not in ('resolved', 'closed', 'cancelled', 'rejected')`;

export async function countOpenOfAgency(db: Reader, agencyId: string): Promise<number> {
  const { open } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('agency_id', '=', agencyId)
    .where(isOpen)
    .executeTakeFirstOrThrow();
  return open;
}

/**
 * At most `most` open requests of `from` are of `to` from now on; gives which. What is over stays with the agency of its time, and
 * so does every receipt.
 */
export async function moveOpenRequests(work: Work, of: { from: string; to: string; most: number }): Promise<string[]> {
  const rows = await work.db
    .updateTable('requests')
    .set({ agency_id: of.to })
    .where('id', 'in', (db) =>
      db
        .selectFrom('requests')
        .select('id')
        .where('agency_id', '=', of.from)
        .where(isOpen)
        .orderBy('id')
        .limit(of.most)
        .forUpdate(),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).sort();
}
