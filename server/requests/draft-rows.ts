/** Unfinished requests in the database: the person's own, no record of anything. */
import type { DraftView } from '#contract/requests.ts';
import type { Reader, Writer } from '#server/shared/store.ts';

export type DraftContent = {
  subject: string;
  description: string;
  areaId: string | null;
  serviceId: string | null;
  /** Absent from drafts older than delegations. */
  principalId?: string | null;
  place: { building: string; floor: string; office: string; phone: string };
  /** Absent from drafts older than forms. */
  answers?: DraftView['answers'];
  formVersion?: number | null;
  /** Absent from drafts older than the question. */
  urgency?: DraftView['urgency'];
};
export type DraftRow = { id: string; owner_id: string; content: DraftContent; saved_at: Date };

export async function draftsOf(db: Reader, ownerId: string): Promise<DraftRow[]> {
  const rows = await db
    .selectFrom('request_drafts')
    .select(['id', 'owner_id', 'content', 'saved_at'])
    .where('owner_id', '=', ownerId)
    .where('gone_at', 'is', null)
    .orderBy('saved_at', 'desc')
    .limit(20)
    .execute();
  return rows as unknown as DraftRow[];
}

/** Keeps the draft; `gone` when it was filed or thrown away already, `foreign` when the id belongs to somebody else. */
export async function saveDraftRow(db: Writer, row: DraftRow): Promise<'kept' | 'gone' | 'foreign'> {
  const saved = await db
    .insertInto('request_drafts')
    .values({ id: row.id, owner_id: row.owner_id, content: JSON.stringify(row.content), saved_at: row.saved_at })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ content: JSON.stringify(row.content), saved_at: row.saved_at })
        .where('request_drafts.owner_id', '=', row.owner_id)
        .where('request_drafts.gone_at', 'is', null),
    )
    .returning('id')
    .executeTakeFirst();
  if (saved !== undefined) return 'kept';
  const there = await db.selectFrom('request_drafts').select('owner_id').where('id', '=', row.id).executeTakeFirst();
  return there?.owner_id === row.owner_id ? 'gone' : 'foreign';
}

export async function countDrafts(db: Reader, ownerId: string): Promise<number> {
  const row = await db
    .selectFrom('request_drafts')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('owner_id', '=', ownerId)
    .where('gone_at', 'is', null)
    .executeTakeFirst();
  return row?.total ?? 0;
}

/**
 * Ends a draft that was filed or thrown away, even one whose first copy has not arrived yet: its words go at once, its id
 * stays a while, so that a copy still on its way does not bring it back. False when there was none to end.
 */
export async function endDraft(db: Writer, draft: { ownerId: string; id: string; now: Date }): Promise<boolean> {
  const ended = { content: JSON.stringify({}), gone_at: draft.now };
  const fresh = await db
    .insertInto('request_drafts')
    .values({ id: draft.id, owner_id: draft.ownerId, saved_at: draft.now, ...ended })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (fresh !== undefined) return false;
  const kept = await db
    .updateTable('request_drafts')
    .set(ended)
    .where('id', '=', draft.id)
    .where('owner_id', '=', draft.ownerId)
    .where('gone_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

export async function forgetEnded(db: Writer, before: Date): Promise<void> {
  await db.deleteFrom('request_drafts').where('gone_at', '<', before).execute();
}
