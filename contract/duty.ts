/** Guardia: who is on call and when, of a team or of the whole desk. */
import * as v from 'valibot';
import { PersonId, PhotoId, TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { Day, DayMinute, Done, Instant, id, LocalText, line, Nothing, Phone, text } from './shapes.ts';

export const ShiftId = id('ShiftId');
export type ShiftId = v.InferOutput<typeof ShiftId>;

/** The longest one shift lasts, and the longest stretch of days one look takes in. */
export const SHIFT_MAX_DAYS = 14;
export const SHIFTS_MAX_DAYS = 70;
export const PATTERN_MAX_WEEKS = 26;
const TURNS_MAX = 12;

const OnDuty = v.object({ id: PersonId, name: v.string(), initials: v.string(), photoId: v.nullable(PhotoId) });

/** coming: not begun · running: now · past: over, and unchangeable. */
export const STANDINGS = ['coming', 'running', 'past'] as const;

export const ShiftView = v.object({
  id: ShiftId,
  /** Null: of the whole desk. */
  teamId: v.nullable(TeamId),
  person: OnDuty,
  from: Instant,
  to: Instant,
  phone: v.string(),
  note: v.string(),
  standing: v.picklist(STANDINGS),
  /** Who had it before it passed on, oldest first. */
  formerly: v.array(v.object({ name: v.string(), by: v.string(), at: Instant, reason: v.string() })),
  /** Whether its hand-over note was written, and whether who came next has read it. */
  handover: v.picklist(['none', 'closed', 'confirmed']),
  version: v.number(),
  can: v.object({ change: v.boolean(), swap: v.boolean(), handOver: v.boolean() }),
});
export type ShiftView = v.InferOutput<typeof ShiftView>;

export const listShifts = operation({
  name: 'listShifts',
  method: 'GET',
  path: '/api/duty/shifts',
  permission: 'duty.read',
  summary: 'Shifts that touch these local days, first the earliest; and whose shifts this person may arrange',
  query: v.strictObject({ from: Day, to: Day, team: v.optional(v.union([v.literal('desk'), TeamId], 'field.choice')) }),
  reply: v.object({
    items: v.array(ShiftView),
    rosters: v.array(
      v.object({
        teamId: v.nullable(TeamId),
        name: v.nullable(LocalText),
        administer: v.boolean(),
        /** Who may be on call; empty where one neither arranges nor belongs. */
        people: v.array(v.object({ id: PersonId, name: v.string(), phone: v.string() })),
      }),
    ),
  }),
});

const NowView = v.object({
  shiftId: ShiftId,
  teamId: v.nullable(TeamId),
  teamName: v.nullable(LocalText),
  person: OnDuty,
  phone: v.string(),
  until: Instant,
});

/** May differ as time passes. */
export const readDutyNow = operation({
  name: 'readDutyNow',
  method: 'GET',
  path: '/api/duty/now',
  permission: 'duty.read',
  summary: 'Who is on call at this moment, until when and under which telephone; the whole desk first, then by team',
  background: true,
  reply: v.object({
    items: v.array(NowView),
    /** My shift: the one that runs, else the next. */
    mine: v.nullable(ShiftView),
    /** Shifts of mine that ended in the last days without a hand-over note, and notes left to me; ten at most of each. */
    owed: v.array(v.object({ shiftId: ShiftId, teamId: v.nullable(TeamId), from: Instant, to: Instant })),
    toRead: v.array(v.object({ id: v.string(), shiftId: ShiftId, authorName: v.string(), closedAt: Instant })),
  }),
});

/** One shift, or a week of them again and again. The hours are of the institution's wall clock. */
const planned = {
  teamId: v.nullable(TeamId),
  /** More than one take turns, a week each. */
  people: v.pipe(v.array(PersonId), v.minLength(1, 'field.required'), v.maxLength(TURNS_MAX, 'field.too-many')),
  /** Empty: the one each has in their profile. */
  phone: v.union([v.literal(''), Phone], 'field.phone'),
  note: text(0, 500),
  from: DayMinute,
  to: DayMinute,
  repeat: v.nullable(
    v.strictObject({
      /** ISO: 1 is Monday. On each of them the shift begins at the hour of `from` and lasts as long by the wall clock. */
      weekdays: v.pipe(
        v.array(v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1), v.maxValue(7))),
        v.minLength(1, 'field.required'),
        v.maxLength(7, 'field.too-many'),
      ),
      weeks: v.pipe(
        v.number('field.number'),
        v.integer('field.number'),
        v.minValue(1, 'field.number-low'),
        v.maxValue(PATTERN_MAX_WEEKS, 'field.number-high'),
      ),
    }),
  ),
  /** Days on which the pattern is left out. */
  without: v.pipe(v.array(Day), v.maxLength(PATTERN_MAX_WEEKS * 7, 'field.too-many')),
};
export const ShiftPlan = v.strictObject(planned);
export type ShiftPlan = v.InferOutput<typeof ShiftPlan>;

/** past: begins in the past · overlap: somebody is on call then · no-time: those hours do not exist that day. */
export const PLAN_TROUBLES = ['past', 'overlap', 'no-time'] as const;
export type PlanTrouble = (typeof PLAN_TROUBLES)[number];

const refusals = ['right.missing', 'not-found', 'duty.person'] as const;

export const previewShifts = operation({
  name: 'previewShifts',
  method: 'POST',
  path: '/api/duty/shifts/preview',
  permission: 'duty.administer',
  summary: 'The shifts that this would make, each with what speaks against it; nothing is kept',
  body: ShiftPlan,
  reply: v.object({
    items: v.array(
      v.object({
        day: v.string(),
        from: Instant,
        to: Instant,
        personName: v.string(),
        phone: v.string(),
        trouble: v.nullable(v.picklist(PLAN_TROUBLES)),
        /** Who is on call then. */
        taken: v.string(),
      }),
    ),
  }),
  refusals,
});

export const addShifts = operation({
  name: 'addShifts',
  method: 'POST',
  path: '/api/duty/shifts',
  permission: 'duty.administer',
  summary: 'Arrange these shifts: all of them, or none',
  status: 201,
  idempotent: true,
  body: ShiftPlan,
  reply: v.object({ added: v.number() }),
  refusals: [...refusals, 'duty.overlap', 'duty.past', 'idempotency.mismatch'],
});

const oneShift = v.strictObject({ id: ShiftId });
const version = v.pipe(v.number('field.number'), v.integer('field.number'));
const acts = ['not-found', 'right.missing', 'version.stale', 'duty.past'] as const;

export const changeShift = operation({
  name: 'changeShift',
  method: 'PUT',
  path: '/api/duty/shifts/:id',
  permission: 'duty.administer',
  summary: 'Other hours, telephone or note; of a shift under way, its beginning stays',
  params: oneShift,
  body: v.strictObject({ from: DayMinute, to: DayMinute, phone: Phone, note: text(0, 500), version }),
  reply: Done,
  refusals: [...acts, 'duty.overlap'],
});

export const removeShift = operation({
  name: 'removeShift',
  method: 'POST',
  path: '/api/duty/shifts/:id/remove',
  permission: 'duty.administer',
  summary: 'Take a shift back that has not begun',
  params: oneShift,
  body: v.strictObject({ version }),
  reply: Done,
  refusals: acts,
});

export const swapShift = operation({
  name: 'swapShift',
  method: 'POST',
  path: '/api/duty/shifts/:id/swap',
  permission: 'request.attend',
  summary: 'The shift passes to a colleague, in exchange for one of theirs or not; both are told, who had it is kept',
  params: oneShift,
  body: v.strictObject({
    personId: PersonId,
    /** A coming shift of that colleague, of the same team. */
    inExchange: v.nullable(ShiftId),
    phone: v.union([v.literal(''), Phone], 'field.phone'),
    reason: line(1, 300),
    version,
  }),
  reply: Done,
  refusals: [...acts, 'duty.person'],
});

export const readDutyPhone = operation({
  name: 'readDutyPhone',
  method: 'GET',
  path: '/api/duty/phone',
  permission: 'account.own',
  summary: 'Outside hours, and where the institution wants it: the telephone of who is on call for the whole desk',
  background: true,
  query: Nothing,
  reply: v.object({ phone: v.nullable(v.string()), until: v.nullable(Instant) }),
});
