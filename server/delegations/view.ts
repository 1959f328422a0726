import type { DelegationView } from '#contract/delegations.ts';
import { personById } from '../accounts/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import { delegationPolicy } from './policy.ts';
import { type DelegationRow, delegationsInForce, delegationsOf } from './rows.ts';

export const toView = (actor: Actor, row: DelegationRow): DelegationView => ({
  id: row.id,
  principal: { id: row.principalId, name: row.principalName },
  delegate: { id: row.delegateId, name: row.delegateName },
  agencyName: row.agencyName,
  since: row.since.toISOString(),
  until: row.until,
  ground: row.ground,
  grantedBy: row.grantedBy,
  ended:
    row.endedAt === null || row.endedHow === null
      ? null
      : { at: row.endedAt.toISOString(), by: row.endedBy, how: row.endedHow },
  can: { end: delegationPolicy.may('end', actor, row) },
});

type List = { items: DelegationView[] };

/** `not-found` of nobody. */
export async function listOf(house: House, actor: Actor, personId: string): Promise<List> {
  if (!(await personById(house.store.read, personId))) throw new Fault('not-found');
  return { items: (await delegationsOf(house.store.read, personId)).map((row) => toView(actor, row)) };
}

export async function listOwn(house: House, actor: Actor): Promise<List> {
  const db = house.store.read;
  const today = todayAt(await readInstitutionRow(db), house.clock.now());
  const rows = await delegationsInForce(db, { personId: personOf(actor).id, today });
  return { items: rows.map((row) => toView(actor, row)) };
}
