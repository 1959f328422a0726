/** How many open requests each view holds: the built-in ones, and those that were saved. */
import type { ReplyOf } from '#contract/operation.ts';
import { type countQueue, isAmongOpen } from '#contract/requests.ts';
import { countDesk, countFiltered } from '#server/requests/index.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import { viewsFor } from './saved-view-rows.ts';

type Counts = ReplyOf<typeof countQueue>;

export async function countAll(house: House, actor: Actor): Promise<Counts> {
  const [views, rows] = await Promise.all([countDesk(house, actor), viewsFor(house.store.read, personOf(actor))]);
  const counted = rows.filter((row) => isAmongOpen(row.filters));
  const counts = await countFiltered(
    house,
    actor,
    counted.map((row) => row.filters),
  );
  const byId = new Map(counted.map((row, index) => [row.id, counts[index] ?? 0]));
  return {
    views,
    saved: rows.map((row) => ({ id: row.id as Counts['saved'][number]['id'], count: byId.get(row.id) ?? null })),
  };
}
