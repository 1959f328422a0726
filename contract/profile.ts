/** One's own profile: telephone, preferences, e-mail, picture and open sessions. */
import * as v from 'valibot';
import { PhotoId } from './ids.ts';
import { operation } from './operation.ts';
import { Done, Email, Instant, id, LocalText, OneTimeToken, Phone, TypedPassword } from './shapes.ts';

export const SessionId = id('SessionId');
export type SessionId = v.InferOutput<typeof SessionId>;

/**
 * Letters a person may do without; the line in the bell stays. In no group, and always sent: the receipt, a question
 * that waits for its answer, the solution and the closing (they start a term), and whatever guards the account.
 */
export const LETTER_GROUPS = ['messages', 'progress', 'assignment'] as const;
export type LetterGroup = (typeof LETTER_GROUPS)[number];
const WantedLetters = v.strictObject({
  messages: v.boolean('field.choice'),
  progress: v.boolean('field.choice'),
  assignment: v.boolean('field.choice'),
});

const preferences = {
  locale: v.picklist(['es-MX', 'en'], 'field.choice'),
  theme: v.picklist(['system', 'light', 'dark'], 'field.choice'),
  /** True: this group of letters is sent. */
  letters: WantedLetters,
};

export const ProfileView = v.object({
  givenNames: v.string(),
  firstSurname: v.string(),
  secondSurname: v.string(),
  email: v.string(),
  /** Another address asked for, until the link sent there is followed or the day is over. */
  pendingEmail: v.nullable(v.object({ email: v.string(), expiresAt: Instant })),
  photoId: v.nullable(PhotoId),
  employeeNumber: v.string(),
  agencyName: LocalText,
  positionName: LocalText,
  phone: v.string(),
  ...preferences,
  passwordChangedAt: v.nullable(Instant),
  passwordExpiresAt: v.nullable(Instant),
  /** The present one first, then the newest; fifty at most. */
  sessions: v.array(
    v.object({
      id: SessionId,
      current: v.boolean(),
      startedAt: Instant,
      lastUsedAt: Instant,
      /** "Firefox", "Windows"; empty when the browser does not say. */
      browser: v.string(),
      system: v.string(),
      address: v.string(),
    }),
  ),
});
export type ProfileView = v.InferOutput<typeof ProfileView>;

export const readProfile = operation({
  name: 'readProfile',
  method: 'GET',
  path: '/api/profile',
  permission: 'account.own',
  summary: 'The own profile and open sessions',
  reply: ProfileView,
});

export const saveProfile = operation({
  name: 'saveProfile',
  method: 'PUT',
  path: '/api/profile',
  permission: 'account.own',
  summary: 'Change the own telephone',
  body: v.strictObject({ phone: Phone }),
  reply: Done,
  refusals: ['phone.unreadable'],
});

export const savePreferences = operation({
  name: 'savePreferences',
  method: 'PUT',
  path: '/api/profile/preferences',
  permission: 'account.own',
  summary: 'Choose language, theme and which letters to get',
  body: v.strictObject(preferences),
  reply: Done,
});

export const endSession = operation({
  name: 'endSession',
  method: 'DELETE',
  path: '/api/profile/sessions/:id',
  permission: 'account.own',
  summary: 'End one of the own sessions',
  params: v.strictObject({ id: SessionId }),
  reply: Done,
  refusals: ['not-found'],
});

export const endOtherSessions = operation({
  name: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/profile/sessions',
  permission: 'account.own',
  summary: 'End every own session but this one',
  reply: Done,
});

export const askEmailChange = operation({
  name: 'askEmailChange',
  method: 'POST',
  path: '/api/profile/email',
  permission: 'account.own',
  summary:
    'Ask for another e-mail, given the own password: a link goes there. Same answer for known and unknown addresses',
  status: 202,
  body: v.strictObject({ email: Email, password: TypedPassword }),
  reply: v.object({ sentTo: v.string() }),
  refusals: ['registration.domain', 'password.current-wrong', 'sign-in.paused'],
});

export const confirmEmail = operation({
  name: 'confirmEmail',
  method: 'POST',
  path: '/api/profile/email/confirm',
  permission: 'public',
  summary: 'Follow the link sent to the new address: it becomes the person’s, and their other sessions end',
  body: v.strictObject({ token: OneTimeToken }),
  reply: Done,
  refusals: ['token.spent'],
});

export const cancelEmailChange = operation({
  name: 'cancelEmailChange',
  method: 'DELETE',
  path: '/api/profile/email',
  permission: 'account.own',
  summary: 'Take back the other e-mail asked for: its link stops working',
  reply: Done,
  refusals: ['not-found'],
});

/** A picture may weigh 2 MiB; it is kept as a square of this many points. */
export const PHOTO_MAX_BYTES = 2 * 1024 * 1024;
export const PHOTO_SIDE = 256;

export const putPhoto = operation({
  name: 'putPhoto',
  method: 'PUT',
  path: '/api/profile/photo',
  permission: 'account.own',
  summary:
    'Set the own picture (the body is a PNG, JPEG or WebP): drawn anew as a small square, without what it carries',
  carrier: 'upload',
  reply: ProfileView,
  refusals: ['photo.too-large', 'photo.refused', 'storage.full'],
});

export const removePhoto = operation({
  name: 'removePhoto',
  method: 'DELETE',
  path: '/api/profile/photo',
  permission: 'account.own',
  summary: 'Take the own picture away: initials stand in its place',
  reply: ProfileView,
});

export const readPhoto = operation({
  name: 'readPhoto',
  method: 'GET',
  path: '/api/photos/:photoId',
  permission: 'account.own',
  summary: 'A person’s picture, for whoever is signed in and was shown its id; it never changes under that id',
  params: v.strictObject({ photoId: PhotoId }),
  carrier: 'picture',
  reply: Done,
  refusals: ['not-found'],
});
