/** Unfinished requests in the database: the person's own, no record of anything. */
import type { Reader, Writer } from '#server/shared/store.ts';

export type DraftContent = {
  subject: string;
  description: string;
  areaId: string | null;
  serviceId: string | null;
  place: { building: string; floor: string; office: string; phone: string };
};
export type DraftRow = { id: string; owner_id: string; content: DraftContent; saved_at: Date };

export async function draftsOf(db: Reader, ownerId: string): Promise<DraftRow[]> {
  const rows = await db
    .selectFrom('request_drafts')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('saved_at', 'desc')
    .limit(20)
    .execute();
  return rows as unknown as DraftRow[];
}

/** Keeps the draft; false when the id belongs to somebody else. */
export async function saveDraftRow(db: Writer, row: DraftRow): Promise<boolean> {
  const saved = await db
    .insertInto('request_drafts')
    .values({ id: row.id, owner_id: row.owner_id, content: JSON.stringify(row.content), saved_at: row.saved_at })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ content: JSON.stringify(row.content), saved_at: row.saved_at })
        .where('request_drafts.owner_id', '=', row.owner_id),
    )
    .returning('id')
    .executeTakeFirst();
  return saved !== undefined;
}

export async function countDrafts(db: Reader, ownerId: string): Promise<number> {
  const row = await db
    .selectFrom('request_drafts')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  return row?.total ?? 0;
}

export async function deleteDraft(db: Writer, ownerId: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('request_drafts')
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}
