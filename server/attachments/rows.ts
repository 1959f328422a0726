/** Uploaded files in the database; their bytes lie in `shared/files.ts` under the same id. */
import { type RawBuilder, sql } from 'kysely';
import type { AttachmentView } from '#contract/attachments.ts';
import type { Forgotten } from '#server/shared/forgetting.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';

export type AttachmentRow = {
  id: string;
  owner_id: string;
  name: string;
  kind: string;
  media_type: string;
  bytes: number;
  sha256: Buffer;
  sent_with: string | null;
  scan: string;
  preview: string;
  preview_width: number | null;
  preview_height: number | null;
  redacted_at: Date | null;
};
export type NewAttachment = Omit<AttachmentRow, 'sent_with' | 'preview_width' | 'preview_height' | 'redacted_at'> & {
  uploaded_at: Date;
  scan_next: Date | null;
};

export const toView = (row: AttachmentRow): AttachmentView => ({
  id: row.id as AttachmentView['id'],
  name: row.name,
  bytes: row.bytes,
  kind: row.kind as AttachmentView['kind'],
  sha256: row.sha256.toString('hex'),
  scan: row.scan as AttachmentView['scan'],
  preview: row.preview as AttachmentView['preview'],
  previewSize:
    row.preview_width === null || row.preview_height === null
      ? null
      : { width: row.preview_width, height: row.preview_height },
  redacted: row.redacted_at !== null,
});

export const COLUMNS = [
  'id',
  'owner_id',
  'name',
  'kind',
  'media_type',
  'bytes',
  'sha256',
  'sent_with',
  'scan',
  'preview',
  'preview_width',
  'preview_height',
  'redacted_at',
] as const;

export async function insertAttachment(db: Writer, row: NewAttachment): Promise<void> {
  await db.insertInto('attachments').values(row).execute();
}

/** What this person uploads at the same time is counted one after the other, until the transaction ends. */
export async function lockQuota(db: Writer, ownerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('attachments.quota'), hashtext(${ownerId}))`.execute(db);
}

export async function unsentBytes(db: Reader, ownerId: string): Promise<number> {
  const row = await db
    .selectFrom('attachments')
    .select((eb) => eb.fn.sum<string | null>('bytes').as('total'))
    .where('owner_id', '=', ownerId)
    .where('sent_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.total ?? 0);
}

/** Takes back one unsent file of this owner; false when there is none. */
export async function deleteUnsent(db: Writer, ownerId: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('attachments')
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .where('sent_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

/** All of them of somebody whose data go; the bytes are swept, as those nobody names. */
export async function forgetUnsent(work: Work, { personId }: Forgotten): Promise<void> {
  await work.db.deleteFrom('attachments').where('owner_id', '=', personId).where('sent_at', 'is', null).execute();
}

/** Marks unsent files of the owner as sent with a request or message; gives those that really were theirs to send. */
export async function send(
  db: Writer,
  given: { ownerId: string; ids: readonly string[]; sentWith: string; now: Date },
): Promise<AttachmentRow[]> {
  return db
    .updateTable('attachments')
    .set({ sent_with: given.sentWith, sent_at: given.now, draft_id: null })
    .where('id', 'in', [...given.ids])
    .where('owner_id', '=', given.ownerId)
    .where('sent_at', 'is', null)
    .returning(COLUMNS)
    .execute();
}

/** What is sent with the request or message that `carrier`, a column of somebody else's statement, refers to. */
export const viewsSentWith = (carrier: RawBuilder<unknown>): RawBuilder<AttachmentView[]> =>
  sql<
    AttachmentView[]
  >`coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'bytes', bytes, 'kind', kind,
    'sha256', encode(sha256, 'hex'), 'scan', scan, 'preview', preview, 'previewSize',
    case when preview_width is not null then jsonb_build_object('width', preview_width, 'height', preview_height) end,
    'redacted', redacted_at is not null)
    order by id) from attachments where sent_with = ${carrier}), '[]')`;

/** Its name gives way to that one, and nobody opens it any more; undefined where it is covered already. */
export async function cover(work: Work, id: string, name: string): Promise<{ id: string } | undefined> {
  return work.db
    .updateTable('attachments')
    .set({ name, redacted_at: work.now, preview: 'none', preview_width: null, preview_height: null })
    .where('id', '=', id)
    .where('sent_at', 'is not', null)
    .where('redacted_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
}

/** The file sent last of those that open; undefined when none was ever sent. */
export async function newestSent(db: Reader): Promise<{ id: string; sent_with: string | null } | undefined> {
  return db
    .selectFrom('attachments')
    .select(['id', 'sent_with'])
    .where('sent_with', 'is not', null)
    .where('scan', '=', 'clean')
    .where('redacted_at', 'is', null)
    .orderBy('sent_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function byId(db: Reader, id: string): Promise<AttachmentRow | undefined> {
  return db.selectFrom('attachments').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** One unsent file of this owner. */
export async function unsentOf(db: Reader, ownerId: string, id: string): Promise<AttachmentRow | undefined> {
  return db
    .selectFrom('attachments')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .where('sent_at', 'is', null)
    .executeTakeFirst();
}

export async function byDrafts(
  db: Reader,
  draftIds: readonly string[],
): Promise<(AttachmentRow & { draft_id: string | null })[]> {
  if (draftIds.length === 0) return [];
  return db
    .selectFrom('attachments')
    .select([...COLUMNS, 'draft_id'])
    .where('draft_id', 'in', [...draftIds])
    .orderBy('id')
    .execute();
}

/** Says which unsent files a draft keeps: those listed, and no others. Gives how many of them are the owner's. */
export async function keepForDraft(
  db: Writer,
  given: { ownerId: string; draftId: string; ids: readonly string[] },
): Promise<number> {
  await db
    .updateTable('attachments')
    .set({ draft_id: null })
    .where('draft_id', '=', given.draftId)
    .where('owner_id', '=', given.ownerId)
    .where('sent_at', 'is', null)
    .$if(given.ids.length > 0, (query) => query.where('id', 'not in', [...given.ids]))
    .execute();
  if (given.ids.length === 0) return 0;
  const kept = await db
    .updateTable('attachments')
    .set({ draft_id: given.draftId })
    .where('id', 'in', [...given.ids])
    .where('owner_id', '=', given.ownerId)
    .where('sent_at', 'is', null)
    .returning('id')
    .execute();
  return kept.length;
}

/** Unsent files that no draft keeps, uploaded before: their rows go, the ids are given to remove the bytes. */
export async function forgetAbandoned(db: Writer, before: Date): Promise<string[]> {
  const gone = await db
    .deleteFrom('attachments')
    .where('sent_at', 'is', null)
    .where('draft_id', 'is', null)
    .where('uploaded_at', '<', before)
    .returning('id')
    .execute();
  return gone.map((row) => row.id);
}

export async function known(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('attachments')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Files a backup keeps: those whose bytes are there. */
export const KEPT = "select id, bytes, sha256 from attachments where scan <> 'infected'";
