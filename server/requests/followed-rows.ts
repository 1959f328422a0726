/** SQL of what a person asked for and still follows. */
import { sql } from 'kysely';
import type { Reader, Work } from '#server/shared/store.ts';

/** A solution that nobody accepted yet is somebody's to accept or refuse. What came over from the desk before is only read. */
const goesOn = sql<boolean>`r.state not in ('closed', 'cancelled', 'rejected') and not r.read_only`;

const ofPerson = (db: Reader, personId: string) =>
  db.selectFrom('requests as r').where('r.requester_id', '=', personId).where(goesOn);

/** Ids, in the order of filing. */
export async function followedBy(db: Reader, personId: string): Promise<string[]> {
  const rows = await ofPerson(db, personId).select('r.id').orderBy('r.id').execute();
  return rows.map((row) => row.id);
}

/** How many they follow, and how many they attend for the desk. */
export async function leftByPerson(db: Reader, personId: string): Promise<{ follows: number; attends: number }> {
  const [followed, attended] = await Promise.all([
    ofPerson(db, personId).select(sql<number>`count(*)::int`.as('count')).executeTakeFirst(),
    db
      .selectFrom('requests as r')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('r.agent_id', '=', personId)
      .where(sql<boolean>`r.state not in ('resolved', 'closed', 'cancelled', 'rejected')`)
      .executeTakeFirst(),
  ]);
  return { follows: followed?.count ?? 0, attends: attended?.count ?? 0 };
}

/**
 * The same, held until the act ends. Whoever writes into a request holds it before they hold a person: an act that needs both
 * takes them in that order, or two would wait for each other.
 */
export async function lockFollowed(work: Work, personId: string): Promise<void> {
  await ofPerson(work.db, personId).select('r.id').orderBy('r.id').forUpdate().execute();
}
