/** The request (solicitud): filing and reading it. States and guards: `server/requests/rules.ts`. */
import * as v from 'valibot';
import { AttachmentId } from './attachments.ts';
import { Answers } from './form-shapes.ts';
import { AreaId, PersonId, ServiceId } from './ids.ts';
import { operation } from './operation.ts';
import { CAPTURE_ORIGINS, Origin } from './request-care.ts';
import {
  Attachments,
  DESCRIPTION_MAX,
  DraftId,
  Place,
  RequestId,
  RequestRef,
  RequestSummary,
  RequestView,
  StateFilter,
  SUBJECT_MAX,
} from './request-shapes.ts';
import { Cursor, Done, Instant, line, text } from './shapes.ts';
import { UrgencyFacts } from './urgency-shapes.ts';

export * from './drafts.ts';
export * from './queue.ts';
export * from './reply-drafts.ts';
export * from './request-acts.ts';
export * from './request-attending.ts';
export * from './request-care.ts';
export * from './request-clock.ts';
export * from './request-shapes.ts';
export * from './urgency-shapes.ts';

const oneRequest = v.strictObject({ id: RequestId });

const listFilters = {
  /** Folio in any form (123, 000123, SS/2026/123) or words of the subject. */
  q: v.optional(line(0, 160)),
  state: v.optional(StateFilter),
  area: v.optional(AreaId),
  cursor: v.optional(Cursor),
};

export const listMyRequests = operation({
  name: 'listMyRequests',
  method: 'GET',
  path: '/api/requests',
  permission: 'account.own',
  summary: 'Own requests, those of whom one acts on account of, and those one takes part in; newest movement first',
  query: v.strictObject({
    ...listFilters,
    /** Those one asked for, or those of others: on whose account one acts, or in which one takes part. Both where it is left out. */
    whose: v.optional(v.picklist(['own', 'theirs'], 'field.choice')),
  }),
  reply: v.object({
    items: v.array(RequestSummary),
    next: v.nullable(v.string()),
    /** What waits for this person, whatever the filters; at most six. First page only, else empty. */
    waiting: v.array(v.object({ request: RequestSummary, question: v.string() })),
    /** Rows of each group for this person, capped at 1000. First page only. */
    counts: v.nullable(
      v.object({ open: v.number(), my_turn: v.number(), resolved: v.number(), closed: v.number(), all: v.number() }),
    ),
  }),
});

export const fileRequest = operation({
  name: 'fileRequest',
  method: 'POST',
  path: '/api/requests',
  permission: 'request.file',
  summary:
    'File a request: issues the folio, keeps the receipt, sends the letter. One Idempotency-Key makes one request',
  status: 201,
  idempotent: true,
  body: v.strictObject({
    draftId: v.nullable(DraftId),
    subject: line(5, SUBJECT_MAX),
    description: text(10, DESCRIPTION_MAX),
    areaId: AreaId,
    serviceId: v.nullable(ServiceId),
    place: Place,
    attachments: Attachments,
    /** Of the questions of the service (`readServiceForm`); files among them need not stand among the attachments. */
    answers: v.optional(Answers, {}),
    /** The version of the form that was filled in; null: none was seen. */
    formVersion: v.optional(v.nullable(v.pipe(v.number('field.number'), v.integer('field.number'))), null),
    /** Asks Servicios Generales to attend it as urgent; its level stays until they decide. */
    urgency: v.optional(v.nullable(UrgencyFacts)),
  }),
  reply: RequestView,
  refusals: [
    'service.not-in-area',
    'service.not-offered',
    'form.changed',
    'attachment.gone',
    'attachment.too-many',
    'idempotency.mismatch',
    'not-found',
  ],
});

/** Written down by the desk for somebody who asked otherwise: theirs from the first moment. */
export const captureRequest = operation({
  name: 'captureRequest',
  method: 'POST',
  path: '/api/requests/captured',
  permission: 'request.capture',
  summary: 'File a request for a person who asked by telephone, in person or by official letter; it is theirs',
  status: 201,
  idempotent: true,
  body: v.strictObject({ ...fileRequest.body.entries, requesterId: PersonId, origin: Origin }),
  reply: RequestView,
  refusals: [...fileRequest.refusals, 'service.not-for-requester'],
});

export const readRequest = operation({
  name: 'readRequest',
  method: 'GET',
  path: '/api/requests/:ref',
  permission: 'request.read',
  summary: 'One request with its thread, as much of it as this person may know',
  params: v.strictObject({ ref: RequestRef }),
  reply: RequestView,
  refusals: ['not-found'],
});

export const markRead = operation({
  name: 'markRead',
  method: 'PUT',
  path: '/api/requests/:id/read',
  permission: 'request.read',
  summary: 'Everything up to this entry of the thread was on screen',
  params: oneRequest,
  body: v.strictObject({
    through: v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(0, 'field.number')),
  }),
  reply: Done,
  refusals: ['not-found'],
});

const oneFile = v.strictObject({ id: RequestId, attachmentId: AttachmentId });

export const downloadAttachment = operation({
  name: 'downloadAttachment',
  method: 'GET',
  path: '/api/requests/:id/attachments/:attachmentId',
  permission: 'request.read',
  summary: 'A file of a request, as a sandboxed download',
  carrier: 'download',
  params: oneFile,
  reply: Done,
  refusals: ['not-found', 'attachment.held', 'attachment.infected', 'attachment.redacted'],
});

export const previewAttachment = operation({
  name: 'previewAttachment',
  method: 'GET',
  path: '/api/requests/:id/attachments/:attachmentId/preview',
  permission: 'request.read',
  summary: 'A file of a request as a picture drawn by the desk: the image, or the first page',
  carrier: 'picture',
  params: oneFile,
  reply: Done,
  refusals: ['not-found', 'attachment.held', 'attachment.infected', 'attachment.redacted'],
});

export const thumbnailAttachment = operation({
  name: 'thumbnailAttachment',
  method: 'GET',
  path: '/api/requests/:id/attachments/:attachmentId/thumbnail',
  permission: 'request.read',
  summary: 'A file of a request as a small square picture',
  carrier: 'picture',
  params: oneFile,
  reply: Done,
  refusals: ['not-found', 'attachment.held', 'attachment.infected', 'attachment.redacted'],
});

/** The acuse: what was registered, when, and its fingerprint. Legal paper, third person. */
export const ReceiptView = v.object({
  requestId: RequestId,
  /** Its sealed record: by it the paper is asked for (`downloadRequestRecord`). */
  recordId: v.pipe(v.string(), v.uuid()),
  folio: v.string(),
  registeredAt: Instant,
  governmentName: v.string(),
  hostAgencyName: v.string(),
  ownerUnit: v.string(),
  operatorUnit: v.string(),
  requesterName: v.string(),
  positionName: v.string(),
  agencyName: v.string(),
  areaName: v.string(),
  serviceName: v.nullable(v.string()),
  levelName: v.string(),
  firstResponseDueAt: Instant,
  resolutionDueAt: Instant,
  subject: v.string(),
  description: v.string(),
  attachments: v.array(v.object({ name: v.string(), bytes: v.number(), sha256: v.string() })),
  /** Questions of the service with what was answered, one text each. */
  answers: v.optional(v.array(v.object({ label: v.string(), shown: v.array(v.string()) })), []),
  /** What was said, when urgency was asked for on filing. */
  urgency: v.optional(v.nullable(UrgencyFacts), null),
  /** Who of the desk wrote it down and how it came; null when its requester filed it. Receipts of before say nothing of it. */
  capture: v.optional(
    v.nullable(
      v.object({
        by: v.string(),
        origin: v.picklist(CAPTURE_ORIGINS),
        number: v.nullable(v.string()),
        date: v.nullable(v.string()),
      }),
    ),
    null,
  ),
  /** Of the year it was filed in. */
  legend: v.optional(v.nullable(v.string()), null),
  /** Who filed it on account of its requester; null: nobody else. */
  filedBy: v.optional(v.nullable(v.string()), null),
  /** Some of it was covered since: marks stand there, and the sealed record is as it was. */
  redacted: v.boolean(),
  /** Later than the registration for what was filed before there were seals. */
  sealedAt: Instant,
  /** Whoever has it may ask whether this receipt is genuine, at `verifyAt`. */
  code: v.string(),
  verifyAt: v.string(),
  /** SHA-256 of the RFC 8785 form of the snapshot taken at registration. */
  sha256: v.string(),
  /** Cadena original and sello digital (base64), and the id of the key that sealed. */
  cadena: v.string(),
  seal: v.string(),
  keyId: v.string(),
  legalText: v.string(),
});
export type ReceiptView = v.InferOutput<typeof ReceiptView>;

export const readReceipt = operation({
  name: 'readReceipt',
  method: 'GET',
  path: '/api/requests/:ref/receipt',
  permission: 'request.read',
  summary: 'The receipt of a request, to print',
  params: v.strictObject({ ref: RequestRef }),
  reply: ReceiptView,
  refusals: ['not-found'],
});
