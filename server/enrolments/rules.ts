/** Pure: the steps of an enrolment, what a signature is taken of, and what became of somebody's credentials. */
import type { TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import type { EnrolmentRowState, EnrolmentRowView, EnrolmentState } from '#contract/enrolment-shapes.ts';
import type { Credential } from '../accounts/index.ts';
import type { Json } from '../shared/canonical.ts';

/** May still be written: never signed, or sent back. */
export const isOpen = (state: EnrolmentRowState): boolean => state === 'open' || state === 'observed';
/** Signed, and may be decided (again, where it was only observed). */
export const isUndecided = (state: EnrolmentRowState): boolean => state === 'waiting' || state === 'observed';

/** An exception that was granted, whose account is there and was not ended for it. */
export const mayBeRenewed = (row: {
  readonly exceptionState: 'asked' | 'approved' | 'refused' | null;
  readonly exceptionEndedAt: Date | null;
  readonly personId: string | null;
}): boolean => row.exceptionState === 'approved' && row.exceptionEndedAt === null && row.personId !== null;

export const isWritten = (state: EnrolmentState): boolean => state === 'draft' || state === 'returned';

export function credentialState(
  credential: Credential | undefined,
  now: Date,
): EnrolmentRowView['credentials']['state'] {
  if (credential === undefined) return 'none';
  // Links are swept a month after; an active person got in.
  if (credential.usedAt !== null || credential.state === 'active') return 'used';
  if (credential.sentAt === null) return credential.state === 'invited' ? 'queued' : 'none';
  if (credential.revokedAt !== null) return 'revoked';
  if (credential.expiresAt !== null && credential.expiresAt <= now) return 'expired';
  return credential.openedAt === null ? 'sent' : 'opened';
}

/** What is signed: every row of this round, as it stands in the sheet. */
export const signedRows = (
  form: { readonly agencyId: string; readonly code: string; readonly round: number },
  rows: readonly TypedEnrolmentRow[],
): Json => ({ agencyId: form.agencyId, code: form.code, round: form.round, rows: rows.map((row) => ({ ...row })) });
