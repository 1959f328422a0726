/**
 * Notices of the desk (avisos de la Mesa): planned maintenance, outages and what else everybody should know before they ask.
 * Read on the sign-in page, on every page behind it, and while filing what they touch.
 */
import * as v from 'valibot';
import { AgencyId, AnnouncementId, AreaId, ServiceId } from './ids.ts';
import { operation } from './operation.ts';
import { Cursor, DayMinute, Done, Instant, LocalText, line, Nothing, text } from './shapes.ts';

export { AnnouncementId };

/** maintenance: planned, with its end · outage: now, perhaps with no end known · information: anything else. */
export const ANNOUNCEMENT_KINDS = ['maintenance', 'outage', 'information'] as const;
export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number];
/** desk: those who attend and administer. */
export const AUDIENCES = ['everybody', 'agencies', 'desk'] as const;
export type Audience = (typeof AUDIENCES)[number];
/** scheduled: published, shown later · shown: now · ended: its time is over, or somebody said so. */
export const STANDINGS = ['draft', 'scheduled', 'shown', 'ended', 'withdrawn'] as const;
export type Standing = (typeof STANDINGS)[number];

const BODY_MAX = 2000;
const UPDATE_MAX = 1000;
const SOLUTION_MAX = 4000;
const MANY = 100;

const SystemKey = v.pipe(v.string('field.text'), v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'field.choice'));

/** What it is about: nothing of all is the whole desk. */
export const Touches = v.object({
  areaIds: v.array(AreaId),
  serviceIds: v.array(ServiceId),
  systems: v.array(v.string()),
});

/** Local days and minutes are of the institution's zone. */
export const AnnouncementContent = {
  kind: v.picklist(ANNOUNCEMENT_KINDS, 'field.choice'),
  /** English may be missing: readers of it then get the Spanish. */
  title: v.strictObject({ es: line(1, 120), en: line(0, 120) }),
  /** Plain text; addresses in it become links. */
  body: v.strictObject({ es: text(0, BODY_MAX), en: text(0, BODY_MAX) }),
  /** Null: as soon as it is published. */
  showFrom: v.nullable(DayMinute),
  /** When the thing itself begins; null: when the notice is shown. */
  begins: v.nullable(DayMinute),
  /** When it is over, and the notice with it; an outage may do without. */
  until: v.nullable(DayMinute),
  audience: v.picklist(AUDIENCES, 'field.choice'),
  agencyIds: v.pipe(v.array(AgencyId), v.maxLength(MANY, 'field.too-many')),
  onSignIn: v.boolean('field.choice'),
  areaIds: v.pipe(v.array(AreaId), v.maxLength(MANY, 'field.too-many')),
  serviceIds: v.pipe(v.array(ServiceId), v.maxLength(MANY, 'field.too-many')),
  systems: v.pipe(v.array(SystemKey), v.maxLength(MANY, 'field.too-many')),
};

const Update = v.object({ at: Instant, body: LocalText });

/** As a reader gets it; to whom else it goes is not said. */
export const CurrentAnnouncement = v.object({
  id: AnnouncementId,
  kind: v.picklist(ANNOUNCEMENT_KINDS),
  title: LocalText,
  body: LocalText,
  begins: Instant,
  until: v.nullable(Instant),
  /** Newest first. */
  updates: v.array(Update),
  touches: Touches,
  /** This person put it away, asked to be told when it is over. */
  dismissed: v.boolean(),
  following: v.boolean(),
});
export type CurrentAnnouncement = v.InferOutput<typeof CurrentAnnouncement>;

/** As whoever opens the sign-in page gets it: the words meant for them and the dates. */
export const PublicAnnouncement = v.object({
  id: AnnouncementId,
  kind: v.picklist(ANNOUNCEMENT_KINDS),
  title: LocalText,
  body: LocalText,
  begins: Instant,
  until: v.nullable(Instant),
  updatedAt: v.nullable(Instant),
});
export type PublicAnnouncement = v.InferOutput<typeof PublicAnnouncement>;

export const AnnouncementView = v.object({
  id: AnnouncementId,
  standing: v.picklist(STANDINGS),
  kind: v.picklist(ANNOUNCEMENT_KINDS),
  title: LocalText,
  body: LocalText,
  showFrom: v.nullable(Instant),
  begins: v.nullable(Instant),
  until: v.nullable(Instant),
  endedAt: v.nullable(Instant),
  audience: v.picklist(AUDIENCES),
  agencyIds: v.array(AgencyId),
  onSignIn: v.boolean(),
  touches: Touches,
  updates: v.array(v.object({ ...Update.entries, by: v.nullable(v.string()) })),
  withdrawnReason: v.nullable(v.string()),
  /** Of an outage that is over: what ended it, for the desk to resolve its requests with. */
  solution: v.nullable(v.string()),
  madeBy: v.nullable(v.string()),
  changedAt: Instant,
  /** Who asked to be told when it is over. */
  followers: v.number(),
  version: v.number(),
  can: v.object({ change: v.boolean() }),
});
export type AnnouncementView = v.InferOutput<typeof AnnouncementView>;

export const currentAnnouncements = operation({
  name: 'currentAnnouncements',
  method: 'GET',
  path: '/api/announcements/current',
  permission: 'account.own',
  summary: 'What the desk has to say to this person now; with an ETag',
  revalidates: true,
  reply: v.object({ items: v.array(CurrentAnnouncement) }),
});

export const publicAnnouncements = operation({
  name: 'publicAnnouncements',
  method: 'GET',
  path: '/api/announcements/public',
  permission: 'public',
  summary: 'What the desk has to say to whoever opens the sign-in page; with an ETag',
  revalidates: true,
  reply: v.object({ items: v.array(PublicAnnouncement) }),
});

const One = v.strictObject({ id: AnnouncementId });

export const dismissAnnouncement = operation({
  name: 'dismissAnnouncement',
  method: 'POST',
  path: '/api/announcements/:id/dismiss',
  permission: 'account.own',
  summary: 'I have read it: it no longer stands on my pages, on any machine',
  params: One,
  body: Nothing,
  reply: Done,
  refusals: ['not-found'],
});

export const followAnnouncement = operation({
  name: 'followAnnouncement',
  method: 'PUT',
  path: '/api/announcements/:id/following',
  permission: 'account.own',
  summary: 'Tell me once when it is over, or no longer',
  params: One,
  body: v.strictObject({ following: v.boolean('field.choice') }),
  reply: Done,
  refusals: ['not-found'],
});

export const listAnnouncements = operation({
  name: 'listAnnouncements',
  method: 'GET',
  path: '/api/announcements',
  permission: 'announcement.administer',
  summary: 'Notices of the desk, newest first: those there are or will be, or those over',
  query: v.strictObject({
    of: v.optional(v.picklist(['open', 'over'], 'field.choice'), 'open'),
    cursor: v.optional(Cursor),
  }),
  reply: v.object({ items: v.array(AnnouncementView), next: v.nullable(v.string()) }),
});

export const readAnnouncement = operation({
  name: 'readAnnouncement',
  method: 'GET',
  path: '/api/announcements/:id',
  permission: 'announcement.administer',
  summary: 'One notice of the desk with all it says and what became of it',
  params: One,
  reply: AnnouncementView,
  refusals: ['not-found'],
});

export const addAnnouncement = operation({
  name: 'addAnnouncement',
  method: 'POST',
  path: '/api/announcements',
  permission: 'announcement.administer',
  summary: 'A new notice of the desk, as a draft that nobody reads yet',
  status: 201,
  idempotent: true,
  body: v.strictObject(AnnouncementContent),
  reply: AnnouncementView,
  refusals: ['right.missing', 'idempotency.mismatch'],
});

const Seen = { version: v.pipe(v.number('field.number'), v.integer('field.number')) };
const acts = ['not-found', 'right.missing', 'version.stale', 'announcement.state'] as const;

export const changeAnnouncement = operation({
  name: 'changeAnnouncement',
  method: 'PUT',
  path: '/api/announcements/:id',
  permission: 'announcement.administer',
  summary: 'Other words, dates or reach; once it is shown its kind and its readers stay as they are',
  params: One,
  body: v.strictObject({ ...AnnouncementContent, ...Seen }),
  reply: AnnouncementView,
  refusals: [...acts, 'announcement.shown'],
});

export const publishAnnouncement = operation({
  name: 'publishAnnouncement',
  method: 'POST',
  path: '/api/announcements/:id/publish',
  permission: 'announcement.administer',
  summary: 'A draft is shown, now or from its instant on',
  params: One,
  body: v.strictObject(Seen),
  reply: AnnouncementView,
  refusals: acts,
});

export const updateAnnouncement = operation({
  name: 'updateAnnouncement',
  method: 'POST',
  path: '/api/announcements/:id/updates',
  permission: 'announcement.administer',
  summary: 'What is new of what is shown, dated; those before stay',
  status: 201,
  idempotent: true,
  params: One,
  body: v.strictObject({ body: v.strictObject({ es: text(1, UPDATE_MAX), en: text(0, UPDATE_MAX) }) }),
  reply: AnnouncementView,
  refusals: ['not-found', 'right.missing', 'announcement.state', 'idempotency.mismatch'],
});

export const endAnnouncement = operation({
  name: 'endAnnouncement',
  method: 'POST',
  path: '/api/announcements/:id/end',
  permission: 'announcement.administer',
  summary: 'It is over: no longer shown, and whoever asked is told once',
  params: One,
  body: v.strictObject({
    ...Seen,
    /** What ended it, in the words with which the requests it holds will be resolved. */
    solution: v.optional(text(0, SOLUTION_MAX), ''),
  }),
  reply: AnnouncementView,
  refusals: acts,
});

export const withdrawAnnouncement = operation({
  name: 'withdrawAnnouncement',
  method: 'POST',
  path: '/api/announcements/:id/withdraw',
  permission: 'announcement.administer',
  summary: 'It should not be there: no longer shown, with the reason for the history',
  params: One,
  body: v.strictObject({ ...Seen, reason: line(1, 500) }),
  reply: AnnouncementView,
  refusals: acts,
});

export const measureAnnouncement = operation({
  name: 'measureAnnouncement',
  method: 'POST',
  path: '/api/announcements/reach',
  permission: 'announcement.administer',
  summary: 'How many people would read it',
  body: v.strictObject({
    audience: AnnouncementContent.audience,
    agencyIds: AnnouncementContent.agencyIds,
  }),
  reply: v.object({ people: v.number() }),
});
