/** Which function writes which kind of letter. */
import type { NoticeKind } from '#contract/notifications.ts';
import type { AccountKind } from '../kinds.ts';
import type { LetterKey } from '../words.ts';
import { accountApproved } from './account-approved.ts';
import { accountExists } from './account-exists.ts';
import { accountPaused } from './account-paused.ts';
import { accountVerification } from './account-verification.ts';
import { activation } from './activation.ts';
import { codeGiven } from './code-given.ts';
import { directoryLinked, directoryUnlinked } from './directory.ts';
import { emailAsked } from './email-asked.ts';
import { emailChanged } from './email-changed.ts';
import { emailConfirm } from './email-confirm.ts';
import { emailTaken } from './email-taken.ts';
import { accountSuspended, sessionsEnded } from './kept-out.ts';
import type { AccountLetter, LaidOut, RequestLetter } from './page.ts';
import { passwordChanged } from './password-changed.ts';
import { passwordEnding } from './password-ending.ts';
import { requestAnswered } from './request-answered.ts';
import { requestArrived } from './request-arrived.ts';
import { requestAssigned } from './request-assigned.ts';
import { requestCancelled } from './request-cancelled.ts';
import { requestAtRisk, requestBreached, requestDeadlineMoved, requestOverdue } from './request-clock.ts';
import { requestClosed } from './request-closed.ts';
import { requestMessage } from './request-message.ts';
import { requestOutage } from './request-outage.ts';
import { requestQuestion } from './request-question.ts';
import { requestReclassified } from './request-reclassified.ts';
import { requestRegistered } from './request-registered.ts';
import { requestRejected } from './request-rejected.ts';
import { requestReminder } from './request-reminder.ts';
import { requestReopened } from './request-reopened.ts';
import { requestResolved } from './request-resolved.ts';
import { requestScheduled } from './request-scheduled.ts';
import {
  requestUrgencyAsked,
  requestUrgencyChanged,
  requestUrgencyKept,
  requestUrgencyObjected,
} from './request-urgency.ts';
import { requestVisitAccepted } from './request-visit-accepted.ts';
import { requestVisitDeclined } from './request-visit-declined.ts';
import { requestWaiting } from './request-waiting.ts';
import { reset } from './reset.ts';
import { codesPaused, factorAdded, factorCodes, factorRemoved, factorsTaken } from './second-factor.ts';

export const ACCOUNT_LETTERS: Record<AccountKind, (given: AccountLetter) => LaidOut> = {
  'account-verification': accountVerification,
  'account-exists': accountExists,
  activation,
  reset,
  'password-changed': passwordChanged,
  'password-ending': passwordEnding,
  'account-approved': accountApproved,
  'account-paused': accountPaused,
  'email-asked': emailAsked,
  'email-confirm': emailConfirm,
  'email-taken': emailTaken,
  'email-changed': emailChanged,
  'code-given': codeGiven,
  'factor-added': factorAdded,
  'factor-removed': factorRemoved,
  'factor-codes': factorCodes,
  'factors-taken': factorsTaken,
  'codes-paused': codesPaused,
  'sessions-ended': sessionsEnded,
  'account-suspended': accountSuspended,
  'directory-linked': directoryLinked,
  'directory-unlinked': directoryUnlinked,
};

export const REQUEST_LETTERS: Record<NoticeKind, (given: RequestLetter) => LaidOut> = {
  'request-registered': requestRegistered,
  'request-arrived': requestArrived,
  'request-assigned': requestAssigned,
  'request-message': requestMessage,
  'request-question': requestQuestion,
  'request-answered': requestAnswered,
  'request-scheduled': requestScheduled,
  'request-reclassified': requestReclassified,
  'request-visit-accepted': requestVisitAccepted,
  'request-visit-declined': requestVisitDeclined,
  'request-reminder': requestReminder,
  'request-waiting': requestWaiting,
  'request-outage': requestOutage,
  'request-resolved': requestResolved,
  'request-reopened': requestReopened,
  'request-closed': requestClosed,
  'request-cancelled': requestCancelled,
  'request-rejected': requestRejected,
  'request-urgency-asked': requestUrgencyAsked,
  'request-urgency-objected': requestUrgencyObjected,
  'request-urgency-kept': requestUrgencyKept,
  'request-urgency-changed': requestUrgencyChanged,
  'request-at-risk': requestAtRisk,
  'request-breached': requestBreached,
  'request-overdue': requestOverdue,
  'request-deadline-moved': requestDeadlineMoved,
};

/** What the administrator's list says of a letter about an account. */
export const ACCOUNT_SUBJECTS: Record<AccountKind, LetterKey> = {
  'account-verification': 'letters.account-verification.subject',
  'account-exists': 'letters.account-exists.subject',
  activation: 'letters.activation.subject',
  reset: 'letters.reset.subject',
  'password-changed': 'letters.password-changed.subject',
  'password-ending': 'letters.password-ending.subject',
  'account-approved': 'letters.account-approved.subject',
  'account-paused': 'letters.account-paused.subject',
  'email-asked': 'letters.email-asked.subject',
  'email-confirm': 'letters.email-confirm.subject',
  'email-taken': 'letters.email-taken.subject',
  'email-changed': 'letters.email-changed.subject',
  'code-given': 'letters.code-given.subject',
  'factor-added': 'letters.factor-added.subject',
  'factor-removed': 'letters.factor-removed.subject',
  'factor-codes': 'letters.factor-codes.subject',
  'factors-taken': 'letters.factors-taken.subject',
  'codes-paused': 'letters.codes-paused.subject',
  'sessions-ended': 'letters.sessions-ended.subject',
  'account-suspended': 'letters.account-suspended.subject',
  'directory-linked': 'letters.directory-linked.subject',
  'directory-unlinked': 'letters.directory-unlinked.subject',
};

/** The same of a letter about a request: what happened, never what a person wrote. */
export const REQUEST_SUMMARIES: Record<NoticeKind, LetterKey> = {
  'request-registered': 'letters.request-registered.summary',
  'request-arrived': 'letters.request-arrived.summary',
  'request-assigned': 'letters.request-assigned.summary',
  'request-message': 'letters.request-message.summary',
  'request-question': 'letters.request-question.summary',
  'request-answered': 'letters.request-answered.summary',
  'request-scheduled': 'letters.request-scheduled.summary',
  'request-reclassified': 'letters.request-reclassified.summary',
  'request-visit-accepted': 'letters.request-visit-accepted.summary',
  'request-visit-declined': 'letters.request-visit-declined.summary',
  'request-reminder': 'letters.request-reminder.summary',
  'request-waiting': 'letters.request-waiting.summary',
  'request-outage': 'letters.request-outage.summary',
  'request-resolved': 'letters.request-resolved.summary',
  'request-reopened': 'letters.request-reopened.summary',
  'request-closed': 'letters.request-closed.summary',
  'request-cancelled': 'letters.request-cancelled.summary',
  'request-rejected': 'letters.request-rejected.summary',
  'request-urgency-asked': 'letters.request-urgency-asked.summary',
  'request-urgency-objected': 'letters.request-urgency-objected.summary',
  'request-urgency-kept': 'letters.request-urgency-kept.summary',
  'request-urgency-changed': 'letters.request-urgency-changed.summary',
  'request-at-risk': 'letters.request-at-risk.summary',
  'request-breached': 'letters.request-breached.summary',
  'request-overdue': 'letters.request-overdue.summary',
  'request-deadline-moved': 'letters.request-deadline-moved.summary',
};
