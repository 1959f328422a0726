/** Attachments: bytes kept safe until sent with a request or a message. Who may open one is the request's to say. */
import { type AttachmentView, discardAttachment, uploadAttachment } from '#contract/attachments.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House, Slice } from '#server/shared/house.ts';
import { answer, FileAnswer, type Route } from '#server/shared/http/answer.ts';
import { personOf } from '#server/shared/policy.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import { type AttachmentRow, byDrafts, byId, bySentWith, deleteUnsent, keepForDraft, send, toView } from './rows.ts';
import { sweepAttachments } from './sweep.ts';
import { upload } from './upload.ts';

export { keepForDraft };

/** Sends the person's uploaded files with a request or message; all of them or none (`attachment.gone`). */
export async function attachTo(
  work: Work,
  given: { ownerId: string; sentWith: string; ids: readonly string[] },
): Promise<AttachmentView[]> {
  const ids = [...new Set(given.ids)];
  if (ids.length === 0) return [];
  const rows = await send(work.db, { ...given, ids, now: work.now });
  if (rows.length !== ids.length) throw new Fault('attachment.gone');
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(toView));
}

const byCarrier = (rows: readonly (AttachmentRow & { carrier: string | null })[]): Map<string, AttachmentView[]> => {
  const map = new Map<string, AttachmentView[]>();
  for (const row of rows) map.set(row.carrier ?? '', [...(map.get(row.carrier ?? '') ?? []), toView(row)]);
  return map;
};

/** Files by what they were sent with. */
export const attachmentsSentWith = async (db: Reader, ids: readonly string[]): Promise<Map<string, AttachmentView[]>> =>
  byCarrier((await bySentWith(db, ids)).map((row) => ({ ...row, carrier: row.sent_with })));

/** Unsent files by the draft that keeps them. */
export const attachmentsOfDrafts = async (
  db: Reader,
  draftIds: readonly string[],
): Promise<Map<string, AttachmentView[]>> =>
  byCarrier((await byDrafts(db, draftIds)).map((row) => ({ ...row, carrier: row.draft_id })));

/** What a file was sent with, for the owner of that record to ask its own policy; undefined while unsent. */
export async function sentWith(db: Reader, attachmentId: string): Promise<string | undefined> {
  return (await byId(db, attachmentId))?.sent_with ?? undefined;
}

/** The file as an answer; the caller has asked its policy. */
export async function openAttachment(house: House, attachmentId: string): Promise<FileAnswer> {
  const row = await byId(house.store.read, attachmentId);
  if (!row) throw new Fault('not-found');
  return new FileAnswer({ name: row.name, bytes: row.bytes, content: house.files.read(row.id) });
}

async function discard(house: House, ownerId: string, id: string): Promise<{ done: true }> {
  const gone = await house.store.aside('upload', (db) => deleteUnsent(db, ownerId, id));
  if (!gone) throw new Fault('not-found');
  await house.files.remove(id);
  return { done: true };
}

const routes = (house: House): Route[] => [
  answer(uploadAttachment).with(({ actor, query, upload: content }) => {
    if (content === null) throw new Fault('type.unsupported');
    return upload(house, actor, { name: query.name, content });
  }),
  answer(discardAttachment).with(({ actor, params }) => discard(house, personOf(actor).id, params.id)),
];

export const attachmentsSlice: Slice = {
  name: 'attachments',
  routes,
  schedules: [{ name: 'attachments-sweep', cron: '17 * * * *', run: sweepAttachments }],
};
