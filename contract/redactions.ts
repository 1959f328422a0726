/** Covering part of a request ("testar"), and opening the original that is kept. */
import * as v from 'valibot';
import { AttachmentId } from './attachments.ts';
import { MessageId } from './ids.ts';
import { operation } from './operation.ts';
import { REDACTABLE, REDACTION_GROUNDS, RedactionId } from './redaction-shapes.ts';
import { oneRequest } from './request-acts.ts';
import { DESCRIPTION_MAX, RequestId, RequestView } from './request-shapes.ts';
import { Done, line, text } from './shapes.ts';

/** Shorter ones would cover letters of other words. */
export const PASSAGE_MIN = 2;
export const PASSAGES_MAX = 40;

/** Each is covered wherever it stands in that text, letter by letter as it is written; null: all of it. */
const passages = v.nullable(
  v.pipe(
    v.array(
      v.pipe(
        v.string('field.text'),
        v.minLength(PASSAGE_MIN, 'field.too-short'),
        v.maxLength(DESCRIPTION_MAX, 'field.too-long'),
      ),
    ),
    v.minLength(1, 'field.required'),
    v.maxLength(PASSAGES_MAX, 'field.too-many'),
  ),
);

const Target = v.variant(
  'what',
  [
    v.strictObject({ what: v.literal('subject'), passages }),
    v.strictObject({ what: v.literal('description'), passages }),
    v.strictObject({ what: v.literal('message'), messageId: MessageId, passages }),
    v.strictObject({ what: v.literal('file'), attachmentId: AttachmentId }),
  ],
  'field.choice',
);

export const redactRequest = operation({
  name: 'redactRequest',
  method: 'POST',
  path: '/api/requests/:id/redactions',
  permission: 'request.redact',
  summary:
    'Cover a message, passages of it, the subject, the description or a file: a mark stays, the original is kept',
  idempotent: true,
  asksAgain: true,
  params: oneRequest,
  body: v.strictObject({
    target: Target,
    ground: v.picklist(REDACTION_GROUNDS, 'field.choice'),
    basis: v.optional(line(0, 200), ''),
    reason: text(5, 1000),
  }),
  reply: RequestView,
  refusals: ['not-found', 'request.past', 'redaction.absent', 'redaction.done', 'idempotency.mismatch'],
});

const oneRedaction = v.strictObject({ id: RequestId, redactionId: RedactionId });

export const openOriginal = operation({
  name: 'openOriginal',
  method: 'POST',
  path: '/api/requests/:id/redactions/:redactionId/original',
  permission: 'redaction.open',
  summary: 'What was covered, as it stood; who opened it and why stays on record',
  asksAgain: true,
  params: oneRedaction,
  body: v.strictObject({ reason: text(5, 1000) }),
  reply: v.object({
    what: v.picklist(REDACTABLE),
    /** As it stood before it was covered; of a file, its name. */
    text: v.string(),
    /** Of the text; of a file, of its bytes. Both stand in the history. */
    sha256: v.string(),
  }),
  refusals: ['not-found'],
});

export const downloadOriginal = operation({
  name: 'downloadOriginal',
  method: 'GET',
  path: '/api/requests/:id/redactions/:redactionId/file',
  permission: 'redaction.open',
  summary: 'The covered file itself, for whoever opened its original in the last ten minutes',
  carrier: 'download',
  asksAgain: true,
  params: oneRedaction,
  reply: Done,
  refusals: ['not-found', 'redaction.unopened', 'attachment.held', 'attachment.infected'],
});
