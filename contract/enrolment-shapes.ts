/**
 * Enrolments (alta de usuarios, `DTI/AU/…`): the form by which the coordinator of an agency asks for accounts, its signature,
 * its review by DTI, exceptions by Servicios Generales, and what became of each person's credentials.
 */
import * as v from 'valibot';
import { AttachmentView } from './attachments.ts';
import { EnrolmentFinding, EnrolmentRowId, TypedEnrolmentRow } from './enrolment-rows.ts';
import { AgencyId, PersonId } from './ids.ts';
import { Day, Instant, id, LocalText } from './shapes.ts';

export const EnrolmentId = id('EnrolmentId');
export type EnrolmentId = v.InferOutput<typeof EnrolmentId>;

/** draft → signed → in_review → resolved, or returned (then signed again), or withdrawn. */
export const ENROLMENT_STATES = ['draft', 'signed', 'in_review', 'returned', 'resolved', 'withdrawn'] as const;
export const EnrolmentState = v.picklist(ENROLMENT_STATES, 'field.choice');
export type EnrolmentState = v.InferOutput<typeof EnrolmentState>;

/** open: being written · waiting: signed, not decided · then as DTI decided. */
export const ENROLMENT_ROW_STATES = ['open', 'waiting', 'approved', 'observed', 'rejected'] as const;
export type EnrolmentRowState = (typeof ENROLMENT_ROW_STATES)[number];

/** none: no account by this row yet · expired: 72 hours passed unused · revoked: DTI took it back. */
export const CREDENTIAL_STATES = ['none', 'queued', 'sent', 'opened', 'used', 'expired', 'revoked'] as const;

/** What who signs declares (002), each said by itself; the words are `enrolments.attestation.<name>` in this version. */
export const ATTESTATIONS = ['active', 'accepted', 'assigned'] as const;
export const ATTESTATION_VERSION = 1;

/** Letters of the code printed on the sheet: with it a scan is known to be of this form. */
export const SheetCode = v.pipe(
  v.string('field.text'),
  v.transform((value) => value.replace(/[\s-]+/g, '').toUpperCase()),
  v.regex(/^[A-HJKMNP-Z2-9]{6}$/, 'field.sheet-code'),
);

export const EnrolmentRowView = v.object({
  ...TypedEnrolmentRow.entries,
  id: EnrolmentRowId,
  email: v.string(),
  state: v.picklist(ENROLMENT_ROW_STATES),
  /** Why it was observed or rejected. */
  reason: v.string(),
  decidedBy: v.nullable(v.string()),
  decidedAt: v.nullable(Instant),
  exception: v.nullable(
    v.object({
      state: v.picklist(['asked', 'approved', 'refused']),
      /** As Servicios Generales granted it; until then as it was asked for. */
      until: Day,
      note: v.string(),
      by: v.nullable(v.string()),
      at: v.nullable(Instant),
      /** The day came: the account was suspended. */
      endedAt: v.nullable(Instant),
    }),
  ),
  personId: v.nullable(PersonId),
  credentials: v.object({
    state: v.picklist(CREDENTIAL_STATES),
    sentAt: v.nullable(Instant),
    openedAt: v.nullable(Instant),
    usedAt: v.nullable(Instant),
    expiresAt: v.nullable(Instant),
    revokedAt: v.nullable(Instant),
    /** How many links were sent. */
    issued: v.number(),
  }),
  can: v.object({
    decide: v.boolean(),
    except: v.boolean(),
    /** An exception in force: another last day, further on. */
    renew: v.boolean(),
    reissue: v.boolean(),
    revoke: v.boolean(),
  }),
});
export type EnrolmentRowView = v.InferOutput<typeof EnrolmentRowView>;

export const EnrolmentSignatureView = v.object({
  id: id('EnrolmentSignatureId'),
  round: v.number(),
  /** screen: password (and second factor) of who signs · scan: the signed sheet. */
  way: v.picklist(['screen', 'scan']),
  signerName: v.string(),
  /** The day written beside the signature. */
  signedOn: Day,
  recordedAt: Instant,
  recordedBy: v.string(),
  proofs: v.array(v.picklist(['password', 'second-factor', 'sheet-code'])),
  attestationVersion: v.number(),
  /** The three statements word for word, as signed. */
  attestations: v.array(v.string()),
  responsibilitiesVersion: v.number(),
  /** SHA-256 of the signed rows in their RFC 8785 form, hexadecimal. */
  rowsSha256: v.string(),
  scan: v.nullable(AttachmentView),
});

const summary = {
  id: EnrolmentId,
  version: v.number(),
  /** Null until it is signed for the first time. */
  folio: v.nullable(v.string()),
  agency: v.object({ id: AgencyId, acronym: v.string(), name: LocalText }),
  /** coordinator: written on screen · paper: DTI captured what came on paper. */
  source: v.picklist(['coordinator', 'paper']),
  state: EnrolmentState,
  /** 1, and one more with each return. */
  round: v.number(),
  draftedBy: v.string(),
  draftedAt: Instant,
  changedAt: Instant,
  signedAt: v.nullable(Instant),
  counts: v.object({
    rows: v.number(),
    approved: v.number(),
    observed: v.number(),
    rejected: v.number(),
    /** Wait for Servicios Generales. */
    exceptions: v.number(),
    /** Granted and not over. */
    granted: v.number(),
  }),
};

export const EnrolmentSummary = v.object(summary);
export type EnrolmentSummary = v.InferOutput<typeof EnrolmentSummary>;

export const EnrolmentView = v.object({
  ...summary,
  /** Printed on the sheet. */
  code: v.string(),
  /** Paper: who signed it and on which day; '' and null until captured. */
  signerName: v.string(),
  signedOn: v.nullable(Day),
  /** What DTI said on returning it, or who withdrew it. */
  note: v.string(),
  resolvedAt: v.nullable(Instant),
  rows: v.array(EnrolmentRowView),
  /** Of rows that are still open or wait; empty once resolved. */
  findings: v.array(EnrolmentFinding),
  signatures: v.array(EnrolmentSignatureView),
  responsibilitiesVersion: v.number(),
  can: v.object({
    save: v.boolean(),
    sign: v.boolean(),
    withdraw: v.boolean(),
    review: v.boolean(),
    close: v.boolean(),
  }),
});
export type EnrolmentView = v.InferOutput<typeof EnrolmentView>;

export const OneEnrolment = v.strictObject({ id: EnrolmentId });
export const OneEnrolmentRow = v.strictObject({ id: EnrolmentId, rowId: EnrolmentRowId });
/** The version its reader saw. */
export const Seen = { version: v.pipe(v.number('field.number'), v.integer('field.number')) };
/** What any act upon one may refuse. */
export const ENROLMENT_ACT = ['not-found', 'right.missing', 'version.stale', 'enrolment.state'] as const;
