/** SQL of the networks people are known from. */
import type { Reader, Work } from '../shared/store.ts';

export async function isKnownNetwork(db: Reader, email: string, network: string): Promise<boolean> {
  const row = await db
    .selectFrom('known_networks')
    .innerJoin('people', 'people.id', 'known_networks.person_id')
    .select('people.id')
    .where('people.email', '=', email)
    .where('known_networks.network', '=', network)
    .executeTakeFirst();
  return row !== undefined;
}

export async function keepNetwork(work: Work, personId: string, network: string): Promise<void> {
  await work.db
    .insertInto('known_networks')
    .values({ person_id: personId, network, last_at: work.now })
    .onConflict((conflict) => conflict.columns(['person_id', 'network']).doUpdateSet({ last_at: work.now }))
    .execute();
}
