/** Shapes of a request (solicitud): its states, its lines and its whole view. */
import * as v from 'valibot';
import { ATTACHMENT_MAX_COUNT, AttachmentId, AttachmentView } from './attachments.ts';
import { Answers, AnswerView, Form } from './form-shapes.ts';
import { AgencyId, AnnouncementId, AreaId, MessageId, PhotoId, ServiceId } from './ids.ts';
import { RedactionView } from './redaction-shapes.ts';
import { Instant, id, LocalText, line } from './shapes.ts';
import { PetitionView, UrgencyState } from './urgency-shapes.ts';

export const RequestId = id('RequestId');
export type RequestId = v.InferOutput<typeof RequestId>;
export const DraftId = id('DraftId');
export type DraftId = v.InferOutput<typeof DraftId>;
export { MessageId };

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

/** Files sent with it, by id. */
export const Attachments = v.pipe(v.array(AttachmentId), v.maxLength(ATTACHMENT_MAX_COUNT, 'field.too-many'));

/** A request in the address bar: its id, or SS-2026-000123. */
export const RequestRef = v.pipe(
  v.string('field.id'),
  v.regex(/^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Z]{2}-\d{4}-\d{6,12})$/, 'field.id'),
);

const Clock = v.object({
  dueAt: Instant,
  /** met and missed are final; paused has no running deadline; none: it was over when it came, nothing was promised here. */
  status: v.picklist(['running', 'at_risk', 'breached', 'paused', 'met', 'missed', 'none']),
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
  /** This reader sees it on account of its requester. */
  onAccount: v.boolean(),
  agencyAcronym: v.string(),
  agentName: v.nullable(v.string()),
  registeredAt: Instant,
  /** Last thing that happened that this reader may know, with who did it (first name; null: the desk itself). */
  lastMovement: v.object({ fact: v.string(), at: Instant, by: v.nullable(v.string()), mine: v.boolean() }),
  resolution: Clock,
  firstResponse: Clock,
  scheduledAt: v.nullable(Instant),
  /** Whether somebody asked that it be attended as urgent, and what was decided. */
  urgency: UrgencyState,
  unread: v.boolean(),
});
export type RequestSummary = v.InferOutput<typeof RequestSummary>;

/** One entry of the thread, oldest first. `by` is null for the system. */
export const TimelineEntry = v.object({
  /** Position in the request's thread: stable, grows. */
  sequence: v.number(),
  at: Instant,
  by: v.nullable(
    v.object({
      name: v.string(),
      initials: v.string(),
      photoId: v.nullable(PhotoId),
      side: v.picklist(['requester', 'desk']),
      mine: v.boolean(),
    }),
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

const TiedRequest = v.object({ id: RequestId, folio: v.string(), subject: v.string() });

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
  /** Until when the desk answers what the requester wrote last, where the level promises that; null: nothing is owed. */
  nextResponseDueAt: v.nullable(Instant),
  agencyId: AgencyId,
  agencyName: LocalText,
  teamName: v.nullable(LocalText),
  /** For the desk: somebody else of it attends it, so whoever moves it says why. */
  withColleague: v.boolean(),
  /** Who filed it: on account of its requester, or before a colleague follows it in their stead; null: its requester did. */
  filedBy: v.nullable(v.string()),
  /** Contact for the desk; null for readers who attend nothing. */
  requester: v.nullable(
    v.object({
      name: v.string(),
      photoId: v.nullable(PhotoId),
      position: LocalText,
      phone: v.string(),
      email: v.string(),
    }),
  ),
  /** Why it waits, and until when. */
  waiting: v.nullable(v.object({ reason: v.string(), until: v.nullable(Instant), closesAt: v.nullable(Instant) })),
  solution: v.nullable(v.string()),
  /** A visit proposed; `acceptedAt`: the clock stands still until `at`. */
  visit: v.nullable(v.object({ at: Instant, where: v.string(), acceptedAt: v.nullable(Instant) })),
  /** How it was closed, for the desk alone. */
  closing: v.nullable(
    v.object({ code: v.nullable(v.string()), cause: v.nullable(LocalText), spentMinutes: v.nullable(v.number()) }),
  ),
  /** For its requester and the desk; `until`: it may still be given or changed. */
  satisfaction: v.nullable(
    v.object({
      score: v.nullable(v.number()),
      comment: v.string(),
      at: v.nullable(Instant),
      until: v.nullable(Instant),
    }),
  ),
  /** Who of the desk wrote it down, and how it came; null when its requester filed it. */
  capture: v.nullable(
    v.object({
      by: v.string(),
      mine: v.boolean(),
      origin: v.picklist(['telephone', 'in_person', 'official_letter']),
      number: v.nullable(v.string()),
      date: v.nullable(v.string()),
    }),
  ),
  /** What it was closed as a duplicate of; `request`: null where this reader may not know which. */
  duplicateOf: v.nullable(v.object({ request: v.nullable(TiedRequest) })),
  /** For the desk: those closed as duplicates of it. */
  duplicates: v.array(TiedRequest),
  /** The outage it reports with others. */
  outage: v.nullable(
    v.object({
      id: AnnouncementId,
      title: LocalText,
      begins: Instant,
      endedAt: v.nullable(Instant),
      /** How many people report it; null while they are too few to be told without saying who. */
      people: v.nullable(v.number()),
      /** For the desk: requests joined to it. */
      requests: v.nullable(v.object({ open: v.number(), total: v.number() })),
    }),
  ),
  /** When a resolved request closes by itself, or until when a closed one may be reopened. */
  settleBy: v.nullable(Instant),
  reopenedCount: v.number(),
  /** To the questions of the service, with the words of the version under which they were asked. */
  answers: v.array(AnswerView),
  /** To those of the services it had before, newest first: a request given another service loses nothing. */
  formerAnswers: v.array(v.object({ serviceName: LocalText, version: v.number(), answers: v.array(AnswerView) })),
  /** What its new service asks and nobody has said yet, with what was said (it decides which are shown); null: nothing. */
  missing: v.nullable(v.object({ form: Form, filed: Answers })),
  /** The desk alone: the answers as they are kept, to begin with on giving it another service. */
  filed: Answers,
  /** The desk alone: what is asked on resolving, with what was filed (it decides which are shown); null: nothing. */
  closingForm: v.nullable(v.object({ form: Form, filed: Answers })),
  /** What was said on asking for urgency; null: nobody asked, or not for this reader. */
  petition: v.nullable(PetitionView),
  /** How it stood at the desk before this one; null: it was filed here. */
  former: v.nullable(
    v.object({
      desk: v.string(),
      folio: v.string(),
      arrivedAt: Instant,
      /** From when what it was promised counts; null: nothing was. */
      countsFrom: v.nullable(Instant),
      /** It was over there: it is read, and nothing is done to it. */
      readOnly: v.boolean(),
      /** In the words of that desk; the second for this desk alone. */
      state: v.string(),
      agent: v.string(),
      messages: v.array(
        v.object({
          at: Instant,
          author: v.string(),
          side: v.picklist(['requester', 'desk']),
          mine: v.boolean(),
          visibility: v.picklist(['public', 'internal']),
          text: v.string(),
        }),
      ),
    }),
  ),
  timeline: v.array(TimelineEntry),
  /** What was covered of it, oldest first. */
  redactions: v.array(RedactionView),
  can: v.object({
    redact: v.boolean(),
    openOriginal: v.boolean(),
    message: v.boolean(),
    note: v.boolean(),
    take: v.boolean(),
    assign: v.boolean(),
    ask: v.boolean(),
    wait: v.boolean(),
    resume: v.boolean(),
    schedule: v.boolean(),
    acceptVisit: v.boolean(),
    declineVisit: v.boolean(),
    reclassify: v.boolean(),
    duplicate: v.boolean(),
    joinOutage: v.boolean(),
    leaveOutage: v.boolean(),
    rate: v.boolean(),
    resolve: v.boolean(),
    reject: v.boolean(),
    accept: v.boolean(),
    reopen: v.boolean(),
    cancel: v.boolean(),
    askUrgency: v.boolean(),
    objectUrgency: v.boolean(),
  }),
});
export type RequestView = v.InferOutput<typeof RequestView>;
