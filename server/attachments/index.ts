/** Attachments: bytes kept safe until sent with a request or a message. Who may open one is the request's to say. */
import {
  ATTACHMENT_MAX_COUNT,
  type AttachmentView,
  discardAttachment,
  ownAttachment,
  ownThumbnail,
  uploadAttachment,
} from '#contract/attachments.ts';
import { Fault } from '#server/shared/fault.ts';
import type { Made } from '#server/shared/files.ts';
import type { House, Slice } from '#server/shared/house.ts';
import { answer, FileAnswer, PictureAnswer, type Route } from '#server/shared/http/answer.ts';
import { personOf } from '#server/shared/policy.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import { drawAgain, drawPreviews, PREVIEWS } from './previews.ts';
import {
  type AttachmentRow,
  byDrafts,
  byId,
  cover,
  deleteUnsent,
  forgetUnsent,
  KEPT,
  keepForDraft,
  known,
  newestSent,
  send,
  toView,
  unsentOf,
  viewsSentWith,
} from './rows.ts';
import { SCAN, scanHeld } from './scanning.ts';
import { sweepAttachments } from './sweep.ts';
import { upload } from './upload.ts';

export { drawSoon } from './previews.ts';
export { scannerFailing } from './scanning.ts';
export { keepForDraft, newestSent, viewsSentWith };

/**
 * Sends the person's uploaded files with a request or message; all of them or none (`attachment.gone`, `.infected`). Those
 * that answer questions count with the others: more than one sending carries is `attachment.too-many`.
 */
export async function attachTo(
  work: Work,
  given: { ownerId: string; sentWith: string; ids: readonly string[] },
): Promise<AttachmentView[]> {
  const ids = [...new Set(given.ids)];
  if (ids.length === 0) return [];
  if (ids.length > ATTACHMENT_MAX_COUNT)
    throw new Fault('attachment.too-many', { count: ids.length, limit: ATTACHMENT_MAX_COUNT });
  const rows = await send(work.db, { ...given, ids, now: work.now });
  if (rows.length !== ids.length) throw new Fault('attachment.gone');
  const infected = rows.find((row) => row.scan === 'infected');
  if (infected) throw new Fault('attachment.infected', { name: infected.name });
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(toView));
}

const byCarrier = (rows: readonly (AttachmentRow & { carrier: string | null })[]): Map<string, AttachmentView[]> => {
  const map = new Map<string, AttachmentView[]>();
  for (const row of rows) map.set(row.carrier ?? '', [...(map.get(row.carrier ?? '') ?? []), toView(row)]);
  return map;
};

/** Unsent files by the draft that keeps them. */
export const attachmentsOfDrafts = async (
  db: Reader,
  draftIds: readonly string[],
): Promise<Map<string, AttachmentView[]>> =>
  byCarrier((await byDrafts(db, draftIds)).map((row) => ({ ...row, carrier: row.draft_id })));

/** Names of unsent files of this owner; those that are not theirs are not among them. */
export async function fileNames(
  db: Reader,
  ownerId: string,
  ids: readonly string[],
): Promise<Pick<AttachmentView, 'id' | 'name'>[]> {
  const rows = await Promise.all(ids.map((id) => unsentOf(db, ownerId, id)));
  return rows.flatMap((row) => (row === undefined ? [] : [toView(row)]));
}

/** What a file was sent with, for the owner of that record to ask its own policy; undefined while unsent. */
export async function sentWith(db: Reader, attachmentId: string): Promise<string | undefined> {
  return (await byId(db, attachmentId))?.sent_with ?? undefined;
}

/** What was sent is called, and what it was sent with; undefined where nothing was. */
export async function sentFile(
  db: Reader,
  attachmentId: string,
): Promise<{ name: string; sentWith: string; sha256: Buffer; redacted: boolean } | undefined> {
  const row = await byId(db, attachmentId);
  return row?.sent_with
    ? { name: row.name, sentWith: row.sent_with, sha256: row.sha256, redacted: row.redacted_at !== null }
    : undefined;
}

/** Covers a file that was sent: called `name` from now on, and opened by nobody. Throws `redaction.done`. */
export async function coverFile(work: Work, attachmentId: string, name: string): Promise<void> {
  if (!(await cover(work, attachmentId, name))) throw new Fault('redaction.done');
}

/** Nobody opens what was not found clean, whoever they are. */
function clean(row: AttachmentRow | undefined): AttachmentRow {
  if (!row) throw new Fault('not-found');
  if (row.scan === 'held') throw new Fault('attachment.held', { name: row.name }, { retryAfter: 60 });
  if (row.scan === 'infected') throw new Fault('attachment.infected', { name: row.name });
  return row;
}

function open(row: AttachmentRow | undefined): AttachmentRow {
  if (row && row.redacted_at !== null) throw new Fault('attachment.redacted');
  return clean(row);
}

/** A covered file, under the name it had; the caller has asked its policy. */
export async function openCovered(house: House, file: { id: string; name: string }): Promise<FileAnswer> {
  const row = clean(await byId(house.store.read, file.id));
  return new FileAnswer({ name: file.name, bytes: row.bytes, content: house.files.read(row.id) });
}

/** The file as an answer; the caller has asked its policy. */
export async function openAttachment(house: House, attachmentId: string): Promise<FileAnswer> {
  const row = open(await byId(house.store.read, attachmentId));
  return new FileAnswer({ name: row.name, bytes: row.bytes, content: house.files.read(row.id) });
}

async function pictureOf(house: House, row: AttachmentRow, made: Made): Promise<PictureAnswer> {
  if (row.preview !== 'ready') throw new Fault('not-found');
  const webp = await house.files.readMade(row.id, made);
  if (webp !== null) return new PictureAnswer(webp);
  await drawAgain(house, row.id);
  throw new Fault('not-found');
}

/** A picture of the file as an answer; the caller has asked its policy. */
export async function openPicture(house: House, attachmentId: string, made: Made): Promise<PictureAnswer> {
  return pictureOf(house, open(await byId(house.store.read, attachmentId)), made);
}

async function own(house: House, ownerId: string, id: string): Promise<AttachmentRow> {
  const row = await unsentOf(house.store.read, ownerId, id);
  if (!row) throw new Fault('not-found');
  return row;
}

async function discard(house: House, ownerId: string, id: string): Promise<{ done: true }> {
  const gone = await house.store.aside('upload', (db) => deleteUnsent(db, ownerId, id));
  if (!gone) throw new Fault('not-found');
  await house.files.remove(id);
  return { done: true };
}

const routes = (house: House): Route[] => [
  answer(uploadAttachment).with(({ actor, query, upload: content, declaredBytes = 0 }) => {
    if (content === null) throw new Fault('type.unsupported');
    return upload(house, actor, { name: query.name, content, declaredBytes });
  }),
  answer(ownAttachment).with(async ({ actor, params }) => toView(await own(house, personOf(actor).id, params.id))),
  answer(ownThumbnail).with(async ({ actor, params }) =>
    pictureOf(house, clean(await own(house, personOf(actor).id, params.id)), 'thumb'),
  ),
  answer(discardAttachment).with(({ actor, params }) => discard(house, personOf(actor).id, params.id)),
];

export const attachmentsSlice: Slice = {
  name: 'attachments',
  routes,
  namesFiles: known,
  keptFiles: KEPT,
  // What was sent is the record.
  forgets: forgetUnsent,
  schedules: [
    { name: 'attachments-sweep', cron: '17 * * * *', run: sweepAttachments },
    { name: PREVIEWS, cron: '* * * * *', run: drawPreviews },
    { name: SCAN, cron: '* * * * *', run: scanHeld },
  ],
};
