/**
 * Who is still there: each month whoever answers for an agency confirms the people of it who have an account (document 002, 1.d, "informar
 * oportunamente cuando un empleado cambie de situación a inactivo").
 */
import * as v from 'valibot';
import { AgencyId, PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { Cursor, Done, Instant, id, LocalText, line, pageOf, text } from './shapes.ts';

export const StaffRollId = id('StaffRollId');
export type StaffRollId = v.InferOutput<typeof StaffRollId>;

/** Business days before its last day, and after it, at which whoever answers is written to. */
export const REMINDED_BEFORE = [3, 1] as const;
export const REMINDED_AFTER = [1, 5, 10] as const;

/** Why somebody is not confirmed: no longer in the government; there, in another position; there, in another agency. */
export const STAFF_MARKS = ['gone', 'position', 'agency'] as const;
export const StaffMark = v.picklist(STAFF_MARKS, 'field.choice');
export type StaffMark = v.InferOutput<typeof StaffMark>;

/** `unanswered`: nobody confirmed it until the next one opened, which stands in its place. */
export const STAFF_ROLL_STATES = ['open', 'overdue', 'confirmed', 'unanswered'] as const;
export const StaffRollState = v.picklist(STAFF_ROLL_STATES, 'field.choice');
export type StaffRollState = v.InferOutput<typeof StaffRollState>;

const Month = v.string();

export const StaffRollSummary = v.object({
  id: StaffRollId,
  /** `YYYY-MM`. */
  month: Month,
  agencyId: AgencyId,
  agencyName: LocalText,
  state: StaffRollState,
  openedAt: Instant,
  /** The end of its last day. */
  dueAt: Instant,
  people: v.number(),
  marked: v.number(),
  /** Marked as gone, and their account is still open. */
  goneOpen: v.number(),
  /** Its people may not sign in since then, until it is confirmed. */
  suspendedAt: v.nullable(Instant),
  confirmation: v.nullable(
    v.object({
      at: Instant,
      by: v.string(),
      /** `operator`: the agency had nobody to answer. */
      as: v.picklist(['coordinator', 'head', 'operator']),
      late: v.boolean(),
      statement: v.string(),
      /** Of what was confirmed, in RFC 8785 form; hexadecimal. */
      sha256: v.string(),
    }),
  ),
});
export type StaffRollSummary = v.InferOutput<typeof StaffRollSummary>;

const Answerers = v.array(v.object({ name: v.string(), isHead: v.boolean() }));

export const StaffRollView = v.object({
  ...StaffRollSummary.entries,
  version: v.number(),
  /** Nobody: then DTI answers. */
  answerers: Answerers,
  /** What whoever confirms declares. */
  statement: v.string(),
  can: v.object({ answer: v.boolean() }),
  /** The agency's other rolls, newest first. */
  others: v.array(v.object({ id: StaffRollId, month: Month, state: StaffRollState })),
});
export type StaffRollView = v.InferOutput<typeof StaffRollView>;

export const StaffRollPerson = v.object({
  personId: PersonId,
  employeeNumber: v.string(),
  fullName: v.string(),
  positionName: LocalText,
  accountSince: Instant,
  lastSignInAt: v.nullable(Instant),
  mark: v.nullable(StaffMark),
  note: v.string(),
  /** Closed since the roll opened. */
  closed: v.boolean(),
  suspended: v.boolean(),
});
export type StaffRollPerson = v.InferOutput<typeof StaffRollPerson>;

export const readOwnStaffRoll = operation({
  name: 'readOwnStaffRoll',
  method: 'GET',
  path: '/api/staff-rolls/own',
  permission: 'staff-roll.answer',
  summary: 'The newest staff roll of the agency one answers for; null when none was opened, or one answers for none',
  reply: v.object({ roll: v.nullable(StaffRollView) }),
});

/** One line for each agency: how it stands. */
export const StaffRollLine = v.object({
  ...StaffRollSummary.entries,
  answerers: Answerers,
  /** Business days since the end of the oldest one nobody confirmed; 0: none is overdue. */
  daysLate: v.number(),
  lastConfirmed: v.nullable(Month),
  /** Of its last twelve. */
  lastTwelve: v.object({ opened: v.number(), confirmed: v.number() }),
});
export type StaffRollLine = v.InferOutput<typeof StaffRollLine>;

export const STANDINGS = ['overdue', 'open', 'confirmed', 'unanswerable', 'gone'] as const;

export const listStaffRolls = operation({
  name: 'listStaffRolls',
  method: 'GET',
  path: '/api/staff-rolls',
  permission: 'staff-roll.oversee',
  summary: 'How each agency stands with its staff roll, those overdue for longest first',
  query: v.strictObject({
    q: v.optional(line(0, 120)),
    /** `unanswerable`: without a coordinator and without a head; `gone`: with accounts marked as gone that are still open. */
    standing: v.optional(v.picklist(STANDINGS, 'field.choice')),
  }),
  reply: v.object({
    items: v.array(StaffRollLine),
    counts: v.record(v.picklist(STANDINGS), v.number()),
    /** When the next month opens. */
    nextOpening: v.string(),
  }),
});

const OneRoll = v.strictObject({ id: StaffRollId });

export const readStaffRoll = operation({
  name: 'readStaffRoll',
  method: 'GET',
  path: '/api/staff-rolls/:id',
  permission: 'staff-roll.read',
  summary: 'One staff roll: until when it is answered, by whom, and what was confirmed',
  params: OneRoll,
  reply: StaffRollView,
  refusals: ['not-found'],
});

export const listStaffRollPeople = operation({
  name: 'listStaffRollPeople',
  method: 'GET',
  path: '/api/staff-rolls/:id/people',
  permission: 'staff-roll.read',
  summary: 'People of a staff roll as of its opening, by surname',
  params: OneRoll,
  query: v.strictObject({
    q: v.optional(line(0, 120)),
    marked: v.optional(v.picklist(['yes'], 'field.choice')),
    cursor: v.optional(Cursor),
  }),
  reply: pageOf(StaffRollPerson),
  refusals: ['not-found'],
});

export const markStaffRollPerson = operation({
  name: 'markStaffRollPerson',
  method: 'PUT',
  path: '/api/staff-rolls/:id/people/:personId',
  permission: 'staff-roll.answer',
  summary: 'Say of one person of the roll that they are gone or elsewhere, or take that back',
  params: v.strictObject({ id: StaffRollId, personId: PersonId }),
  body: v.strictObject({ mark: v.nullable(StaffMark), note: text(0, 300) }),
  reply: StaffRollView,
  refusals: ['not-found', 'right.missing', 'staff-roll.closed'],
});

export const confirmStaffRoll = operation({
  name: 'confirmStaffRoll',
  method: 'POST',
  path: '/api/staff-rolls/:id/confirm',
  permission: 'staff-roll.answer',
  summary:
    'Confirm that everybody of the roll is still there but those marked; whoever its silence kept out may sign in again',
  params: OneRoll,
  body: v.strictObject({ version: v.number('field.number') }),
  reply: StaffRollView,
  refusals: ['not-found', 'right.missing', 'staff-roll.closed', 'version.stale'],
});

/** Least and most of each value. */
export const STAFF_ROLL_BOUNDS = { opensOn: [1, 28], answerDays: [3, 20], suspendAfter: [5, 40] } as const;
const within = ([least, most]: readonly [number, number]) =>
  v.pipe(
    v.number('field.number'),
    v.integer('field.number'),
    v.minValue(least, 'field.policy-range'),
    v.maxValue(most, 'field.policy-range'),
  );

export const StaffRollSettings = v.strictObject({
  /** Day of the month. */
  opensOn: within(STAFF_ROLL_BOUNDS.opensOn),
  /** Business days to answer. */
  answerDays: within(STAFF_ROLL_BOUNDS.answerDays),
  suspends: v.boolean('field.choice'),
  /** Business days overdue until then. */
  suspendAfter: within(STAFF_ROLL_BOUNDS.suspendAfter),
});
export type StaffRollSettings = v.InferOutput<typeof StaffRollSettings>;

export const readStaffRollSettings = operation({
  name: 'readStaffRollSettings',
  method: 'GET',
  path: '/api/institution/staff-rolls',
  permission: 'institution.administer',
  summary: 'When staff rolls open, how long there is to answer, and what silence does',
  reply: v.object({ settings: v.object(StaffRollSettings.entries), version: v.number() }),
});

export const saveStaffRollSettings = operation({
  name: 'saveStaffRollSettings',
  method: 'PUT',
  path: '/api/institution/staff-rolls',
  permission: 'institution.administer',
  summary: 'Change them: the time to answer from the next roll on, what silence does at once',
  body: v.strictObject({ settings: StaffRollSettings, version: v.number('field.number') }),
  reply: Done,
  refusals: ['version.stale'],
});
