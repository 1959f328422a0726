/** Sealed records: each official act as it was, with its seal, and its paper (decision 53). */
import * as v from 'valibot';
import { DeactivationId } from './deactivation-shapes.ts';
import { EnrolmentId } from './enrolment-shapes.ts';
import { operation } from './operation.ts';
import { RequestRef } from './request-shapes.ts';
import { Done, Instant, id } from './shapes.ts';

export const RecordId = id('RecordId');
export type RecordId = v.InferOutput<typeof RecordId>;

export const SEALED_ACTS = [
  'registration',
  'urgency',
  'solution',
  'closing',
  'enrolment',
  'deactivation',
  'certificate',
] as const;
export type SealedAct = (typeof SEALED_ACTS)[number];

export const SealedRecordView = v.object({
  id: RecordId,
  act: v.picklist(SEALED_ACTS),
  folio: v.string(),
  actedAt: Instant,
  /** Later than the act for what was done before there were seals. */
  sealedAt: Instant,
  /** Whoever has it may ask whether the paper is genuine, at `verifyAt`. */
  code: v.string(),
  verifyAt: v.string(),
  sha256: v.string(),
  keyId: v.string(),
  /** It says what was redacted since: its paper is not given out. */
  withheld: v.boolean(),
});
export type SealedRecordView = v.InferOutput<typeof SealedRecordView>;

const Records = v.object({ records: v.array(SealedRecordView) });
const OfRequest = v.strictObject({ ref: RequestRef });
const OfEnrolment = v.strictObject({ id: EnrolmentId });
const OfDeactivation = v.strictObject({ id: DeactivationId });
const PAPER = ['not-found', 'workshop.busy'] as const;

export const listRequestRecords = operation({
  name: 'listRequestRecords',
  method: 'GET',
  path: '/api/requests/:ref/records',
  permission: 'request.read',
  summary: 'The sealed records of a request, the oldest first',
  params: OfRequest,
  reply: Records,
  refusals: ['not-found'],
});

export const downloadRequestRecord = operation({
  name: 'downloadRequestRecord',
  method: 'GET',
  path: '/api/requests/:ref/records/:record/paper',
  permission: 'request.read',
  summary:
    'The paper of a sealed record as a sealed PDF/A-3, the same bytes each time; the acuse is that of the registration',
  carrier: 'download',
  params: v.strictObject({ ref: RequestRef, record: RecordId }),
  reply: Done,
  refusals: [...PAPER, 'record.redacted'],
});

export const certifyRequest = operation({
  name: 'certifyRequest',
  method: 'POST',
  path: '/api/requests/:ref/certificates',
  permission: 'request.read',
  summary: 'A constancia of the request as it stands now, with a folio of its own (series CO), sealed',
  status: 201,
  idempotent: true,
  params: OfRequest,
  reply: SealedRecordView,
  refusals: ['not-found', 'idempotency.mismatch'],
});

export const listEnrolmentRecords = operation({
  name: 'listEnrolmentRecords',
  method: 'GET',
  path: '/api/enrolments/:id/records',
  permission: 'enrolment.read',
  summary: 'The sealed records of an enrolment, one each time it was signed',
  params: OfEnrolment,
  reply: Records,
  refusals: ['not-found'],
});

export const downloadEnrolmentRecord = operation({
  name: 'downloadEnrolmentRecord',
  method: 'GET',
  path: '/api/enrolments/:id/records/:record/paper',
  permission: 'enrolment.read',
  summary: 'The paper of a signed enrolment as a sealed PDF/A-3, the same bytes each time',
  carrier: 'download',
  params: v.strictObject({ id: EnrolmentId, record: RecordId }),
  reply: Done,
  refusals: PAPER,
});

export const listDeactivationRecords = operation({
  name: 'listDeactivationRecords',
  method: 'GET',
  path: '/api/deactivations/:id/records',
  permission: 'deactivation.read',
  summary: 'The sealed record of a deactivation',
  params: OfDeactivation,
  reply: Records,
  refusals: ['not-found'],
});

export const downloadDeactivationRecord = operation({
  name: 'downloadDeactivationRecord',
  method: 'GET',
  path: '/api/deactivations/:id/records/:record/paper',
  permission: 'deactivation.read',
  summary: 'The paper of a signed deactivation as a sealed PDF/A-3, the same bytes each time',
  carrier: 'download',
  params: v.strictObject({ id: DeactivationId, record: RecordId }),
  reply: Done,
  refusals: PAPER,
});
