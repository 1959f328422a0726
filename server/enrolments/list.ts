import type { listEnrolments as operation } from '#contract/enrolments.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { agenciesByIds } from '../agencies/index.ts';
import type { House } from '../shared/house.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '../shared/pages.ts';
import { type Actor, hasRole, personOf } from '../shared/policy.ts';
import { type Asked, enrolmentsAsked } from './list-rows.ts';
import { toSummary } from './view.ts';

/** Who keeps the accounts sees what was sent; who only coordinates, what is of their agency. */
function reachOf(actor: Actor): Asked['reach'] {
  if (hasRole(actor, 'operator_admin')) return 'signed-and-paper';
  if (hasRole(actor, 'service_owner', 'auditor')) return 'signed';
  return { agencyId: personOf(actor).agencyId };
}

export async function listEnrolments(
  house: House,
  actor: Actor,
  query: QueryOf<typeof operation>,
): Promise<ReplyOf<typeof operation>> {
  const { cursor, ...filters } = query;
  const db = house.store.read;
  const asked = { ...filters, reach: reachOf(actor), cursor: fromCursor(cursor), size: PAGE_SIZE };
  const page = cutPage(await enrolmentsAsked(db, asked), PAGE_SIZE, (row) => [row.changedAt, row.id]);
  const agencies = await agenciesByIds(
    db,
    page.items.map((row) => row.agencyId),
  );
  return { items: page.items.map((row) => toSummary(row, agencies.get(row.agencyId))), next: page.next };
}
