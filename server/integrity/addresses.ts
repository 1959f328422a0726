/** Who outside the desk is sent each anchor: named by the institution, told of the newest at once. */
import type { saveAnchorAddresses } from '#contract/integrity.ts';
import type { BodyOf } from '#contract/operation.ts';
import { INSTITUTION_STREAM, institutionPolicy, readInstitutionRow } from '#server/institution/index.ts';
import type { House } from '#server/shared/house.ts';
import { allow, type PersonActor } from '#server/shared/policy.ts';
import { anchorAddresses, saveAddresses } from './rows.ts';

/** The fact names who is new, so that they are written to. */
export const ADDRESSES_CHANGED = 'anchor.addresses-changed';

export async function save(house: House, actor: PersonActor, { emails }: BodyOf<typeof saveAnchorAddresses>) {
  const wanted = [...new Set(emails)];
  const isSame = (there: readonly string[]) => [...wanted].sort().join('\n') === [...there].sort().join('\n');
  // Nothing happens, and nothing is recorded, where it is so already.
  if (isSame(await anchorAddresses(house.store.read))) return { done: true as const };
  await house.store.change(actor, async (work) => {
    allow(institutionPolicy, 'administer', { actor, thing: await readInstitutionRow(work.db, 'lock') });
    const before = await anchorAddresses(work.db);
    const added = wanted.filter((email) => !before.includes(email));
    const removed = before.filter((email) => !wanted.includes(email));
    await saveAddresses(work, { added, removed, by: actor.id });
    await work.record({ stream: INSTITUTION_STREAM, fact: ADDRESSES_CHANGED, data: { added, removed } });
  });
  return { done: true as const };
}
