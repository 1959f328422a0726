/** Naming whose data a paper is about: nobody may read the people letter by letter. */
import type { findDataHolders as operation } from '#contract/data-rights.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { holdersNamed, wordsOf } from '../accounts/index.ts';
import { agenciesByIds } from '../agencies/index.ts';
import { MINUTE } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { type Limit, spend } from '../shared/limits.ts';
import { type Actor, personOf } from '../shared/policy.ts';

const SEARCHES: Limit = { name: 'data-holders', points: 200, windowMs: 15 * MINUTE };
const MOST = 8;

/** Throws `rate.exceeded`. */
export async function findHolders(
  house: House,
  actor: Actor,
  { q }: QueryOf<typeof operation>,
): Promise<ReplyOf<typeof operation>> {
  await spend(house.store, SEARCHES, { whom: personOf(actor).id, now: house.clock.now() });
  const db = house.store.read;
  const found = await holdersNamed(db, wordsOf(q), MOST);
  const agencies = await agenciesByIds(
    db,
    found.map(({ agencyId }) => agencyId),
  );
  return {
    people: found.map(({ agencyId, ...holder }) => ({
      ...holder,
      agencyName: agencies.get(agencyId)?.name ?? { es: '', en: '' },
    })),
  };
}
