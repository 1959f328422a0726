/** Being told: notices inside the program, letters by e-mail, and what became of each letter. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Cursor, Done, Instant, id, Nothing } from './shapes.ts';

export const NoticeId = id('NoticeId');
export const LetterId = id('LetterId');
export type LetterId = v.InferOutput<typeof LetterId>;

/** Facts that tell somebody something; each has a letter and a line in the bell. */
export const NOTICE_KINDS = [
  'request-registered',
  'request-arrived',
  'request-assigned',
  'request-message',
  'request-question',
  'request-answered',
  'request-scheduled',
  'request-reclassified',
  'request-visit-accepted',
  'request-visit-declined',
  'request-reminder',
  'request-waiting',
  'request-outage',
  'request-resolved',
  'request-reopened',
  'request-closed',
  'request-cancelled',
  'request-rejected',
  'request-urgency-asked',
  'request-urgency-objected',
  'request-urgency-kept',
  'request-urgency-changed',
  'request-at-risk',
  'request-breached',
  'request-overdue',
  'request-deadline-moved',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Told to whoever asked to know when a notice of the desk is over: `subject` is its title, `outcome` ended or withdrawn. */
export const ANNOUNCEMENT_OVER = 'announcement-over';

/**
 * Lines of the bell alone: told to whoever asked for an act that waited and could not be done, on one request, on many; to
 * those on call, of a shift that changed hands (`got`: yes or no) and of a hand-over note left to them; and to
 * administrators, of an error of the program that somebody reported (`code`); and of a role given until a day (`own`, and
 * `over`: yes or no), to who holds it, who gave it and who coordinates their agency; of
 * a delegation (`what`: granted, ending, ended; `own`: delegate or principal), to both; and of a movement (`what`, as its
 * letters say it), to whom those go.
 */
export const BELL_KINDS = [
  'act-refused',
  'acts-refused',
  'shift-swapped',
  'handover-left',
  'error-reported',
  'role-term',
  'delegation',
  'movement',
] as const;
/** Of the forms of the agencies, each with a letter too: `id` of the form is among the values where the reader may open it. */
export const FORM_KINDS = [
  'enrolment-to-review',
  'enrolment-exception-asked',
  'enrolment-returned',
  'enrolment-resolved',
  'exception-ending',
  'exception-ended',
  'deactivation-dated',
  'deactivation-taken',
  'deactivation-done',
  'deactivation-held-up',
  'deactivation-called-off',
  'deactivation-lapsed',
] as const;
export type FormKind = (typeof FORM_KINDS)[number];
export type BellKind = NoticeKind | (typeof BELL_KINDS)[number] | FormKind | typeof ANNOUNCEMENT_OVER;

export const NoticeView = v.object({
  id: NoticeId,
  kind: v.picklist([...NOTICE_KINDS, ...BELL_KINDS, ...FORM_KINDS, ANNOUNCEMENT_OVER]),
  at: Instant,
  read: v.boolean(),
  /** For the sentence: `folio` (SS/2026/000123), `subject`, and `by`, who did it (empty: the desk itself); of an act refused, see `BELL_KINDS`. */
  values: v.record(v.string(), v.string()),
  /** For the link: SS-2026-000123. */
  requestRef: v.nullable(v.string()),
  /** Whose page of the request to open: who asked for it, or who attends it. */
  side: v.picklist(['requester', 'desk']),
});

export const listNotices = operation({
  name: 'listNotices',
  method: 'GET',
  path: '/api/notices',
  permission: 'account.own',
  summary: 'What happened to me lately, newest first',
  query: v.strictObject({ cursor: v.optional(Cursor) }),
  reply: v.object({ items: v.array(NoticeView), next: v.nullable(v.string()), unread: v.number() }),
});

export const readNotices = operation({
  name: 'readNotices',
  method: 'POST',
  path: '/api/notices/read',
  permission: 'account.own',
  summary: 'All notices up to now were seen',
  body: Nothing,
  reply: Done,
});

export const LETTER_STATES = ['waiting', 'sent', 'failed', 'dropped', 'bounced'] as const;
export const LetterView = v.object({
  id: LetterId,
  kind: v.string(),
  to: v.string(),
  subject: v.string(),
  state: v.picklist(LETTER_STATES),
  attempts: v.number(),
  queuedAt: Instant,
  sentAt: v.nullable(Instant),
  /** What the mail server answered last, for the technician. */
  lastError: v.nullable(v.string()),
  /** Since when it says no more to whom and about what: the institution’s term for letters is over. */
  erasedAt: v.nullable(Instant),
});

export const listLetters = operation({
  name: 'listLetters',
  method: 'GET',
  path: '/api/letters',
  permission: 'institution.administer',
  summary: 'Letters and what became of them; never their text',
  query: v.strictObject({ state: v.optional(v.picklist(LETTER_STATES, 'field.choice')), cursor: v.optional(Cursor) }),
  reply: v.object({
    items: v.array(LetterView),
    next: v.nullable(v.string()),
    counts: v.object({ waiting: v.number(), failed: v.number(), bounced: v.number() }),
  }),
});

export const retryLetter = operation({
  name: 'retryLetter',
  method: 'POST',
  path: '/api/letters/:id/retry',
  permission: 'institution.administer',
  summary: 'Try a letter that was given up once more',
  params: v.strictObject({ id: LetterId }),
  body: Nothing,
  reply: Done,
  refusals: ['not-found', 'letter.not-waiting'],
});

/** Only in `npm run demo`: letters are read here instead of leaving the machine. */
export const listTestMail = operation({
  name: 'listTestMail',
  method: 'GET',
  path: '/api/test-mail',
  permission: 'public',
  summary: 'Correo de prueba: letters of the demonstration, newest first',
  demoOnly: true,
  query: v.strictObject({ cursor: v.optional(Cursor) }),
  reply: v.object({
    items: v.array(
      v.object({
        id: LetterId,
        to: v.string(),
        toName: v.string(),
        subject: v.string(),
        at: Instant,
        preview: v.string(),
      }),
    ),
    next: v.nullable(v.string()),
  }),
});

export const readTestMail = operation({
  name: 'readTestMail',
  method: 'GET',
  path: '/api/test-mail/:id',
  permission: 'public',
  summary: 'One letter as it would arrive',
  demoOnly: true,
  params: v.strictObject({ id: LetterId }),
  reply: v.object({
    id: LetterId,
    from: v.string(),
    to: v.string(),
    subject: v.string(),
    at: Instant,
    text: v.string(),
    html: v.string(),
    headers: v.array(v.object({ name: v.string(), value: v.string() })),
  }),
  refusals: ['not-found'],
});
