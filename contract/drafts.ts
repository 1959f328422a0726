/** Drafts of requests: nothing of them is a record; they are the person’s own until filed. */
import * as v from 'valibot';
import { AttachmentView } from './attachments.ts';
import { AreaId, PersonId, ServiceId } from './ids.ts';
import { operation } from './operation.ts';
import { Attachments, DESCRIPTION_MAX, DraftId, Place, SUBJECT_MAX } from './request-shapes.ts';
import { Done, Instant } from './shapes.ts';
import { AFFECTED, ALTERNATIVES, MEANWHILE_MAX, STOPS_MAX } from './urgency-shapes.ts';

/** Typed so far, whatever it is; only what no database can store falls away, so that keeping it never fails for that. */
export const typed = /* @__NO_SIDE_EFFECTS__ */ (max: number) =>
  v.pipe(
    v.string('field.text'),
    v.transform((value) => value.replace(/[\0\p{Cs}]/gu, '')),
    v.maxLength(max, 'field.too-long'),
  );

const PLACE_MAX = 80;
const DraftAnswer = v.union(
  [typed(4_000), v.number(), v.boolean(), v.pipe(v.array(typed(300)), v.maxLength(60, 'field.too-many'))],
  'field.invalid',
);
const DraftFields = {
  subject: typed(SUBJECT_MAX),
  description: typed(DESCRIPTION_MAX),
  areaId: v.nullable(AreaId),
  serviceId: v.nullable(ServiceId),
  /** On whose account it is to be filed; null: one's own. */
  principalId: v.optional(v.nullable(PersonId), null),
  place: v.strictObject({
    building: typed(PLACE_MAX),
    floor: typed(PLACE_MAX),
    office: typed(PLACE_MAX),
    phone: typed(PLACE_MAX),
  }),
  /** Answers to the questions of the service so far, and the version of its form. */
  answers: v.optional(v.record(v.pipe(v.string(), v.maxLength(40, 'field.too-long')), DraftAnswer), {}),
  formVersion: v.optional(v.nullable(v.number('field.number')), null),
  /** Answers to the four questions so far; null: urgency is not asked for. */
  urgency: v.optional(
    v.nullable(
      v.strictObject({
        stops: typed(STOPS_MAX),
        affects: v.nullable(v.picklist(AFFECTED, 'field.choice')),
        neededBy: typed(16),
        alternative: v.nullable(v.picklist(ALTERNATIVES, 'field.choice')),
        meanwhile: typed(MEANWHILE_MAX),
      }),
    ),
    null,
  ),
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
  refusals: ['not-found', 'draft.gone', 'attachment.gone'],
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
