/** Accounts: creating one, signing in and passwords. `profile.ts` has what is one's own, `people.ts` who administers. */
import * as v from 'valibot';
import { PersonId, PhotoId } from './ids.ts';
import { StandingNotice } from './institution.ts';
import { operation } from './operation.ts';
import { PersonFields } from './people.ts';
import { Role } from './permissions.ts';
import { Done, Email, Instant, LocalText, NewPassword, OneTimeToken, ResetCode, TypedPassword } from './shapes.ts';

export * from './colleagues.ts';
export * from './passkeys.ts';
export * from './password-policy.ts';
export * from './people.ts';
export * from './profile.ts';
export * from './role-grants.ts';
export * from './second-factor.ts';

export const createAccount = operation({
  name: 'createAccount',
  method: 'POST',
  path: '/api/accounts',
  permission: 'public',
  summary: 'Create an account; a letter with a link verifies the address. Same answer for known and unknown addresses',
  status: 202,
  body: v.strictObject({
    ...PersonFields,
    password: NewPassword,
    privacyNoticeRead: v.literal(true, 'field.privacy-notice'),
    /** The version that was shown; absent: a page of before. */
    privacyNoticeVersion: v.optional(v.pipe(v.number('field.number'), v.integer('field.number'))),
  }),
  reply: v.object({ sentTo: v.string() }),
  refusals: [
    'registration.off',
    'registration.domain',
    'password.short',
    'password.weak',
    'password.known',
    'password.context',
    'phone.unreadable',
  ],
});

export const SessionView = v.object({
  person: v.object({
    id: PersonId,
    givenNames: v.string(),
    firstSurname: v.string(),
    secondSurname: v.string(),
    email: v.string(),
    agencyName: LocalText,
    photoId: v.nullable(PhotoId),
  }),
  roles: v.array(Role),
  /** What the shell may show; the server asks again at every door. */
  can: v.object({
    file: v.boolean(),
    attend: v.boolean(),
    queue: v.boolean(),
    levels: v.boolean(),
    urgency: v.boolean(),
    administer: v.boolean(),
  }),
  /** True: only the change of password answers until it is done. */
  mustChangePassword: v.boolean(),
  /** True: only the responsibilities and their acceptance answer until it is done. */
  mustAcceptResponsibilities: v.boolean(),
  /** The version in force of the privacy notice, where the person has not said that they read it; nothing waits for it. */
  privacyNoticeDue: v.nullable(v.number()),
  /** Not null: the password was right and this is due; until then the session tells nothing of its person. */
  secondStep: v.nullable(v.object({ code: v.boolean(), passkey: v.boolean() })),
  hasSecondFactor: v.boolean(),
  /** True: a role of the person needs a second factor, and only its enrolment answers until there is one. */
  mustEnrol: v.boolean(),
  /** Days left of the password, 0 when it has expired; null where none is asked for. */
  passwordDaysLeft: v.nullable(v.number()),
  locale: v.picklist(['es-MX', 'en']),
  theme: v.picklist(['system', 'light', 'dark']),
  unreadNotices: v.number(),
  /** For the administrator, on every page; empty for others. */
  standingNotices: v.array(StandingNotice),
});
export type SessionView = v.InferOutput<typeof SessionView>;

export const verifyAccount = operation({
  name: 'verifyAccount',
  method: 'POST',
  path: '/api/accounts/verify',
  permission: 'public',
  summary:
    'Follow the link of the letter: the address is verified with the password chosen at creation, and the person is signed in',
  body: v.strictObject({ token: OneTimeToken, password: TypedPassword }),
  reply: v.object({ outcome: v.picklist(['signed-in', 'awaiting-approval']) }),
  refusals: ['token.spent', 'sign-in.mismatch', 'account.exists'],
});

export const signIn = operation({
  name: 'signIn',
  method: 'POST',
  path: '/api/session',
  permission: 'public',
  summary: 'Sign in; one message for a wrong address and a wrong password, in the same time',
  body: v.strictObject({ email: Email, password: TypedPassword }),
  reply: Done,
  refusals: [
    'sign-in.mismatch',
    'sign-in.paused',
    'directory.nobody',
    'directory.unlinked',
    'directory.inactive',
    'sign-in.unconfirmed',
    'directory.unreachable',
  ],
});

export const signOut = operation({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  permission: 'account.own',
  summary: 'Sign out: the session ends on the server',
  reply: Done,
});

export const readSession = operation({
  name: 'readSession',
  method: 'GET',
  path: '/api/session',
  permission: 'account.own',
  summary: 'Who is signed in and what the shell may show',
  reply: SessionView,
});

export const askPasswordReset = operation({
  name: 'askPasswordReset',
  method: 'POST',
  path: '/api/password-reset',
  permission: 'public',
  summary: 'Ask for a link to choose a new password. Same answer for known and unknown addresses',
  status: 202,
  body: v.strictObject({ email: Email }),
  reply: Done,
});

/**
 * Why a one-time link that was good once opens nothing: `why` of `token.spent` where it is looked at. replaced: a newer one was
 * made · withdrawn: taken back, or the account changed meanwhile.
 */
export const LINK_ENDS = ['used', 'expired', 'replaced', 'withdrawn'] as const;
export type LinkEnd = (typeof LINK_ENDS)[number];

export const lookAtLink = operation({
  name: 'lookAtLink',
  method: 'POST',
  path: '/api/password/link',
  permission: 'public',
  summary: 'Whether a one-time link still works, and what for; whoever sent it sees that it was opened',
  body: v.strictObject({ token: OneTimeToken }),
  reply: v.object({ purpose: v.picklist(['activation', 'reset']), expiresAt: Instant }),
  refusals: ['token.spent'],
});

export const setPassword = operation({
  name: 'setPassword',
  method: 'POST',
  path: '/api/password',
  permission: 'public',
  summary: 'Choose a password with a one-time link (activation or reset); every session of the person ends',
  body: v.strictObject({ token: OneTimeToken, password: NewPassword }),
  reply: Done,
  refusals: ['token.spent', 'password.short', 'password.weak', 'password.known', 'password.context', 'password.reused'],
});

export const useResetCode = operation({
  name: 'useResetCode',
  method: 'POST',
  path: '/api/password-reset/code',
  permission: 'public',
  summary: 'Choose a password with a code read out by the desk; one refusal for a wrong address and a wrong code',
  body: v.strictObject({ email: Email, code: ResetCode, password: NewPassword }),
  reply: Done,
  refusals: [
    'reset-code.wrong',
    'password.short',
    'password.weak',
    'password.known',
    'password.context',
    'password.reused',
  ],
});

export const changePassword = operation({
  name: 'changePassword',
  method: 'PUT',
  path: '/api/session/password',
  permission: 'account.own',
  summary: 'Change the own password; the other sessions end and this one gets a new token',
  body: v.strictObject({ current: TypedPassword, password: NewPassword }),
  reply: Done,
  refusals: [
    'password.current-wrong',
    'password.short',
    'password.weak',
    'password.known',
    'password.context',
    'password.reused',
    'sign-in.paused',
  ],
});
