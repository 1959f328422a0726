/** The request (solicitud): filing, following, attending. States and guards: `server/requests/rules.ts`. */
import * as v from 'valibot';
import { AgencyId } from './agencies.ts';
import { ATTACHMENT_MAX_COUNT, AttachmentId, AttachmentView } from './attachments.ts';
import { AreaId, ServiceId, TeamId } from './catalogue.ts';
import { operation } from './operation.ts';
import { Cursor, Done, Instant, id, LocalText, line, text } from './shapes.ts';

export const RequestId = id('RequestId');
export type RequestId = v.InferOutput<typeof RequestId>;
export const DraftId = id('DraftId');
export type DraftId = v.InferOutput<typeof DraftId>;
export const MessageId = id('MessageId');

export const REQUEST_STATES = [
  'registered',
  'assigned',
  'in_progress',
  'scheduled',
  'waiting_requester',
  'waiting_third_party',
  'resolved',
  'closed',
  'cancelled',
  'rejected',
] as const;
export const RequestState = v.picklist(REQUEST_STATES, 'field.choice');
export type RequestState = (typeof REQUEST_STATES)[number];

/** Groups of the requester's filter (§5.5), each a set of states. */
export const STATE_GROUPS = {
  open: ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party'],
  my_turn: ['waiting_requester', 'resolved'],
  resolved: ['resolved'],
  closed: ['closed', 'cancelled', 'rejected'],
} as const satisfies Record<string, readonly RequestState[]>;
export type StateGroup = keyof typeof STATE_GROUPS;
export const StateFilter = v.picklist(
  [
    'open',
    'my_turn',
    'resolved',
    'closed',
    'all',
    ...REQUEST_STATES.filter((s) => s !== 'resolved' && s !== 'closed'),
  ] as const,
  'field.choice',
);

export const SUBJECT_MAX = 160;
export const DESCRIPTION_MAX = 10_000;
export const MESSAGE_MAX = 10_000;

/** Where the person is: all optional, remembered for the next request. */
const placePart = v.union([v.literal(''), line(1, 80)], 'field.too-long');
export const Place = v.strictObject({ building: placePart, floor: placePart, office: placePart, phone: placePart });
export type Place = v.InferOutput<typeof Place>;

const Attachments = v.pipe(v.array(AttachmentId), v.maxLength(ATTACHMENT_MAX_COUNT, 'field.too-many'));

/** A request in the address bar: its id, or SS-2026-000123. */
export const RequestRef = v.pipe(
  v.string('field.id'),
  v.regex(/^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Z]{2}-\d{4}-\d{6,12})$/, 'field.id'),
);

const Clock = v.object({
  dueAt: Instant,
  /** met and missed are final; paused has no running deadline. */
  status: v.picklist(['running', 'at_risk', 'breached', 'paused', 'met', 'missed']),
  /** Business minutes left; negative when breached; null when stopped. */
  minutesLeft: v.nullable(v.number()),
});

export const RequestSummary = v.object({
  id: RequestId,
  folio: v.string(),
  subject: v.string(),
  state: RequestState,
  areaName: LocalText,
  serviceName: v.nullable(LocalText),
  requesterName: v.string(),
  agencyAcronym: v.string(),
  agentName: v.nullable(v.string()),
  registeredAt: Instant,
  /** Last thing that happened that this reader may know, with who did it (first name; null: the desk itself). */
  lastMovement: v.object({ fact: v.string(), at: Instant, by: v.nullable(v.string()), mine: v.boolean() }),
  resolution: Clock,
  firstResponse: Clock,
  scheduledAt: v.nullable(Instant),
  unread: v.boolean(),
});
export type RequestSummary = v.InferOutput<typeof RequestSummary>;

const listFilters = {
  /** Folio in any form (123, 000123, SS/2026/123) or words of the subject. */
  q: v.optional(line(0, 160)),
  state: v.optional(StateFilter),
  area: v.optional(AreaId),
  cursor: v.optional(Cursor),
};

export const listMyRequests = operation({
  name: 'listMyRequests',
  method: 'GET',
  path: '/api/requests',
  permission: 'account.own',
  summary: 'Own requests and those one takes part in, newest movement first',
  query: v.strictObject(listFilters),
  reply: v.object({
    items: v.array(RequestSummary),
    next: v.nullable(v.string()),
    /** What waits for this person, whatever the filters; at most six. First page only, else empty. */
    waiting: v.array(v.object({ request: RequestSummary, question: v.string() })),
    /** Rows of each group for this person, capped at 1000. First page only. */
    counts: v.nullable(
      v.object({ open: v.number(), my_turn: v.number(), resolved: v.number(), closed: v.number(), all: v.number() }),
    ),
  }),
});

export const listQueue = operation({
  name: 'listQueue',
  method: 'GET',
  path: '/api/queue',
  permission: 'request.queue',
  summary: 'Requests this person attends or may attend, nearest deadline first',
  query: v.strictObject({
    ...listFilters,
    view: v.optional(v.picklist(['mine', 'unassigned', 'team', 'all'], 'field.choice')),
  }),
  reply: v.object({
    items: v.array(RequestSummary),
    next: v.nullable(v.string()),
    /** Open requests of each view, capped at 1000. First page only. */
    counts: v.nullable(v.object({ mine: v.number(), unassigned: v.number(), team: v.number(), all: v.number() })),
  }),
});

/** One entry of the thread, oldest first. `by` is null for the system. */
export const TimelineEntry = v.object({
  /** Position in the request's thread: stable, grows. */
  sequence: v.number(),
  at: Instant,
  by: v.nullable(
    v.object({ name: v.string(), initials: v.string(), side: v.picklist(['requester', 'desk']), mine: v.boolean() }),
  ),
  /** An event of the history, or a message. */
  fact: v.string(),
  /** Small values of the event (team, reason, date…), text ready to show. */
  values: v.record(v.string(), v.string()),
  message: v.nullable(
    v.object({
      id: MessageId,
      /** internal never reaches a requester. */
      visibility: v.picklist(['public', 'internal']),
      text: v.string(),
      attachments: v.array(AttachmentView),
    }),
  ),
  unread: v.boolean(),
});
export type TimelineEntry = v.InferOutput<typeof TimelineEntry>;

export const RequestView = v.object({
  ...RequestSummary.entries,
  version: v.number(),
  series: v.string(),
  description: v.string(),
  attachments: v.array(AttachmentView),
  place: Place,
  areaId: AreaId,
  serviceId: v.nullable(ServiceId),
  levelName: LocalText,
  agencyId: AgencyId,
  agencyName: LocalText,
  teamName: v.nullable(LocalText),
  /** Contact for the desk; null for readers who attend nothing. */
  requester: v.nullable(v.object({ name: v.string(), position: LocalText, phone: v.string(), email: v.string() })),
  /** Why it waits, and until when. */
  waiting: v.nullable(v.object({ reason: v.string(), until: v.nullable(Instant), closesAt: v.nullable(Instant) })),
  solution: v.nullable(v.string()),
  /** When a resolved request closes by itself, or until when a closed one may be reopened. */
  settleBy: v.nullable(Instant),
  reopenedCount: v.number(),
  timeline: v.array(TimelineEntry),
  can: v.object({
    message: v.boolean(),
    note: v.boolean(),
    take: v.boolean(),
    assign: v.boolean(),
    ask: v.boolean(),
    wait: v.boolean(),
    resume: v.boolean(),
    schedule: v.boolean(),
    resolve: v.boolean(),
    reject: v.boolean(),
    accept: v.boolean(),
    reopen: v.boolean(),
    cancel: v.boolean(),
  }),
});
export type RequestView = v.InferOutput<typeof RequestView>;

const oneRequest = v.strictObject({ id: RequestId });
/** Every act names the version it saw; another act in between answers 409 and keeps the text. */
const seen = {
  version: v.optional(v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1, 'field.number'))),
};
const acts = ['not-found', 'right.missing', 'version.stale', 'request.transition'] as const;
const sends = [...acts, 'attachment.gone', 'attachment.too-many', 'idempotency.mismatch'] as const;

export const fileRequest = operation({
  name: 'fileRequest',
  method: 'POST',
  path: '/api/requests',
  permission: 'request.file',
  summary:
    'File a request: issues the folio, keeps the receipt, sends the letter. One Idempotency-Key makes one request',
  status: 201,
  idempotent: true,
  body: v.strictObject({
    draftId: v.nullable(DraftId),
    subject: line(5, SUBJECT_MAX),
    description: text(10, DESCRIPTION_MAX),
    areaId: AreaId,
    serviceId: v.nullable(ServiceId),
    place: Place,
    attachments: Attachments,
  }),
  reply: RequestView,
  refusals: ['service.not-in-area', 'attachment.gone', 'attachment.too-many', 'idempotency.mismatch', 'not-found'],
});

export const readRequest = operation({
  name: 'readRequest',
  method: 'GET',
  path: '/api/requests/:ref',
  permission: 'request.read',
  summary: 'One request with its thread, as much of it as this person may know',
  params: v.strictObject({ ref: RequestRef }),
  reply: RequestView,
  refusals: ['not-found'],
});

export const markRead = operation({
  name: 'markRead',
  method: 'PUT',
  path: '/api/requests/:id/read',
  permission: 'request.read',
  summary: 'Everything up to this entry of the thread was on screen',
  params: oneRequest,
  body: v.strictObject({
    through: v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(0, 'field.number')),
  }),
  reply: Done,
  refusals: ['not-found'],
});

export const postMessage = operation({
  name: 'postMessage',
  method: 'POST',
  path: '/api/requests/:id/messages',
  permission: 'request.message',
  summary: 'A public message with files; when the request waits for its requester, their message sets it going again',
  status: 201,
  idempotent: true,
  params: oneRequest,
  body: v.strictObject({ ...seen, text: text(1, MESSAGE_MAX), attachments: Attachments }),
  reply: RequestView,
  refusals: sends,
});

export const postNote = operation({
  name: 'postNote',
  method: 'POST',
  path: '/api/requests/:id/notes',
  permission: 'request.attend',
  summary: 'An internal note: no requester ever receives it',
  status: 201,
  idempotent: true,
  params: oneRequest,
  body: v.strictObject({ text: text(1, MESSAGE_MAX), attachments: Attachments }),
  reply: RequestView,
  refusals: sends,
});

export const takeRequest = operation({
  name: 'takeRequest',
  method: 'POST',
  path: '/api/requests/:id/take',
  permission: 'request.attend',
  summary: 'Take the request: it is attended by me and in progress',
  params: oneRequest,
  body: v.strictObject(seen),
  reply: RequestView,
  refusals: [...acts, 'request.taken'],
});

export const assignRequest = operation({
  name: 'assignRequest',
  method: 'POST',
  path: '/api/requests/:id/assign',
  permission: 'request.attend',
  summary: 'Assign to a team and, optionally, a person of it',
  params: oneRequest,
  body: v.strictObject({
    ...seen,
    teamId: TeamId,
    agentId: v.nullable(id('PersonId')),
    reason: v.optional(text(0, 500)),
  }),
  reply: RequestView,
  refusals: acts,
});

export const askRequester = operation({
  name: 'askRequester',
  method: 'POST',
  path: '/api/requests/:id/ask',
  permission: 'request.attend',
  summary: 'Ask the requester and wait: the clock pauses until they answer',
  idempotent: true,
  params: oneRequest,
  body: v.strictObject({ ...seen, text: text(1, MESSAGE_MAX), attachments: Attachments }),
  reply: RequestView,
  refusals: sends,
});

/** Dates of appointments and waits: a calendar day, or a local day and minute, in the institution's zone. */
export const Day = v.pipe(v.string('field.date'), v.isoDate('field.date'));
export const DayMinute = v.pipe(v.string('field.date'), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'field.date'));

export const waitThirdParty = operation({
  name: 'waitThirdParty',
  method: 'POST',
  path: '/api/requests/:id/wait',
  permission: 'request.attend',
  summary: 'Wait for a supplier or third party: who, reference and expected day; the clock pauses',
  params: oneRequest,
  body: v.strictObject({ ...seen, who: line(1, 160), reference: v.union([v.literal(''), line(1, 80)]), until: Day }),
  reply: RequestView,
  refusals: [...acts, 'date.past'],
});

export const resumeRequest = operation({
  name: 'resumeRequest',
  method: 'POST',
  path: '/api/requests/:id/resume',
  permission: 'request.attend',
  summary: 'Work goes on; the clock runs again',
  params: oneRequest,
  body: v.strictObject(seen),
  reply: RequestView,
  refusals: acts,
});

export const scheduleVisit = operation({
  name: 'scheduleVisit',
  method: 'POST',
  path: '/api/requests/:id/schedule',
  permission: 'request.attend',
  summary: 'Agree a visit: when and where; the requester is told',
  params: oneRequest,
  body: v.strictObject({ ...seen, at: DayMinute, where: line(1, 160) }),
  reply: RequestView,
  refusals: [...acts, 'date.past'],
});

export const resolveRequest = operation({
  name: 'resolveRequest',
  method: 'POST',
  path: '/api/requests/:id/resolve',
  permission: 'request.attend',
  summary: 'Mark as resolved, with the solution the requester reads and the closure code',
  idempotent: true,
  params: oneRequest,
  body: v.strictObject({
    ...seen,
    solution: text(1, 4000),
    closureCode: v.pipe(v.string('field.text'), v.regex(/^[a-z_]{2,40}$/, 'field.choice')),
    attachments: Attachments,
  }),
  reply: RequestView,
  refusals: sends,
});

export const rejectRequest = operation({
  name: 'rejectRequest',
  method: 'POST',
  path: '/api/requests/:id/reject',
  permission: 'request.reject',
  summary: 'Refuse on a legal or policy ground, which the requester reads',
  params: oneRequest,
  body: v.strictObject({ ...seen, reason: text(10, 2000) }),
  reply: RequestView,
  refusals: acts,
});

export const acceptSolution = operation({
  name: 'acceptSolution',
  method: 'POST',
  path: '/api/requests/:id/accept',
  permission: 'request.settle',
  summary: 'The requester accepts the solution: the request closes',
  params: oneRequest,
  body: v.strictObject(seen),
  reply: RequestView,
  refusals: acts,
});

export const reopenRequest = operation({
  name: 'reopenRequest',
  method: 'POST',
  path: '/api/requests/:id/reopen',
  permission: 'request.settle',
  summary: 'It was not solved: same folio, in progress again, with the reason',
  idempotent: true,
  params: oneRequest,
  body: v.strictObject({ ...seen, reason: text(5, 2000), attachments: Attachments }),
  reply: RequestView,
  refusals: sends,
});

export const cancelRequest = operation({
  name: 'cancelRequest',
  method: 'POST',
  path: '/api/requests/:id/cancel',
  permission: 'request.settle',
  summary: 'The requester no longer needs it; the reason stays on record',
  params: oneRequest,
  body: v.strictObject({ ...seen, reason: text(3, 500) }),
  reply: RequestView,
  refusals: acts,
});

export const downloadAttachment = operation({
  name: 'downloadAttachment',
  method: 'GET',
  path: '/api/requests/:id/attachments/:attachmentId',
  permission: 'request.read',
  summary: 'A file of a request, as a sandboxed download',
  carrier: 'download',
  params: v.strictObject({ id: RequestId, attachmentId: AttachmentId }),
  reply: Done,
  refusals: ['not-found'],
});

/** The acuse: what was registered, when, and its fingerprint. Legal paper, third person. */
export const ReceiptView = v.object({
  requestId: RequestId,
  folio: v.string(),
  registeredAt: Instant,
  governmentName: v.string(),
  hostAgencyName: v.string(),
  ownerUnit: v.string(),
  operatorUnit: v.string(),
  requesterName: v.string(),
  positionName: v.string(),
  agencyName: v.string(),
  areaName: v.string(),
  serviceName: v.nullable(v.string()),
  levelName: v.string(),
  firstResponseDueAt: Instant,
  resolutionDueAt: Instant,
  subject: v.string(),
  description: v.string(),
  attachments: v.array(v.object({ name: v.string(), bytes: v.number(), sha256: v.string() })),
  /** SHA-256 of the RFC 8785 form of the snapshot taken at registration. */
  sha256: v.string(),
  legalText: v.string(),
});
export type ReceiptView = v.InferOutput<typeof ReceiptView>;

export const readReceipt = operation({
  name: 'readReceipt',
  method: 'GET',
  path: '/api/requests/:ref/receipt',
  permission: 'request.read',
  summary: 'The receipt of a request, to print',
  params: v.strictObject({ ref: RequestRef }),
  reply: ReceiptView,
  refusals: ['not-found'],
});

/* Drafts: nothing of them is a record; they are the person's own until filed. */

const DraftFields = {
  subject: v.pipe(v.string('field.text'), v.maxLength(SUBJECT_MAX, 'field.too-long')),
  description: v.pipe(v.string('field.text'), v.maxLength(DESCRIPTION_MAX, 'field.too-long')),
  areaId: v.nullable(AreaId),
  serviceId: v.nullable(ServiceId),
  place: v.strictObject({
    building: v.pipe(v.string(), v.maxLength(80)),
    floor: v.pipe(v.string(), v.maxLength(80)),
    office: v.pipe(v.string(), v.maxLength(80)),
    phone: v.pipe(v.string(), v.maxLength(80)),
  }),
};

export const DraftView = v.object({
  id: DraftId,
  ...DraftFields,
  attachments: v.array(AttachmentView),
  savedAt: Instant,
});
export type DraftView = v.InferOutput<typeof DraftView>;

export const readDrafts = operation({
  name: 'readDrafts',
  method: 'GET',
  path: '/api/drafts',
  permission: 'account.own',
  summary: 'Own unfinished requests, newest first, and the place remembered from the last one',
  reply: v.object({ drafts: v.array(DraftView), lastPlace: Place }),
});

export const saveDraft = operation({
  name: 'saveDraft',
  method: 'PUT',
  path: '/api/drafts/:id',
  permission: 'request.file',
  summary: 'Keep an unfinished request; the page sends it every few seconds while typing',
  params: v.strictObject({ id: DraftId }),
  body: v.strictObject({ ...DraftFields, attachments: Attachments }),
  reply: v.object({ savedAt: Instant }),
  refusals: ['not-found', 'attachment.gone'],
});

export const discardDraft = operation({
  name: 'discardDraft',
  method: 'DELETE',
  path: '/api/drafts/:id',
  permission: 'account.own',
  summary: 'Throw an unfinished request away, with its files',
  params: v.strictObject({ id: DraftId }),
  reply: Done,
  refusals: ['not-found'],
});
