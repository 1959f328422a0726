/** What attending asks of both sides: a visit agreed, another classification, how satisfied, and writing down for somebody. */
import * as v from 'valibot';
import { AttachmentId } from './attachments.ts';
import { Answers } from './form-shapes.ts';
import { AreaId, PersonId, ServiceId } from './ids.ts';
import { operation } from './operation.ts';
import { acts, Day, oneRequest, seen } from './request-acts.ts';
import { MESSAGE_MAX, RequestView } from './request-shapes.ts';
import { Instant, LocalText, line, OneTimeToken, text } from './shapes.ts';

/** Suits me: the clock stands still from now until the agreed time. */
export const acceptVisit = operation({
  name: 'acceptVisit',
  method: 'POST',
  path: '/api/requests/:id/visit/accept',
  permission: 'request.settle',
  summary: 'The requester accepts the visit: the clock pauses until the agreed time',
  params: oneRequest,
  body: v.strictObject(seen),
  reply: RequestView,
  refusals: [...acts, 'date.past'],
});

export const declineVisit = operation({
  name: 'declineVisit',
  method: 'POST',
  path: '/api/requests/:id/visit/decline',
  permission: 'request.settle',
  summary: 'The requester proposes another time: the visit falls, the words go to the thread',
  idempotent: true,
  params: oneRequest,
  body: v.strictObject({ ...seen, text: text(1, MESSAGE_MAX) }),
  reply: RequestView,
  refusals: [...acts, 'idempotency.mismatch'],
});

export const reclassifyRequest = operation({
  name: 'reclassifyRequest',
  method: 'POST',
  path: '/api/requests/:id/reclassify',
  permission: 'request.attend',
  summary: 'Another area or service under the same folio; level, deadlines and team follow, the requester is told why',
  params: oneRequest,
  body: v.strictObject({
    ...seen,
    areaId: AreaId,
    serviceId: v.nullable(ServiceId),
    reason: text(3, 500),
    /** To the questions of the new service, as far as they are known: its requester is asked for the rest. */
    answers: v.optional(Answers, {}),
    /** The version of the form that was filled in; null: none was seen. */
    formVersion: v.optional(v.nullable(v.pipe(v.number('field.number'), v.integer('field.number'))), null),
  }),
  reply: RequestView,
  refusals: [
    ...acts,
    'service.not-in-area',
    'service.not-for-requester',
    'request.same-class',
    'form.changed',
    'attachment.gone',
    'attachment.too-many',
  ],
});

/* Satisfaction */

/** 1: not at all · 5: very. */
export const Score = v.pipe(
  v.number('field.number'),
  v.integer('field.number'),
  v.minValue(1, 'field.number'),
  v.maxValue(5, 'field.number'),
);
const rating = { score: Score, comment: v.optional(text(0, 1000), '') };

export const rateRequest = operation({
  name: 'rateRequest',
  method: 'PUT',
  path: '/api/requests/:id/satisfaction',
  permission: 'request.settle',
  summary: 'How satisfied the requester is, 1 to 5, with a comment; may be changed for five business days',
  params: oneRequest,
  body: v.strictObject(rating),
  reply: RequestView,
  refusals: ['not-found', 'request.transition', 'request.past'],
});

/** Opening the page of a letter votes nothing: scanners of mail open links too. The secret comes in the body, never in an address. */
export const lookAtSurvey = operation({
  name: 'lookAtSurvey',
  method: 'POST',
  path: '/api/satisfaction/look',
  permission: 'public',
  summary: 'What a survey link of a letter is about; changes nothing',
  body: v.strictObject({ token: OneTimeToken }),
  reply: v.object({
    folio: v.string(),
    subject: v.string(),
    productName: v.string(),
    until: Instant,
    /** What was said before, by another link or on the page. */
    score: v.nullable(v.number()),
  }),
  refusals: ['token.spent', 'rate.exceeded'],
});

export const answerSurvey = operation({
  name: 'answerSurvey',
  method: 'POST',
  path: '/api/satisfaction',
  permission: 'public',
  summary: 'Answer the survey of a letter without signing in; the link works once',
  body: v.strictObject({ token: OneTimeToken, ...rating }),
  reply: v.object({ folio: v.string(), ref: v.string(), score: v.number(), until: Instant }),
  refusals: ['token.spent', 'rate.exceeded'],
});

/* Writing down for somebody */

export const CAPTURE_ORIGINS = ['telephone', 'in_person', 'official_letter'] as const;
export type CaptureOrigin = (typeof CAPTURE_ORIGINS)[number];

/** How it came; an official letter (oficio) has its number and its date, and its scan among the files. */
export const Origin = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('telephone') }),
    v.strictObject({ kind: v.literal('in_person') }),
    v.strictObject({ kind: v.literal('official_letter'), number: line(1, 80), date: Day, scanId: AttachmentId }),
  ],
  'field.choice',
);
export type Origin = v.InferOutput<typeof Origin>;

export const findRequesters = operation({
  name: 'findRequesters',
  method: 'GET',
  path: '/api/requesters',
  permission: 'request.capture',
  summary: 'People for whom the desk may write a request down: three letters of the name or address, eight at most',
  query: v.strictObject({ q: line(3, 80) }),
  reply: v.object({
    people: v.array(
      v.object({
        id: PersonId,
        name: v.string(),
        position: LocalText,
        agencyName: LocalText,
        phone: v.string(),
        email: v.string(),
      }),
    ),
    /** There are more than shown: another letter narrows it. */
    more: v.boolean(),
  }),
  refusals: ['rate.exceeded'],
});
