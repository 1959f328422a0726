/** The privacy notice (aviso de privacidad): a text of the institution in versions, simplified and integral, open to everybody. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Done, Instant, text } from './shapes.ts';

const NoticeText = v.object({
  /** The simplified notice: what stands wherever data are asked for. */
  short: v.string(),
  /** The integral one. Plain text: "# …" begins a section, "a. …" a point of a list. */
  full: v.string(),
});

export const PrivacyNoticeView = v.object({
  version: v.number(),
  es: NoticeText,
  /** Null: nobody wrote it in English. */
  en: v.nullable(NoticeText),
  /** SHA-256 of the Spanish integral text as it is read here, hexadecimal. */
  sha256: v.string(),
  publishedAt: Instant,
  inForce: v.boolean(),
  /** True: the text that came with the program, which nobody of the institution has published yet. */
  starting: v.boolean(),
  /** The newest first. */
  versions: v.array(v.object({ version: v.number(), publishedAt: Instant })),
});
export type PrivacyNoticeView = v.InferOutput<typeof PrivacyNoticeView>;

export const readPrivacyNotice = operation({
  name: 'readPrivacyNotice',
  method: 'GET',
  path: '/api/privacy-notice',
  permission: 'public',
  summary: 'The privacy notice in force, or a former version of it; needs no account',
  query: v.strictObject({ version: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/, 'field.number'))) }),
  reply: PrivacyNoticeView,
  refusals: ['not-found'],
});

const version = v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1, 'field.number'));

const english = (most: number) => v.union([v.literal(''), text(40, most)], 'field.too-short');

/** Both English texts, or neither: half a notice would tell half of it. */
const PrivacyNoticeTexts = {
  shortEs: text(40, 4_000),
  fullEs: text(200, 40_000),
  shortEn: english(4_000),
  fullEn: english(40_000),
};

export const publishPrivacyNotice = operation({
  name: 'publishPrivacyNotice',
  method: 'POST',
  path: '/api/privacy-notice',
  permission: 'privacy-notice.administer',
  asksAgain: true,
  summary: 'A new version of the privacy notice; everybody with an account is told at their next visit',
  status: 201,
  body: v.strictObject({ /** The version it follows. */ version, ...PrivacyNoticeTexts }),
  reply: PrivacyNoticeView,
  refusals: ['version.stale'],
});

export const confirmPrivacyNotice = operation({
  name: 'confirmPrivacyNotice',
  method: 'POST',
  path: '/api/privacy-notice/reading',
  permission: 'account.own',
  summary: 'Say that one has read that version; version.stale when a newer one is in force. Nothing waits for it',
  body: v.strictObject({ version }),
  reply: Done,
  refusals: ['version.stale'],
});

export const OwnDataView = v.object({
  madeAt: Instant,
  /** SHA-256 of the sections in RFC 8785 form, hexadecimal: the history keeps it. */
  sha256: v.string(),
  /** Each kind of record with its rows, the oldest first; no secrets, and of other people nothing. */
  sections: v.array(v.object({ section: v.string(), rows: v.array(v.record(v.string(), v.unknown())) })),
});
export type OwnDataView = v.InferOutput<typeof OwnDataView>;

export const readOwnData = operation({
  name: 'readOwnData',
  method: 'POST',
  path: '/api/own-data',
  permission: 'account.own',
  asksAgain: true,
  summary: 'Everything the desk holds of oneself, to keep; recorded',
  reply: OwnDataView,
  refusals: ['rate.exceeded'],
});
