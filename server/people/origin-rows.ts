/** SQL: the entries of a person's history that say how their account came to be. */
import type { Reader } from '../shared/store.ts';
import { FACTS_OF_ORIGIN, type OriginEntry } from './origin.ts';

/** In the order of the history; not the thousands of a person who signs in every day. */
export async function entriesOfOrigin(db: Reader, personId: string): Promise<OriginEntry[]> {
  const rows = await db
    .selectFrom('history')
    .select(['fact', 'at', 'actor_id'])
    .where('stream', '=', `person:${personId}`)
    .where('fact', 'in', [...FACTS_OF_ORIGIN])
    .orderBy('sequence')
    .execute();
  return rows.map(({ fact, at, actor_id }) => ({ fact, at, actorId: actor_id }));
}
