/** Drafts of requests: nothing of them is a record; they are the person’s own until filed. */
import * as v from 'valibot';
import { AttachmentView } from './attachments.ts';
import { AreaId, ServiceId } from './catalogue.ts';
import { operation } from './operation.ts';
import { Attachments, DESCRIPTION_MAX, DraftId, Place, SUBJECT_MAX } from './request-shapes.ts';
import { Done, Instant } from './shapes.ts';

const DraftFields = {
  subject: v.pipe(v.string('field.text'), v.maxLength(SUBJECT_MAX, 'field.too-long')),
  description: v.pipe(v.string('field.text'), v.maxLength(DESCRIPTION_MAX, 'field.too-long')),
  areaId: v.nullable(AreaId),
  serviceId: v.nullable(ServiceId),
  place: v.strictObject({
    building: v.pipe(v.string(), v.maxLength(80)),
    floor: v.pipe(v.string(), v.maxLength(80)),
    office: v.pipe(v.string(), v.maxLength(80)),
    phone: v.pipe(v.string(), v.maxLength(80)),
  }),
};

export const DraftView = v.object({
  id: DraftId,
  ...DraftFields,
  attachments: v.array(AttachmentView),
  savedAt: Instant,
});
export type DraftView = v.InferOutput<typeof DraftView>;

export const readDrafts = operation({
  name: 'readDrafts',
  method: 'GET',
  path: '/api/drafts',
  permission: 'account.own',
  summary: 'Own unfinished requests, newest first, and the place remembered from the last one',
  reply: v.object({ drafts: v.array(DraftView), lastPlace: Place }),
});

export const saveDraft = operation({
  name: 'saveDraft',
  method: 'PUT',
  path: '/api/drafts/:id',
  permission: 'request.file',
  summary: 'Keep an unfinished request; the page sends it every few seconds while typing',
  params: v.strictObject({ id: DraftId }),
  body: v.strictObject({ ...DraftFields, attachments: Attachments }),
  reply: v.object({ savedAt: Instant }),
  refusals: ['not-found', 'attachment.gone'],
});

export const discardDraft = operation({
  name: 'discardDraft',
  method: 'DELETE',
  path: '/api/drafts/:id',
  permission: 'account.own',
  summary: 'Throw an unfinished request away, with its files',
  params: v.strictObject({ id: DraftId }),
  reply: Done,
  refusals: ['not-found'],
});
