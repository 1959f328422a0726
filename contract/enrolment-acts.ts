/** What is done to an enrolment once it is written: its signature, its review, exceptions, and the credentials of each person. */
import * as v from 'valibot';
import {
  ENROLMENT_ACT,
  EnrolmentId,
  EnrolmentView,
  OneEnrolment,
  OneEnrolmentRow,
  Seen,
  SheetCode,
} from './enrolment-shapes.ts';
import { operation } from './operation.ts';
import { FactorCode } from './second-factor.ts';
import { Day, Done, id, line, TypedPassword, text } from './shapes.ts';

const Attested = v.strictObject({
  active: v.literal(true, 'field.attestation'),
  accepted: v.literal(true, 'field.attestation'),
  assigned: v.literal(true, 'field.attestation'),
});

export const signEnrolment = operation({
  name: 'signEnrolment',
  method: 'POST',
  path: '/api/enrolments/:id/signature',
  permission: 'enrolment.draft',
  summary:
    'Sign and send: on screen with the password again (and a code, for who has a second factor), or with the scan of the signed sheet; gives the folio',
  params: OneEnrolment,
  body: v.strictObject({
    ...Seen,
    attested: Attested,
    responsibilitiesVersion: v.pipe(v.number('field.number'), v.integer('field.number')),
    by: v.variant('way', [
      /** `code`: due from whoever has a second factor; without it the answer is `field.factor-code` of `by.code`. */
      v.strictObject({ way: v.literal('screen'), password: TypedPassword, code: v.optional(FactorCode) }),
      v.strictObject({
        way: v.literal('scan'),
        attachmentId: id('AttachmentId'),
        code: SheetCode,
        signerName: line(1, 200),
        signedOn: Day,
      }),
    ]),
  }),
  reply: EnrolmentView,
  refusals: [
    ...ENROLMENT_ACT,
    'enrolment.empty',
    'enrolment.faults',
    'enrolment.sheet-code',
    'attachment.type-refused',
    'attachment.gone',
    'attachment.infected',
    'password.current-wrong',
    'sign-in.paused',
    'second-step.wrong',
    'second-step.paused',
  ],
});

export const withdrawEnrolment = operation({
  name: 'withdrawEnrolment',
  method: 'POST',
  path: '/api/enrolments/:id/withdrawal',
  permission: 'enrolment.draft',
  summary: 'Take an enrolment back before it is resolved; accounts that were made stay',
  params: OneEnrolment,
  body: v.strictObject({ ...Seen, reason: line(1, 500) }),
  reply: EnrolmentView,
  refusals: ENROLMENT_ACT,
});

export const reviewEnrolment = operation({
  name: 'reviewEnrolment',
  method: 'POST',
  path: '/api/enrolments/:id/review',
  permission: 'enrolment.review',
  summary: 'Begin the review of a signed enrolment; who captured or signed it, or stands in it, may not',
  params: OneEnrolment,
  body: v.strictObject(Seen),
  reply: EnrolmentView,
  refusals: [...ENROLMENT_ACT, 'enrolment.own'],
});

export const decideEnrolmentRow = operation({
  name: 'decideEnrolmentRow',
  asksAgain: true,
  method: 'POST',
  path: '/api/enrolments/:id/rows/:rowId/decision',
  permission: 'enrolment.review',
  summary: 'Approve one row (the account is made, its link leaves by letter), observe it or reject it, with a reason',
  params: OneEnrolmentRow,
  body: v.strictObject({
    ...Seen,
    decision: v.picklist(['approved', 'observed', 'rejected'], 'field.choice'),
    reason: v.optional(text(0, 500), ''),
  }),
  reply: EnrolmentView,
  refusals: [
    ...ENROLMENT_ACT,
    'enrolment.own',
    'enrolment.exception-waits',
    'enrolment.faults',
    'account.exists',
    'request.reason-needed',
  ],
});

export const decideEnrolmentException = operation({
  name: 'decideEnrolmentException',
  asksAgain: true,
  method: 'POST',
  path: '/api/enrolments/:id/rows/:rowId/exception',
  permission: 'enrolment.except',
  summary:
    'Servicios Generales grants or refuses an account below mando medio (002 1.b), with its last day; grants one in force a later one, with the reason',
  params: OneEnrolmentRow,
  body: v.strictObject({
    ...Seen,
    decision: v.picklist(['approved', 'refused'], 'field.choice'),
    until: v.nullable(Day),
    note: v.optional(text(0, 500), ''),
  }),
  reply: EnrolmentView,
  refusals: [
    ...ENROLMENT_ACT,
    'enrolment.own',
    'enrolment.exception-earlier',
    'account.closed',
    'date.past',
    'request.reason-needed',
  ],
});

export const closeEnrolmentReview = operation({
  name: 'closeEnrolmentReview',
  method: 'POST',
  path: '/api/enrolments/:id/outcome',
  permission: 'enrolment.review',
  summary: 'Every row is decided: back to the coordinator where some were observed, resolved where none were',
  params: OneEnrolment,
  body: v.strictObject({ ...Seen, note: v.optional(text(0, 1000), '') }),
  reply: EnrolmentView,
  refusals: [...ENROLMENT_ACT, 'enrolment.own', 'enrolment.undecided'],
});

export const reissueCredentials = operation({
  name: 'reissueCredentials',
  asksAgain: true,
  method: 'POST',
  path: '/api/enrolments/:id/rows/:rowId/credentials',
  permission: 'enrolment.review',
  summary: 'Another one-time link of 72 hours by letter to that person alone; the one before stops working',
  params: OneEnrolmentRow,
  body: v.strictObject(Seen),
  reply: EnrolmentView,
  refusals: [...ENROLMENT_ACT, 'enrolment.own', 'enrolment.credentials'],
});

export const revokeCredentials = operation({
  name: 'revokeCredentials',
  method: 'POST',
  path: '/api/enrolments/:id/rows/:rowId/credentials/revocation',
  permission: 'enrolment.review',
  summary: 'The one-time link of a person stops working before it is used',
  params: OneEnrolmentRow,
  body: v.strictObject({ ...Seen, reason: line(1, 300) }),
  reply: EnrolmentView,
  refusals: [...ENROLMENT_ACT, 'enrolment.own', 'enrolment.credentials'],
});

export const downloadEnrolmentScan = operation({
  name: 'downloadEnrolmentScan',
  method: 'GET',
  path: '/api/enrolments/:id/scans/:attachmentId',
  permission: 'enrolment.read',
  summary: 'The scan of a signed sheet, to whoever may read the enrolment',
  carrier: 'download',
  params: v.strictObject({ id: EnrolmentId, attachmentId: id('AttachmentId') }),
  reply: Done,
  refusals: ['not-found', 'attachment.held', 'attachment.infected'],
});

export const previewEnrolmentScan = operation({
  name: 'previewEnrolmentScan',
  method: 'GET',
  path: '/api/enrolments/:id/scans/:attachmentId/preview',
  permission: 'enrolment.read',
  summary: 'A picture of the first page of that scan, to stand beside the rows',
  carrier: 'picture',
  params: v.strictObject({ id: EnrolmentId, attachmentId: id('AttachmentId') }),
  reply: Done,
  refusals: ['not-found', 'attachment.held', 'attachment.infected'],
});
