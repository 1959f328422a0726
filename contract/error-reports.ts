/**
 * "Reportar un error de la Mesa": what a page knew when the program failed somebody, told to whoever looks after it.
 *
 * The shapes themselves keep people out: no field but the reporter's own words takes a blank, an "@" or a folio (B25).
 */
import * as v from 'valibot';
import { FAULT_CODES } from './faults.ts';
import { operation } from './operation.ts';
import { Cursor, Done, Instant, id, text } from './shapes.ts';

export const ErrorReportId = id('ErrorReportId');
export type ErrorReportId = v.InferOutput<typeof ErrorReportId>;

export const SAID_MAX = 2_000;
export const NOTE_MAX = 1_000;
/** How many of the last calls and errors a page remembers. */
export const CALLS_KEPT = 20;
export const ERRORS_KEPT = 5;
export const FRAMES_KEPT = 8;

/** Of `SPOKEN_LETTERS`. */
export const CODE_LETTERS = 6;
/** As it is said and typed: "ABC-DEF", with or without what stands between. */
export const ReportCode = v.pipe(
  v.string('field.text'),
  v.maxLength(20, 'field.report-code'),
  v.transform((value) => value.replace(/[\s-]+/g, '').toUpperCase()),
  v.regex(/^[A-HJKMNP-Z2-9]{6}$/, 'field.report-code'),
);

/** "ABCDEF" as it is said and shown: "ABC-DEF". */
export const spoken = (code: string): string => `${code.slice(0, CODE_LETTERS / 2)}-${code.slice(CODE_LETTERS / 2)}`;

export const BROWSERS = ['Chrome', 'Edge', 'Firefox', 'Opera', 'Safari', 'Samsung Internet', 'other'] as const;

const whole = (max: number) =>
  v.pipe(
    v.number('field.choice'),
    v.integer('field.choice'),
    v.minValue(0, 'field.choice'),
    v.maxValue(max, 'field.choice'),
  );
const matching = (pattern: RegExp) => v.pipe(v.string('field.text'), v.regex(pattern, 'field.choice'));

/** Eight letters of an answer of the server, to find it in the log. */
const RequestCode = matching(/^[0-9A-F]{8}$/);

/** A call to the server: which, how it ended, how long it took; never what was in it. */
export const RecentCall = v.strictObject({
  operation: matching(/^[a-zA-Z]{1,60}$/),
  /** HTTP; 0 when no answer came. */
  status: whole(599),
  fault: v.nullable(v.picklist(FAULT_CODES, 'field.choice')),
  milliseconds: whole(3_600_000),
  /** How long before the report, seconds. */
  secondsAgo: whole(604_800),
  requestId: v.nullable(RequestCode),
});
export type RecentCall = v.InferOutput<typeof RecentCall>;

/** An error of the page itself: its kind and where in the program, never its message, which may quote what was on screen. */
export const PageError = v.strictObject({
  name: matching(/^[A-Za-z]{1,40}$/),
  frames: v.pipe(
    v.array(matching(/^[A-Za-z0-9_.-]{1,80}:\d{1,7}:\d{1,7}$/)),
    v.maxLength(FRAMES_KEPT, 'field.too-many'),
  ),
  secondsAgo: whole(604_800),
});
export type PageError = v.InferOutput<typeof PageError>;

export const ErrorContext = v.strictObject({
  /** The address as the program writes it, with names in place of what it was about: "/solicitudes/$ref". */
  page: matching(/^\/[a-z/$-]{0,119}$/),
  /** The hash in the name of the program's own file: which build the browser runs. */
  build: matching(/^[A-Za-z0-9_-]{0,40}$/),
  browser: v.strictObject({ name: v.picklist(BROWSERS, 'field.choice'), version: v.nullable(whole(9_999)) }),
  window: v.strictObject({ width: whole(100_000), height: whole(100_000) }),
  locale: v.picklist(['es-MX', 'en'], 'field.choice'),
  theme: v.picklist(['light', 'dark'], 'field.choice'),
  online: v.boolean('field.choice'),
  /** Oldest first. */
  calls: v.pipe(v.array(RecentCall), v.maxLength(CALLS_KEPT, 'field.too-many')),
  errors: v.pipe(v.array(PageError), v.maxLength(ERRORS_KEPT, 'field.too-many')),
  /** The identifier that the page showed with its error. */
  shown: v.nullable(RequestCode),
});
export type ErrorContext = v.InferOutput<typeof ErrorContext>;

const Report = v.strictObject({ said: text(0, SAID_MAX), context: ErrorContext });
/** `code`: six letters, to say on the telephone: "ABC-DEF". */
const Reported = v.object({ code: v.string() });

export const reportError = operation({
  name: 'reportError',
  method: 'POST',
  path: '/api/error-reports',
  permission: 'account.own',
  summary: 'Report an error of the program; who reports is not kept',
  body: Report,
  reply: Reported,
  status: 201,
  idempotent: true,
});

export const reportErrorFromOutside = operation({
  name: 'reportErrorFromOutside',
  method: 'POST',
  path: '/api/error-reports/from-outside',
  permission: 'public',
  summary: 'Report an error of the program without being signed in, a few times an hour',
  body: Report,
  reply: Reported,
  status: 201,
  idempotent: true,
});

export const REPORTER_KINDS = ['requester', 'desk', 'administrator', 'nobody'] as const;
export const REPORT_STATES = ['new', 'mended'] as const;

const line = {
  id: ErrorReportId,
  code: v.string(),
  at: Instant,
  state: v.picklist(REPORT_STATES),
  role: v.picklist(REPORTER_KINDS),
  page: v.string(),
  program: v.string(),
  /** The last call that failed before it, by its name. */
  failed: v.nullable(v.object({ operation: v.string(), status: v.number() })),
  /** Its reporter wrote something. */
  hasWords: v.boolean(),
};
export const ErrorReportLine = v.object(line);
export type ErrorReportLine = v.InferOutput<typeof ErrorReportLine>;

export const listErrorReports = operation({
  name: 'listErrorReports',
  method: 'GET',
  path: '/api/error-reports',
  permission: 'institution.administer',
  summary: 'Reported errors, newest first; by state, or the one of a code',
  query: v.strictObject({
    state: v.optional(v.picklist(REPORT_STATES, 'field.choice')),
    code: v.optional(ReportCode),
    cursor: v.optional(Cursor),
  }),
  reply: v.object({
    items: v.array(ErrorReportLine),
    next: v.nullable(v.string()),
    counts: v.object({ new: v.number() }),
  }),
});

const one = v.strictObject({ id: ErrorReportId });

export const readErrorReport = operation({
  name: 'readErrorReport',
  method: 'GET',
  path: '/api/error-reports/:id',
  permission: 'institution.administer',
  summary: 'One reported error with all that the page knew',
  params: one,
  reply: v.object({
    ...line,
    said: v.nullable(v.string()),
    context: ErrorContext,
    mendedAt: v.nullable(Instant),
    mendedBy: v.nullable(v.string()),
    note: v.nullable(v.string()),
    version: v.number(),
  }),
  refusals: ['not-found'],
});

export const mendErrorReport = operation({
  name: 'mendErrorReport',
  method: 'POST',
  path: '/api/error-reports/:id/mend',
  permission: 'institution.administer',
  summary: 'Mark a reported error as mended, with a note of how',
  params: one,
  body: v.strictObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)), note: text(0, NOTE_MAX) }),
  reply: Done,
  refusals: ['not-found', 'version.stale'],
});

export const reopenErrorReport = operation({
  name: 'reopenErrorReport',
  method: 'POST',
  path: '/api/error-reports/:id/reopen',
  permission: 'institution.administer',
  summary: 'Take a reported error for new again',
  params: one,
  body: v.strictObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  reply: Done,
  refusals: ['not-found', 'version.stale'],
});
