/** The government this desk serves: its names, ways in, mail, and the first set-up. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Role } from './permissions.ts';
import { Done, Email, line, NewPassword, OneTimeToken } from './shapes.ts';

/** Ways in (D2): `agency_form` is always there; this says what "Crear cuenta" does. */
export const SELF_REGISTRATION = ['off', 'verified_email', 'verified_email_and_approval'] as const;
export const SelfRegistration = v.picklist(SELF_REGISTRATION, 'field.choice');

export const MailDomain = v.pipe(
  v.string('field.text'),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(253, 'field.too-long'),
  v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/, 'field.domain'),
);

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export const TimeZone = v.pipe(
  v.string('field.text'),
  v.maxLength(60, 'field.too-long'),
  v.regex(/^[A-Za-z_]+\/[A-Za-z_]+(\/[A-Za-z_]+)?$/, 'field.time-zone'),
  v.check(isZone, 'field.time-zone'),
);

export const InstitutionView = v.object({
  productName: v.string(),
  productYear: v.number(),
  governmentName: v.string(),
  hostAgencyName: v.string(),
  ownerUnit: v.string(),
  operatorUnit: v.string(),
  timeZone: v.string(),
  selfRegistration: SelfRegistration,
  mailDomains: v.array(v.string()),
  /** "312 316 2000 ext. 2400", empty when none is set. */
  deskPhone: v.string(),
  passwordMaxAgeDays: v.number(),
  /** Characters a new password has at the least. */
  passwordMinLength: v.number(),
  /** False: no mail server is set yet, so a letter would wait. */
  mailWorks: v.boolean(),
  /** What one file may weigh, bytes, and how many go with one message. */
  attachmentMaxBytes: v.number(),
  attachmentMaxCount: v.number(),
  isSetUp: v.boolean(),
  /** The demonstration desk says so on every page; its accounts stand on the sign-in page. */
  demo: v.nullable(
    v.object({
      accounts: v.array(
        v.object({
          role: Role,
          name: v.string(),
          email: v.string(),
          password: v.string(),
          /** Base32; null: the person's role needs no second factor. */
          totpSecret: v.nullable(v.string()),
        }),
      ),
    }),
  ),
});
export type InstitutionView = v.InferOutput<typeof InstitutionView>;

export const readInstitution = operation({
  name: 'readInstitution',
  method: 'GET',
  path: '/api/institution',
  permission: 'public',
  summary: 'What the sign-in page needs to know of the institution',
  reply: InstitutionView,
});

const SmtpUrl = v.pipe(
  v.string('field.text'),
  v.trim(),
  v.maxLength(500, 'field.too-long'),
  v.regex(/^smtps?:\/\/[^\s]+$/, 'field.smtp-url'),
);

/** Mail as the person who installs types it; an empty URL means "later". */
const MailSettings = v.strictObject({
  smtpUrl: v.union([v.literal(''), SmtpUrl], 'field.smtp-url'),
  mailFrom: v.union([v.literal(''), Email], 'field.email'),
});

const InstitutionFields = {
  productName: line(1, 80),
  productYear: v.pipe(
    v.number('field.number'),
    v.integer('field.number'),
    v.minValue(2000, 'field.number'),
    v.maxValue(2200, 'field.number'),
  ),
  governmentName: line(1, 160),
  hostAgencyName: line(1, 160),
  ownerUnit: line(1, 160),
  operatorUnit: line(1, 160),
  /** First part of every folio: DTI/SS/2026/000123. */
  folioUnit: v.pipe(line(2, 12), v.toUpperCase(), v.regex(/^[A-Z0-9-]{2,12}$/, 'field.folio-unit')),
  timeZone: TimeZone,
  selfRegistration: SelfRegistration,
  mailDomains: v.pipe(v.array(MailDomain), v.maxLength(40, 'field.too-many')),
  deskPhone: v.union([v.literal(''), line(1, 60)]),
  /** Outside hours, whoever asks may read the telephone of who is on call for the whole desk. */
  dutyPhoneShown: v.optional(v.boolean('field.choice'), false),
};

export const InstitutionSettings = v.strictObject(InstitutionFields);
export type InstitutionSettings = v.InferOutput<typeof InstitutionSettings>;

/** The names as the person writes them; the e-mail is the user name. */
export const FirstAdministrator = v.strictObject({
  givenNames: line(1, 80),
  firstSurname: line(1, 80),
  secondSurname: v.union([v.literal(''), line(1, 80)]),
  email: Email,
  password: NewPassword,
});

export const openSetUp = operation({
  name: 'openSetUp',
  method: 'POST',
  path: '/api/set-up/open',
  permission: 'public',
  summary: 'Check the one-time set-up link and read the proposed values',
  body: v.strictObject({ token: OneTimeToken }),
  reply: v.object({ proposed: v.object({ ...InstitutionSettings.entries, productYear: v.number() }) }),
  refusals: ['set-up.token', 'set-up.done'],
});

export const sendSetUpLetter = operation({
  name: 'sendSetUpLetter',
  method: 'POST',
  path: '/api/set-up/test-letter',
  permission: 'public',
  summary: 'Send a test letter with the mail settings being typed, before anything is stored',
  body: v.strictObject({ token: OneTimeToken, mail: MailSettings, to: Email }),
  reply: Done,
  refusals: ['set-up.token', 'set-up.done', 'mail.unreachable'],
});

export const completeSetUp = operation({
  name: 'completeSetUp',
  method: 'POST',
  path: '/api/set-up',
  permission: 'public',
  summary: 'Set the institution up: names, ways in, mail, first administrator; the link then stops working',
  status: 201,
  body: v.strictObject({
    token: OneTimeToken,
    institution: InstitutionSettings,
    mail: MailSettings,
    administrator: FirstAdministrator,
    /** Areas, services, levels, teams, agencies and positions of the demonstration as a starting point. */
    withStartingCatalogue: v.boolean('field.choice'),
  }),
  reply: Done,
  refusals: ['set-up.token', 'set-up.done', 'password.weak', 'password.known', 'password.context'],
});

/** What an administrator must know on every page. */
export const StandingNotice = v.picklist([
  'mail-missing',
  'mail-failing',
  'scanner-failing',
  'work-failing',
  'storage-low',
  'backup-key-missing',
  'backup-overdue',
  'backup-failed',
  'backup-unproven',
  'record-broken',
  'anchor-late',
  'plain-http',
  'one-database-role',
  'catalogue-empty',
]);
export type StandingNotice = v.InferOutput<typeof StandingNotice>;

export const readSettings = operation({
  name: 'readSettings',
  method: 'GET',
  path: '/api/institution/settings',
  permission: 'institution.administer',
  summary: 'The settings of the institution and of its mail; the mail password is never given back',
  reply: v.object({
    institution: v.object(InstitutionSettings.entries),
    mail: v.object({
      host: v.string(),
      user: v.string(),
      from: v.string(),
      source: v.picklist(['environment', 'settings', 'none']),
    }),
    version: v.number(),
  }),
});

export const saveSettings = operation({
  name: 'saveSettings',
  method: 'PUT',
  path: '/api/institution/settings',
  permission: 'institution.administer',
  summary: 'Change the settings of the institution',
  body: v.strictObject({ institution: InstitutionSettings, version: v.number('field.number') }),
  reply: Done,
  refusals: ['version.stale'],
});

export const saveMail = operation({
  name: 'saveMail',
  asksAgain: true,
  method: 'PUT',
  path: '/api/institution/mail',
  permission: 'institution.administer',
  summary: 'Change the mail server; kept only if a test letter to the administrator was accepted',
  body: MailSettings,
  reply: Done,
  refusals: ['mail.unreachable'],
});

export { MailSettings };
