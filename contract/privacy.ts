/** The privacy notice (aviso de privacidad): a text of the institution in versions, simplified and integral, open to everybody. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Day, Done, Instant, text } from './shapes.ts';

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
  /** From when it holds: since it was published, or from a later day its publisher chose. */
  appliesAt: Instant,
  inForce: v.boolean(),
  /** What is published and does not hold yet; null: nothing. */
  coming: v.nullable(v.object({ version: v.number(), appliesAt: Instant })),
  /** True: the text that came with the program, which nobody of the institution has published yet. */
  starting: v.boolean(),
  /** The newest first. */
  versions: v.array(v.object({ version: v.number(), publishedAt: Instant, appliesAt: Instant })),
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

/** What is still to be filled in, as "{…}" in a text; nobody may be shown it. */
export const noticeBlanks = (words: string): string[] => [...new Set(words.match(/\{[^{}\n]*\}/g) ?? [])];
const whole = v.check((words: string) => noticeBlanks(words).length === 0, 'field.blanks');
const spanish = (least: number, most: number) => v.pipe(text(least, most), whole);
const english = (most: number) => v.union([v.literal(''), v.pipe(text(40, most), whole)], 'field.too-short');

/** Both English texts, or neither: half a notice would tell half of it. */
const PrivacyNoticeTexts = {
  shortEs: spanish(40, 4_000),
  fullEs: spanish(200, 40_000),
  shortEn: english(4_000),
  fullEn: english(40_000),
};

const Texts = v.object({ shortEs: v.string(), fullEs: v.string(), shortEn: v.string(), fullEn: v.string() });
export type NoticeTexts = v.InferOutput<typeof Texts>;

export const readNextNotice = operation({
  name: 'readNextNotice',
  method: 'GET',
  path: '/api/privacy-notice/next',
  permission: 'privacy-notice.administer',
  summary: 'What the next version of the privacy notice begins with, and the newest one published, to compare',
  reply: v.object({
    /** The newest there is: the next one says that it follows it. */
    follows: v.number(),
    appliesAt: Instant,
    inForce: v.boolean(),
    /** True: the text that came with the program. */
    starting: v.boolean(),
    published: Texts,
    /** The same, and in the starting text "{…}" where only the institution knows what to say. */
    next: Texts,
  }),
});
export type NextNotice = v.InferOutput<typeof readNextNotice.reply>;

export const publishPrivacyNotice = operation({
  name: 'publishPrivacyNotice',
  method: 'POST',
  path: '/api/privacy-notice',
  permission: 'privacy-notice.administer',
  asksAgain: true,
  summary:
    'A new version of the privacy notice, now or from a later day; everybody with an account is told at their next visit once it holds',
  status: 201,
  body: v.strictObject({
    /** The version it follows. */
    version,
    ...PrivacyNoticeTexts,
    /** From which day at the institution it holds; null: from now on. */
    appliesOn: v.optional(v.nullable(Day), null),
  }),
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

export const printOwnData = operation({
  name: 'printOwnData',
  method: 'POST',
  path: '/api/own-data/paper',
  permission: 'account.own',
  asksAgain: true,
  summary: 'The same as a paper to read (PDF/A-3a), in the language of whoever asks; recorded',
  carrier: 'download',
  reply: Done,
  refusals: ['rate.exceeded', 'workshop.busy'],
});
