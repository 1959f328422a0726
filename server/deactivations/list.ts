import type { listDeactivations as operation } from '#contract/deactivations.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { House } from '../shared/house.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '../shared/pages.ts';
import { type Actor, hasRole, personOf } from '../shared/policy.ts';
import { deactivationsAsked } from './rows.ts';
import { toSummaries } from './view.ts';

export async function listDeactivations(
  house: House,
  actor: Actor,
  query: QueryOf<typeof operation>,
): Promise<ReplyOf<typeof operation>> {
  const { cursor, ...filters } = query;
  const db = house.store.read;
  const seesAll = hasRole(actor, 'operator_admin', 'service_owner', 'auditor');
  const reach = seesAll ? null : personOf(actor).agencyId;
  const asked = { ...filters, reach, cursor: fromCursor(cursor), size: PAGE_SIZE };
  const page = cutPage(await deactivationsAsked(db, asked), PAGE_SIZE, (row) => [row.changedAt, row.id]);
  return { items: await toSummaries(db, page.items), next: page.next };
}
