/** Files sent with a request or a message: uploaded first, attached by id, downloaded through the request. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Done, id } from './shapes.ts';

export const AttachmentId = id('AttachmentId');
export type AttachmentId = v.InferOutput<typeof AttachmentId>;

/** One file may weigh 25 MiB; ten go with one message. */
export const ATTACHMENT_MAX_BYTES = 25 * 1024 * 1024;
export const ATTACHMENT_MAX_COUNT = 10;
/** What one person may hold uploaded and not yet sent. */
export const UNSENT_MAX_BYTES = 250 * 1024 * 1024;

/**
 * What is accepted: extension → kind. The bytes must agree (magic number where the type has one).
 * Programs, scripts, pages and drawings that run (svg, html) are not on the list on purpose.
 */
export const ATTACHMENT_TYPES = {
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  heic: 'image',
  bmp: 'image',
  pdf: 'document',
  docx: 'document',
  xlsx: 'document',
  pptx: 'document',
  odt: 'document',
  ods: 'document',
  doc: 'document',
  xls: 'document',
  ppt: 'document',
  rtf: 'document',
  txt: 'text',
  csv: 'text',
  log: 'text',
  xml: 'text',
  json: 'text',
  zip: 'archive',
  mp4: 'video',
  mp3: 'audio',
} as const;
export type AttachmentKind = (typeof ATTACHMENT_TYPES)[keyof typeof ATTACHMENT_TYPES];
export const AttachmentKindName = v.picklist(['image', 'document', 'text', 'archive', 'video', 'audio']);

/** A file name as typed: shown, never used as a path. Direction marks and control characters fall away. */
export const FileName = v.pipe(
  v.string('field.text'),
  v.transform((value) =>
    value
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
      .replace(/[/\\]/g, '_')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[. ]+$/, ''),
  ),
  v.minLength(1, 'field.required'),
  v.maxLength(200, 'field.too-long'),
);

/** `held`: not scanned yet, so nobody opens it; `infected`: its bytes are gone, its name stays. */
export const SCANS = ['clean', 'held', 'infected'] as const;
/** A picture of the file, drawn by the desk. `none`: not of a kind that has one; `failed`: could not be drawn. */
export const PREVIEWS = ['none', 'waiting', 'ready', 'failed'] as const;
/** Longest side of a preview; a thumbnail is a square of this side. */
export const PREVIEW_SIDE = 1600;
export const THUMBNAIL_SIDE = 320;

export const AttachmentView = v.object({
  id: AttachmentId,
  name: v.string(),
  bytes: v.number(),
  kind: AttachmentKindName,
  sha256: v.string(),
  scan: v.picklist(SCANS),
  preview: v.picklist(PREVIEWS),
  /** It was covered: nobody opens it, and its name is not told. */
  redacted: v.boolean(),
  /** Of the preview, so that its place on the page is kept while it loads; null unless `ready`. */
  previewSize: v.nullable(v.object({ width: v.number(), height: v.number() })),
});
export type AttachmentView = v.InferOutput<typeof AttachmentView>;

export const uploadAttachment = operation({
  name: 'uploadAttachment',
  method: 'POST',
  path: '/api/attachments',
  permission: 'request.file',
  summary: 'Upload one file (the body is its bytes); it is nobody else’s until attached to a request or a message',
  status: 201,
  carrier: 'upload',
  query: v.strictObject({ name: FileName }),
  reply: AttachmentView,
  refusals: [
    'attachment.too-large',
    'attachment.type-refused',
    'attachment.false-extension',
    'attachment.picture-too-large',
    'attachment.bomb',
    'attachment.damaged',
    'attachment.infected',
    'attachment.empty',
    'attachment.quota',
    'workshop.busy',
    'storage.full',
  ],
});

export const ownAttachment = operation({
  name: 'ownAttachment',
  method: 'GET',
  path: '/api/attachments/:id',
  permission: 'account.own',
  summary: 'How an uploaded file that was not sent yet stands: scanned, drawn',
  background: true,
  params: v.strictObject({ id: AttachmentId }),
  reply: AttachmentView,
  refusals: ['not-found'],
});

export const ownThumbnail = operation({
  name: 'ownThumbnail',
  method: 'GET',
  path: '/api/attachments/:id/thumbnail',
  permission: 'account.own',
  summary: 'A small picture of an uploaded file that was not sent yet',
  carrier: 'picture',
  params: v.strictObject({ id: AttachmentId }),
  reply: Done,
  refusals: ['not-found', 'attachment.held', 'attachment.infected'],
});

export const discardAttachment = operation({
  name: 'discardAttachment',
  method: 'DELETE',
  path: '/api/attachments/:id',
  permission: 'account.own',
  summary: 'Take back an uploaded file that was not sent',
  params: v.strictObject({ id: AttachmentId }),
  reply: Done,
  refusals: ['not-found'],
});
