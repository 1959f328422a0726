/**
 * Working hours and closed days as the service owner administers them: every change is a version, previewed before it is
 * made, and refused with the sentence that says why where it cannot be.
 */
import * as v from 'valibot';
import { ATTACHMENT_MAX_COUNT, AttachmentId, AttachmentView } from './attachments.ts';
import { WeekHours } from './hours.ts';
import { CalendarId, LevelId } from './ids.ts';
import { TimeZone } from './institution.ts';
import { operation } from './operation.ts';
import { Done, Instant, id, LocalText, line, text } from './shapes.ts';

export { CalendarId } from './ids.ts';

export const ClosureId = id('ClosureId');

/** Local days. */
const isDay = (value: string): boolean => {
  const read = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value);
};
const CalendarDay = v.pipe(v.string('field.date'), v.isoDate('field.date'), v.check(isDay, 'field.date'));
const Zone = v.nullable(TimeZone);
/** English may be left empty: the Spanish words then stand for it. */
const Name = v.strictObject({ es: line(1, 160), en: line(0, 160) });

/** closed: nobody is there · on_duty: guardia, which counts for the levels that say so. */
export const CLOSURE_KINDS = ['closed', 'on_duty'] as const;
const ClosureKind = v.picklist(CLOSURE_KINDS, 'field.choice');

const whole = (from: number, to: number) =>
  v.pipe(
    v.number('field.number'),
    v.integer('field.number'),
    v.minValue(from, 'field.number'),
    v.maxValue(to, 'field.number'),
  );

/** A day that comes back: a date, the n-th weekday of a month, a date every so many years, or days from Easter Sunday. */
export const HolidayRule = v.variant(
  'type',
  [
    v.strictObject({ type: v.literal('fixed'), month: whole(1, 12), day: whole(1, 31) }),
    v.strictObject({ type: v.literal('nth-weekday'), month: whole(1, 12), weekday: whole(1, 7), nth: whole(1, 4) }),
    v.strictObject({
      type: v.literal('fixed-every'),
      month: whole(1, 12),
      day: whole(1, 31),
      everyYears: whole(2, 100),
      anchorYear: whole(1900, 2200),
    }),
    v.strictObject({ type: v.literal('easter'), offset: whole(-60, 70) }),
  ],
  'field.choice',
);

export const CLOSED_DAYS_MAX = 40;

/** What a calendar may become, one thing at a time. */
export const CalendarChange = v.variant(
  'kind',
  [
    /** Other hours from a local day on; `timeZone` null: the institution's. */
    v.strictObject({ kind: v.literal('hours'), effectiveDay: CalendarDay, timeZone: Zone, hours: WeekHours }),
    /** Days announced: closed, or on duty, with the official notice. */
    v.strictObject({
      kind: v.literal('close'),
      days: v.pipe(
        v.array(CalendarDay),
        v.minLength(1, 'field.required'),
        v.maxLength(CLOSED_DAYS_MAX, 'field.too-many'),
      ),
      closure: ClosureKind,
      name: Name,
      /** Number and date of the notice, as people cite it. */
      notice: line(3, 300),
      attachments: v.pipe(v.array(AttachmentId), v.maxLength(ATTACHMENT_MAX_COUNT, 'field.too-many')),
    }),
    /** Days by a rule, for some years. */
    v.strictObject({
      kind: v.literal('rule'),
      rule: HolidayRule,
      closure: ClosureKind,
      name: Name,
      /** The article or agreement that orders it. */
      basis: line(3, 300),
      fromYear: whole(2000, 2200),
      toYear: whole(2000, 2200),
    }),
    /** Days closed by mistake, or no longer. */
    v.strictObject({
      kind: v.literal('open'),
      closures: v.pipe(
        v.array(ClosureId),
        v.minLength(1, 'field.required'),
        v.maxLength(CLOSED_DAYS_MAX, 'field.too-many'),
      ),
    }),
  ],
  'field.choice',
);
export type CalendarChange = v.InferOutput<typeof CalendarChange>;

const Intervals = v.array(v.array(v.string()));
const Week = v.object({
  1: Intervals,
  2: Intervals,
  3: Intervals,
  4: Intervals,
  5: Intervals,
  6: Intervals,
  7: Intervals,
});

export const ClosureView = v.object({
  id: ClosureId,
  day: v.string(),
  name: LocalText,
  kind: v.picklist(CLOSURE_KINDS),
  /** The rule or article that gives the day; empty: it was announced, by `notice`. */
  basis: v.string(),
  notice: v.string(),
  attachments: v.array(AttachmentView),
});
export type ClosureView = v.InferOutput<typeof ClosureView>;

const Summary = {
  id: CalendarId,
  name: LocalText,
  version: v.number(),
  /** In force today; the institution's where the calendar names none. */
  timeZone: v.string(),
  hours: Week,
  /** Levels that count on it. */
  levels: v.array(v.object({ id: LevelId, code: v.string(), name: LocalText })),
};

export const CalendarView = v.object({
  ...Summary,
  /** Every change, the newest first. */
  versions: v.array(
    v.object({
      number: v.number(),
      change: v.picklist(['hours', 'closed', 'opened']),
      /** Of hours: the local day from which they hold; null: since always. */
      effectiveDay: v.nullable(v.string()),
      timeZone: v.nullable(v.string()),
      hours: v.nullable(Week),
      reason: v.string(),
      madeAt: Instant,
      /** Null: it came with the starting data. */
      madeBy: v.nullable(v.string()),
      /** Days it closed or opened. */
      days: v.array(v.object({ day: v.string(), name: LocalText, kind: v.picklist(CLOSURE_KINDS) })),
    }),
  ),
  /** Days in force, by day. */
  closures: v.array(ClosureView),
});
export type CalendarView = v.InferOutput<typeof CalendarView>;

/** What a change moves, of the open requests that count on the calendar. */
export const CalendarImpact = v.object({
  /** The days it closes or opens, in order; none where it changes hours. */
  days: v.array(v.string()),
  open: v.number(),
  moved: v.number(),
  /** Those whose promised day becomes another: their requesters are told. */
  promisedDays: v.number(),
  toBreached: v.number(),
  toInTime: v.number(),
  /** The first twenty, by new deadline. */
  requests: v.array(
    v.object({
      ref: v.string(),
      folio: v.string(),
      subject: v.string(),
      resolutionBefore: Instant,
      resolutionAfter: Instant,
      firstResponseBefore: Instant,
      firstResponseAfter: Instant,
    }),
  ),
});
export type CalendarImpact = v.InferOutput<typeof CalendarImpact>;

const oneCalendar = v.strictObject({ id: CalendarId });
const refusals = [
  'not-found',
  'calendar.past-day',
  'calendar.closed-already',
  'calendar.nothing-changes',
  'calendar.rule-never',
] as const;

export const listCalendars = operation({
  name: 'listCalendars',
  method: 'GET',
  path: '/api/calendars',
  permission: 'desk.lists',
  summary: 'Calendars with their hours in force and the levels that count on them',
  reply: v.object({ calendars: v.array(v.object(Summary)) }),
});

export const readCalendar = operation({
  name: 'readCalendar',
  method: 'GET',
  path: '/api/calendars/:id',
  permission: 'desk.lists',
  summary: 'A calendar with every version and its closed days',
  params: oneCalendar,
  reply: CalendarView,
  refusals: ['not-found'],
});

export const addCalendar = operation({
  name: 'addCalendar',
  method: 'POST',
  path: '/api/calendars',
  permission: 'calendar.administer',
  summary: 'A new calendar, with the closed days of another where one is named',
  status: 201,
  body: v.strictObject({ name: Name, timeZone: Zone, hours: WeekHours, closuresOf: v.nullable(CalendarId) }),
  reply: CalendarView,
  refusals: ['not-found'],
});

export const previewCalendarChange = operation({
  name: 'previewCalendarChange',
  method: 'POST',
  path: '/api/calendars/:id/preview',
  permission: 'calendar.administer',
  summary: 'What a change of the calendar would move, without making it',
  params: oneCalendar,
  body: v.strictObject({ change: CalendarChange }),
  reply: CalendarImpact,
  refusals,
});

export const changeCalendar = operation({
  name: 'changeCalendar',
  method: 'POST',
  path: '/api/calendars/:id/changes',
  permission: 'calendar.administer',
  summary: 'Change a calendar: a version of it, open deadlines counted anew, those affected told once',
  idempotent: true,
  params: oneCalendar,
  body: v.strictObject({ version: whole(1, 1_000_000), reason: text(5, 500), change: CalendarChange }),
  reply: v.object({ calendar: CalendarView, impact: CalendarImpact }),
  refusals: [...refusals, 'version.stale', 'idempotency.mismatch', 'attachment.gone', 'attachment.infected'],
});

export const downloadCalendarNotice = operation({
  name: 'downloadCalendarNotice',
  method: 'GET',
  path: '/api/calendars/:id/notices/:attachmentId',
  permission: 'desk.lists',
  summary: 'The official notice of a closed day, as a sandboxed download',
  carrier: 'download',
  params: v.strictObject({ id: CalendarId, attachmentId: AttachmentId }),
  reply: Done,
  refusals: ['not-found', 'attachment.held', 'attachment.infected'],
});
