/** Enrolments: the list, one of them, and writing one down. `enrolment-acts.ts` has its signature, its review and what follows. */
import * as v from 'valibot';
import { FileName } from './attachments.ts';
import { ENROLMENT_MAX_ROWS, EnrolmentFinding, TypedEnrolmentRow } from './enrolment-rows.ts';
import {
  ENROLMENT_ACT,
  EnrolmentState,
  EnrolmentSummary,
  EnrolmentView,
  OneEnrolment,
  Seen,
} from './enrolment-shapes.ts';
import { AgencyId } from './ids.ts';
import { operation } from './operation.ts';
import { Cursor, Day, line, pageOf } from './shapes.ts';

export const listEnrolments = operation({
  name: 'listEnrolments',
  method: 'GET',
  path: '/api/enrolments',
  permission: 'enrolment.read',
  summary: 'Enrolments, what moved last first: a coordinator’s agency, or all of them',
  query: v.strictObject({
    state: v.optional(EnrolmentState),
    agencyId: v.optional(AgencyId),
    /** Only those with an exception that waits for Servicios Generales, or with one in force. */
    exceptions: v.optional(v.picklist(['asked', 'granted'], 'field.choice')),
    /** The folio, or words of the name, the address or the number of somebody in it. */
    q: v.optional(line(0, 120)),
    cursor: v.optional(Cursor),
  }),
  reply: pageOf(EnrolmentSummary),
});

export const readEnrolment = operation({
  name: 'readEnrolment',
  method: 'GET',
  path: '/api/enrolments/:id',
  permission: 'enrolment.read',
  summary: 'One enrolment: its rows with what was found, its signatures, what became of each person',
  params: OneEnrolment,
  reply: EnrolmentView,
  refusals: ['not-found'],
});

export const draftEnrolment = operation({
  name: 'draftEnrolment',
  method: 'POST',
  path: '/api/enrolments',
  permission: 'enrolment.draft',
  summary: 'Begin an enrolment: of the coordinator’s own agency, or, by DTI, of the agency whose paper came',
  status: 201,
  idempotent: true,
  body: v.strictObject({ /** Null: one’s own. */ agencyId: v.nullable(AgencyId) }),
  reply: EnrolmentView,
  refusals: ['right.missing', 'idempotency.mismatch'],
});

export const saveEnrolment = operation({
  name: 'saveEnrolment',
  method: 'PUT',
  path: '/api/enrolments/:id',
  permission: 'enrolment.draft',
  summary: 'Keep the rows as they are typed, faults and all; of a returned form only the rows that are open again',
  params: OneEnrolment,
  body: v.strictObject({
    ...Seen,
    rows: v.pipe(v.array(TypedEnrolmentRow), v.maxLength(ENROLMENT_MAX_ROWS, 'field.too-many')),
    signerName: v.optional(line(0, 200), ''),
    signedOn: v.optional(v.nullable(Day), null),
  }),
  reply: EnrolmentView,
  refusals: ENROLMENT_ACT,
});

export const readEnrolmentFile = operation({
  name: 'readEnrolmentFile',
  method: 'POST',
  path: '/api/enrolments/:id/file',
  permission: 'enrolment.draft',
  summary: 'Rows of an XLSX or CSV file (the body) with what is found of each; nothing is kept until it is saved',
  carrier: 'upload',
  params: OneEnrolment,
  query: v.strictObject({ name: FileName }),
  reply: v.object({
    rows: v.array(TypedEnrolmentRow),
    findings: v.array(EnrolmentFinding),
    ignored: v.array(v.string()),
    byHeading: v.boolean(),
  }),
  refusals: [
    'not-found',
    'right.missing',
    'enrolment.state',
    'payload.too-large',
    'enrolment.file-refused',
    'enrolment.too-many-rows',
    'workshop.busy',
  ],
});
