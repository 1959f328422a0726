/** SQL of notices by the agencies they are for; they go on reaching their people where another agency follows one of those. */
import { sql } from 'kysely';
import type { LocalText } from '#contract/shapes.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import type { Kept } from './rows.ts';

/** Drafts and notices that are not over, for `from`, are for `to` as well from now on; gives which. */
export async function followAgency(work: Work, { from, to }: { from: string; to: string }): Promise<string[]> {
  const rows = await work.db
    .updateTable('announcements')
    .set({
      agency_ids: sql<string[]>`agency_ids || ${to}::uuid`,
      changed_at: work.now,
      version: sql<number>`version + 1`,
    })
    .where('audience', '=', 'agencies')
    .where('state', 'in', ['draft', 'published'])
    .where('ended_at', 'is', null)
    .where(sql<boolean>`${from}::uuid = any(agency_ids) and not ${to}::uuid = any(agency_ids)`)
    .returning('id')
    .execute();
  for (const { id } of rows) {
    const data = { announcementId: id, agencyId: from, successorId: to };
    await work.record({ stream: `announcement:${id}`, fact: 'announcement.agency-followed', data });
  }
  return rows.map(({ id }) => id).sort();
}

/** Drafts and notices not over that are for some agencies only. */
export async function noticesForAgencies(db: Reader): Promise<Pick<Kept, 'id' | 'title' | 'agencyIds'>[]> {
  const rows = await db
    .selectFrom('announcements')
    .select(['id', 'title', 'agency_ids'])
    .where('audience', '=', 'agencies')
    .where('state', 'in', ['draft', 'published'])
    .where('ended_at', 'is', null)
    .execute();
  return rows.map(({ id, title, agency_ids }) => ({ id, title: title as LocalText, agencyIds: agency_ids }));
}
