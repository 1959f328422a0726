/** Requests whose requester asks for urgency, and the counts that help to decide, in the database. */
import { sql } from 'kysely';
import { nameOf } from '#server/accounts/index.ts';
import type { Cursor } from '#server/shared/pages.ts';
import { settledVersion } from '#server/shared/settled.ts';
import type { Reader } from '#server/shared/store.ts';

export type AskingRow = {
  id: string;
  folio: string;
  subject: string;
  requester_name: string;
  agency_id: string;
  level_id: string;
  /** When it was asked, or objected. */
  since: Date;
  objected: boolean;
  settled_version: number;
};

/** Word for word as the partial indexes have it. */
const isOpen = sql`r.state not in ('resolved', 'closed', 'cancelled', 'rejected')`;

/** Open requests that wait for a decision, longest wait first. */
export async function askingPage(db: Reader, page: { after: Cursor | null; limit: number }): Promise<AskingRow[]> {
  const after = page.after === null ? sql`` : sql`where (w.since, w.id) > (${page.after[0]}, ${page.after[1]})`;
  const { rows } = await sql<AskingRow>`
    select w.*, ${nameOf(sql.ref('w.requester_id'))} as requester_name, ${settledVersion} as settled_version from (
      select r.id, r.folio, r.subject, r.requester_id, r.agency_id, r.level_id,
        coalesce(u.objected_at, u.asked_at) as since, u.objected_at is not null as objected
      from requests r join urgency_petitions u on u.request_id = r.id
      where r.urgency = 'pending' and ${isOpen}) w
    ${after} order by w.since, w.id limit ${page.limit}`.execute(db);
  return rows;
}

/** How many wait, counted up to `cap`. */
export async function countAsking(db: Reader, cap: number): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from requests r where r.urgency = 'pending' and ${isOpen} limit ${cap}) w`.execute(db);
  return rows[0]?.total ?? 0;
}

/** Open requests of an area, by level. */
export async function openByLevel(db: Reader, areaId: string): Promise<{ levelId: string; count: number }[]> {
  const { rows } = await sql<{ levelId: string; count: number }>`
    select level_id as "levelId", count(*)::int as count from requests r
    where ${isOpen} and area_id = ${areaId}
    group by level_id`.execute(db);
  return rows;
}

type Period = { readonly from: Date; readonly to: Date };

/** Petitions asked in a period (its end is not of it), by agency. */
export async function askedByAgency(db: Reader, period: Period): Promise<Map<string, number>> {
  const { rows } = await sql<{ agency_id: string; count: number }>`
    select r.agency_id, count(*)::int as count from urgency_petitions u join requests r on r.id = u.request_id
    where u.asked_at >= ${period.from} and u.asked_at < ${period.to} group by r.agency_id`.execute(db);
  return new Map(rows.map((row) => [row.agency_id, row.count]));
}

/** Petitions of one agency asked since. */
export async function askedBy(db: Reader, given: { agencyId: string; since: Date }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from urgency_petitions u join requests r on r.id = u.request_id
    where u.asked_at >= ${given.since} and r.agency_id = ${given.agencyId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Requests registered in a period (its end is not of it), by agency. */
export async function filedByAgency(db: Reader, period: Period): Promise<Map<string, number>> {
  const { rows } = await sql<{ agency_id: string; count: number }>`
    select agency_id, count(*)::int as count from requests
    where registered_at >= ${period.from} and registered_at < ${period.to} and former_folio is null
    group by agency_id`.execute(db);
  return new Map(rows.map((row) => [row.agency_id, row.count]));
}

/** Folio and subject of these. */
export async function titlesOf(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, { folio: string; subject: string }>> {
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'folio', 'subject'])
    .where('id', '=', sql<string>`any(${[...ids]})`)
    .execute();
  return new Map(rows.map(({ id, ...title }) => [id, title]));
}
