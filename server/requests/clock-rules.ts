/**
 * Pure: the two clocks of a request, from when it was registered, what was promised, its pauses and the calendar. The
 * columns of a row say what these functions find: they are kept so that a list need not count.
 */
import { accountFor, type Calendar, type Pause } from '#server/calendars/index.ts';
import { clockView, minutesLeftAt, riskMinutes } from '#server/service-levels/index.ts';
import { MINUTE } from '#server/shared/clock.ts';
import { type NextResponse, nextResponseAlarm, nextResponseAnew } from './next-response.ts';
import type { RequestRow } from './rows.ts';
import { isOpen } from './rules.ts';

/** From when the promises of a request count: of one that came from the desk before, from its coming. */
export const clockStart = (row: Pick<RequestRow, 'registered_at' | 'clock_from'>): Date =>
  row.clock_from ?? row.registered_at;

/** What was promised; business minutes. */
export type Targets = {
  readonly firstResponseMinutes: number;
  readonly resolutionMinutes: number;
  /** Share of each, 1 to 99, after which it is at risk. */
  readonly atRiskPercent: number;
};

export type Clocked = Pick<
  RequestRow,
  | 'registered_at'
  | 'state'
  | 'scheduled_at'
  | 'first_response_at'
  | 'first_response_due_at'
  | 'first_response_minutes'
  | 'first_response_minutes_left'
  | 'resolution_due_at'
  | 'resolution_minutes'
  | 'resolution_minutes_left'
  | 'at_risk_percent'
  | 'paused_at'
  | 'resolved_at'
  | 'ended_at'
>;

export type Deadlines = Pick<
  RequestRow,
  'first_response_due_at' | 'first_response_risk_at' | 'resolution_due_at' | 'resolution_risk_at'
>;

/** What the account of each clock leaves out of the pauses: what came after its end. */
export function pausesOfClocks(row: Pick<Clocked, 'state' | 'first_response_at'>, pauses: readonly Pause[]) {
  const resolution = isOpen(row.state) ? pauses : ended(pauses);
  return { firstResponse: beforeAnswer(resolution, row.first_response_at), resolution };
}

const dueOf = (given: { calendar: Calendar; start: Date; minutes: number; pauses: readonly Pause[] }): Date => {
  const { due } = accountFor(given);
  if (due === null) throw new Error('a pause without end was counted');
  return due;
};

/** A pause that lasts is left out: the deadline shown meanwhile is the one that stood when it began. */
const ended = (pauses: readonly Pause[]): readonly Pause[] => pauses.filter((pause) => pause.to !== null);

/** What comes after the first answer is none of its clock's business. */
const beforeAnswer = (pauses: readonly Pause[], answeredAt: Date | null): readonly Pause[] =>
  answeredAt === null ? pauses : pauses.filter((pause) => pause.from < answeredAt);

export type Course = {
  readonly calendar: Calendar;
  readonly start: Date;
  readonly targets: Targets;
  readonly pauses: readonly Pause[];
  readonly answeredAt: Date | null;
};

/** Both deadlines, and when each comes to be at risk. */
export function deadlinesOf({ calendar, start, targets, pauses, answeredAt }: Course): Deadlines {
  const { firstResponseMinutes, resolutionMinutes, atRiskPercent } = targets;
  const whole = ended(pauses);
  const first = { calendar, start, pauses: beforeAnswer(whole, answeredAt) };
  const last = { calendar, start, pauses: whole };
  return {
    first_response_due_at: dueOf({ ...first, minutes: firstResponseMinutes }),
    first_response_risk_at: dueOf({ ...first, minutes: riskMinutes(firstResponseMinutes, atRiskPercent) }),
    resolution_due_at: dueOf({ ...last, minutes: resolutionMinutes }),
    resolution_risk_at: dueOf({ ...last, minutes: riskMinutes(resolutionMinutes, atRiskPercent) }),
  };
}

/** The columns of a request registered at `at`, from the targets of its level. */
export function firstDeadlines(calendar: Calendar, at: Date, targets: Targets) {
  const deadlines = deadlinesOf({ calendar, start: at, targets, pauses: [], answeredAt: null });
  const { first_response_risk_at: first, resolution_risk_at: last } = deadlines;
  return { ...deadlines, alarm_at: first !== null && last !== null && first < last ? first : last };
}

export const targetsOf = (
  row: Pick<RequestRow, 'first_response_minutes' | 'resolution_minutes' | 'at_risk_percent'>,
): Targets => ({
  firstResponseMinutes: row.first_response_minutes,
  resolutionMinutes: row.resolution_minutes,
  atRiskPercent: row.at_risk_percent,
});

/** When the agency's head is to be told of a solution that does not come: after `percent` of its time, more than 100. */
export const headAt = (course: Omit<Course, 'answeredAt'>, percent: number): Date =>
  dueOf({
    calendar: course.calendar,
    start: course.start,
    pauses: ended(course.pauses),
    minutes: Math.ceil((course.targets.resolutionMinutes * percent) / 100),
  });

/** An accepted visit pauses until its hour, and then no longer. */
const pausedSince = (row: Clocked, now: Date): Date | null =>
  row.state === 'scheduled' && row.scheduled_at !== null && row.scheduled_at <= now ? null : row.paused_at;

/** Both clocks as a reader sees them now. */
export function clocksOf(request: Clocked, calendar: Calendar, now: Date) {
  const shared = { atRiskPercent: request.at_risk_percent, pausedAt: pausedSince(request, now) };
  // Of a visit both agreed on, what will be left at its hour is known.
  const visit = shared.pausedAt !== null && request.state === 'scheduled' ? request.scheduled_at : null;
  const leftAtVisit = (dueAt: Date) => (visit === null ? null : minutesLeftAt(calendar, dueAt, visit));
  const stoppedAt = request.resolved_at ?? request.ended_at;
  return {
    resolution: clockView(
      calendar,
      {
        ...shared,
        dueAt: request.resolution_due_at,
        targetMinutes: request.resolution_minutes,
        minutesLeft: request.resolution_minutes_left ?? leftAtVisit(request.resolution_due_at),
        stoppedAt,
      },
      now,
    ),
    firstResponse: clockView(
      calendar,
      {
        ...shared,
        dueAt: request.first_response_due_at,
        targetMinutes: request.first_response_minutes,
        minutesLeft: request.first_response_minutes_left ?? leftAtVisit(request.first_response_due_at),
        stoppedAt: request.first_response_at ?? stoppedAt,
      },
      now,
    ),
  };
}

/** What is left of each clock at `since`, when it began to stand still; nothing while it runs. */
function minutesLeft(deadlines: Deadlines, { calendar, answeredAt, since }: Course & { since: Date | null }) {
  if (since === null) return { first_response_minutes_left: null, resolution_minutes_left: null };
  const minute = new Date(Math.floor(since.getTime() / MINUTE) * MINUTE);
  return {
    first_response_minutes_left:
      answeredAt === null ? minutesLeftAt(calendar, deadlines.first_response_due_at, minute) : null,
    resolution_minutes_left: minutesLeftAt(calendar, deadlines.resolution_due_at, minute),
  };
}

export type Stages = Pick<RequestRow, 'first_response_stage' | 'resolution_stage'>;

/** How far each clock has come: 0 in time, 1 at risk, 2 breached. */
export function stagesAt(deadlines: Deadlines, now: Date): Stages {
  const stage = (risk: Date | null, due: Date): number => {
    if (now >= due) return 2;
    return risk !== null && now >= risk ? 1 : 0;
  };
  return {
    first_response_stage: stage(deadlines.first_response_risk_at, deadlines.first_response_due_at),
    resolution_stage: stage(deadlines.resolution_risk_at, deadlines.resolution_due_at),
  };
}

export type Watched = Deadlines &
  Stages &
  NextResponse &
  Pick<RequestRow, 'state' | 'first_response_at'> & { readonly waits: boolean };

/**
 * The next instant at which something is to be told of a request; null while nothing can come. `afterBreach`: when there is
 * more to tell of a solution that is late.
 */
export function nextAlarm(row: Watched, afterBreach: Date | null): Date | null {
  if (!isOpen(row.state)) return null;
  // Whoever asked something more is owed an answer, also while the solution waits for somebody else.
  const owed = nextResponseAlarm(row);
  if (row.waits) return owed;
  const first = row.first_response_at === null ? [row.first_response_risk_at, row.first_response_due_at] : [];
  const last = [row.resolution_risk_at, row.resolution_due_at, afterBreach];
  const next = [first[row.first_response_stage] ?? null, last[row.resolution_stage] ?? null, owed].filter(
    (at) => at !== null,
  );
  return next.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/**
 * The columns of the clocks of a request as its pauses, its targets and its calendar make them. `since`: when it began to
 * stand still for nobody knows how long, if it does.
 */
export function clockColumns(
  row: Stages & NextResponse & Pick<RequestRow, 'state' | 'next_response_minutes' | 'at_risk_percent'>,
  course: Course & { since: Date | null; now: Date },
) {
  const deadlines = deadlinesOf(course);
  const reached = stagesAt(deadlines, course.now);
  // What was told is told no more, unless the deadline moved out of its reach.
  const stages = {
    first_response_stage: Math.min(row.first_response_stage, reached.first_response_stage),
    resolution_stage:
      reached.resolution_stage === 2 ? row.resolution_stage : Math.min(row.resolution_stage, reached.resolution_stage),
  };
  const next = nextResponseAnew(row, course.calendar, course.now);
  const watched = { ...deadlines, ...stages, ...next, state: row.state, first_response_at: course.answeredAt };
  return {
    ...deadlines,
    ...stages,
    ...next,
    ...minutesLeft(deadlines, course),
    // Whether there is more to tell of what is late, the watch knows: it looks at once.
    alarm_at: nextAlarm({ ...watched, waits: course.since !== null }, course.now),
  };
}
