/** The kinds of letters, and what each is kept with in the outbox: ids and small values, never a text or a secret. */
import * as v from 'valibot';
import { NOTICE_KINDS, type NoticeKind } from '#contract/notifications.ts';
import { ROLES } from '#contract/permissions.ts';

export const ACCOUNT_KINDS = [
  'account-verification',
  'account-exists',
  'activation',
  'reset',
  'password-changed',
  'password-ending',
  'account-approved',
  'account-paused',
  'email-asked',
  'email-confirm',
  'email-taken',
  'email-changed',
  'code-given',
  'factor-added',
  'factor-removed',
  'factor-codes',
  'factors-taken',
  'codes-paused',
  'sessions-ended',
  'account-suspended',
  'directory-linked',
  'directory-unlinked',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];
/** About a notice of the desk, to who asked for it. */
export const ANNOUNCEMENT_KIND = 'announcement-over';
/** The day's anchor, to who controls. */
export const ANCHOR_KIND = 'anchor-made';
/** About the backups of the desk, to its administrators. */
export const BACKUP_LETTERS = [
  'backup-overdue',
  'backup-good-again',
  'backup-failed',
  'backup-unproven',
  'backup-not-copied',
] as const;
export type BackupLetter = (typeof BACKUP_LETTERS)[number];
/** About enrolments: to who asks, to who decides, and to the person whose account was an exception. */
export const ENROLMENT_KINDS = [
  'enrolment-received',
  'enrolment-to-review',
  'enrolment-exception-asked',
  'enrolment-returned',
  'enrolment-resolved',
  'exception-ending',
  'exception-ended',
] as const;
export type EnrolmentKind = (typeof ENROLMENT_KINDS)[number];
/** About staff rolls: to who answers for an agency, and to DTI. */
export const STAFF_ROLL_KINDS = [
  'staff-roll-opened',
  'staff-roll-due',
  'staff-roll-overdue',
  'staff-roll-suspended',
  'staff-rolls-unanswerable',
] as const;
export type StaffRollKind = (typeof STAFF_ROLL_KINDS)[number];
/** About deactivations: to who signed, to who takes the open requests, and to those who administer. Never to who leaves. */
export const DEACTIVATION_KINDS = [
  'deactivation-dated',
  'deactivation-taken',
  'deactivation-done',
  'deactivation-held-up',
  'deactivation-called-off',
  'deactivation-lapsed',
] as const;
export type DeactivationKind = (typeof DEACTIVATION_KINDS)[number];
/** About people who changed position or agency: to them, to who coordinates, to who takes their open requests. */
export const MOVEMENT_KINDS = [
  'movement-own',
  'movement-position',
  'movement-left',
  'movement-joined',
  'movement-taken',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];
/** About requests on personal data: to whoever they are about, to who attends them, and to who carries a cancellation out. */
export const DATA_RIGHT_LETTERS = [
  'data-right-received',
  'data-right-correction',
  'data-right-extended',
  'data-right-answered',
  'data-right-effective',
  'data-right-lapsed',
  'data-right-arrived',
  'data-right-to-block',
] as const;
export type DataRightLetter = (typeof DATA_RIGHT_LETTERS)[number];
/** Whoever left asks about their data by paper, and is answered where they still get mail. */
export const DATA_RIGHT_READERS: readonly string[] = ['active', 'invited', 'inactive'];
/** About a role given until a day: to who holds it, to who gave it and to who coordinates their agency. */
export const ROLE_TERM_KINDS = ['role-ending', 'role-ended'] as const;
export type RoleTermKind = (typeof ROLE_TERM_KINDS)[number];
/** About who acts on account of somebody: to both. */
export const DELEGATION_KINDS = ['delegation-granted', 'delegation-ending', 'delegation-ended'] as const;
export type DelegationKind = (typeof DELEGATION_KINDS)[number];
export type LetterKind =
  | AccountKind
  | NoticeKind
  | typeof ANNOUNCEMENT_KIND
  | typeof ANCHOR_KIND
  | BackupLetter
  | EnrolmentKind
  | StaffRollKind
  | DeactivationKind
  | MovementKind
  | DataRightLetter
  | RoleTermKind
  | DelegationKind;

const isOneOf =
  <Kind extends string>(kinds: readonly Kind[]) =>
  (kind: string): kind is Kind =>
    kinds.some((known) => known === kind);
export const isAccountKind = isOneOf(ACCOUNT_KINDS);
export const isRequestKind = isOneOf(NOTICE_KINDS);
export const isBackupKind = isOneOf(BACKUP_LETTERS);
export const isEnrolmentKind = isOneOf(ENROLMENT_KINDS);
export const isStaffRollKind = isOneOf(STAFF_ROLL_KINDS);
export const isRoleTermKind = isOneOf(ROLE_TERM_KINDS);
export const isDeactivationKind = isOneOf(DEACTIVATION_KINDS);
export const isMovementKind = isOneOf(MOVEMENT_KINDS);
export const isDelegationKind = isOneOf(DELEGATION_KINDS);
export const isDataRightLetter = isOneOf(DATA_RIGHT_LETTERS);

/**
 * Letters to the address that the fact is about, which need not be the one the person has when they leave. `unproven`:
 * somebody typed it, and nobody's name goes there.
 */
const ADDRESSED: Readonly<Partial<Record<AccountKind, 'own' | 'unproven'>>> = {
  'email-asked': 'own',
  'email-confirm': 'unproven',
  'email-taken': 'unproven',
  'email-changed': 'own',
};
export const addressedAs = (kind: AccountKind): 'own' | 'unproven' | null => ADDRESSED[kind] ?? null;

/** How the reader stands to the request when told: `desk` is whoever attends it. */
export const SIDES = ['requester', 'participant', 'desk'] as const;
export type Side = (typeof SIDES)[number];

const Instant = v.pipe(
  v.string(),
  v.transform((text) => new Date(text)),
);

export const AccountContent = v.object({
  registrationId: v.nullable(v.string()),
  changeId: v.optional(v.nullable(v.string()), null),
  /** Who did it, where the letter says so. */
  byId: v.optional(v.nullable(v.string()), null),
  /** When it happened, not when the letter leaves. */
  at: Instant,
  /** When what it speaks of ends, and of which password: that chosen at `changedAt`. */
  until: v.optional(v.nullable(Instant), null),
  changedAt: v.optional(v.nullable(Instant), null),
});
export type AccountContent = v.InferOutput<typeof AccountContent>;

export const RequestContent = v.object({
  side: v.picklist(SIDES),
  actorId: v.nullable(v.string()),
  messageId: v.nullable(v.string()),
  /** Who it was given to, so that a letter that waited does not announce what changed since. */
  agentId: v.nullable(v.string()),
  teamId: v.nullable(v.string()),
  /** Why it closed: accepted-by-silence, no-answer, or null when its requester accepted. */
  cause: v.nullable(v.string()),
  at: Instant,
});
export type RequestContent = v.InferOutput<typeof RequestContent>;

export const EnrolmentContent = v.object({
  enrolmentId: v.string(),
  /** The row of the exception it speaks of; null where it is about the whole form. */
  rowId: v.nullable(v.string()),
  /** The round it was written in: a form that moved on since needs no such letter. */
  round: v.number(),
  /** How many were signed for. */
  signed: v.number(),
});
export type EnrolmentContent = v.InferOutput<typeof EnrolmentContent>;

export const StaffRollContent = v.object({
  /** Null of what is about all of them. */
  rollId: v.nullable(v.string()),
  month: v.string(),
  /** Agencies without anybody to answer, or people kept out. */
  count: v.number(),
});
export type StaffRollContent = v.InferOutput<typeof StaffRollContent>;

export const DeactivationContent = v.object({ deactivationId: v.string() });
export type DeactivationContent = v.InferOutput<typeof DeactivationContent>;

export const MovementContent = v.object({ movementId: v.string() });
export type MovementContent = v.InferOutput<typeof MovementContent>;
export const DelegationContent = v.object({ delegationId: v.string() });
export type DelegationContent = v.InferOutput<typeof DelegationContent>;
export const DataRightContent = v.object({ dataRightId: v.string() });
export type DataRightContent = v.InferOutput<typeof DataRightContent>;

export const RoleTermContent = v.object({
  /** Who holds it or held it. */
  personId: v.string(),
  role: v.picklist(ROLES),
  /** Its last day. */
  until: v.string(),
  givenBy: v.optional(v.nullable(v.string()), null),
});
export type RoleTermContent = v.InferOutput<typeof RoleTermContent>;
