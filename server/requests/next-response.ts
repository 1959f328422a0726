/**
 * Pure: until when the desk answers what a requester wrote after the first response, where their level promises that.
 * It begins with their word, at the first of several, and ends with the desk's next public one or with the request.
 */
import type { Calendar } from '#server/calendars/index.ts';
import { dueAt, riskMinutes } from '#server/service-levels/index.ts';
import type { RequestPatch, RequestRow } from './rows.ts';
import { type Act, answersFirst, clockEffect, isOpen, stateAfter } from './rules.ts';

/** What is kept of it: since when it is owed, until when, from when it is at risk, and what was told (0, 1 at risk, 2 breached). */
export type NextResponse = Pick<
  RequestRow,
  'next_response_since' | 'next_response_due_at' | 'next_response_risk_at' | 'next_response_stage'
>;
type Promised = Pick<RequestRow, 'next_response_minutes' | 'at_risk_percent'>;

const NOTHING_OWED = {
  next_response_since: null,
  next_response_due_at: null,
  next_response_risk_at: null,
  next_response_stage: 0,
} as const;

/** Null minutes: the level promises none. */
function owedSince(since: Date, promised: Promised, calendar: Calendar) {
  const minutes = promised.next_response_minutes;
  if (minutes === null) return NOTHING_OWED;
  return {
    next_response_since: since,
    next_response_due_at: dueAt(calendar, since, minutes),
    next_response_risk_at: dueAt(calendar, since, riskMinutes(minutes, promised.at_risk_percent)),
    next_response_stage: 0,
  };
}

type Held = NextResponse & Promised & Pick<RequestRow, 'state' | 'first_response_at' | 'alarm_at'>;
type Said = { act: Act; by: 'requester' | 'desk' | 'nobody'; calendar: Calendar; now: Date };

/**
 * The columns that what was said changes. `alarm_at` among them where it begins: `held` is the request as the act has left
 * its other clocks.
 */
export function nextResponsePatch(held: Held, { act, by, calendar, now }: Said): RequestPatch {
  const ends = by === 'desk' || answersFirst(act) || act === 'wait' || clockEffect(act) === 'stop';
  if (ends) return held.next_response_due_at === null ? {} : NOTHING_OWED;
  const begins = by === 'requester' && isOpen(stateAfter(act, held.state));
  if (!begins || held.first_response_at === null || held.next_response_due_at !== null) return {};
  const owed = owedSince(now, held, calendar);
  const risk = owed.next_response_risk_at;
  if (risk === null) return {};
  return { ...owed, alarm_at: held.alarm_at !== null && held.alarm_at < risk ? held.alarm_at : risk };
}

const stageAt = ({ next_response_risk_at: risk, next_response_due_at: due }: NextResponse, now: Date): number => {
  if (due === null || (risk ?? due) > now) return 0;
  return due <= now ? 2 : 1;
};

/**
 * The same promise counted anew from when it is owed, by a calendar or a level that may be another: a level that promises
 * none owes none. What was told is told no more, unless the deadline moved out of its reach.
 */
export function nextResponseAnew(row: NextResponse & Promised, calendar: Calendar, now: Date): NextResponse {
  if (row.next_response_due_at === null || row.next_response_minutes === null) return NOTHING_OWED;
  const { next_response_since: since, next_response_stage: told } = row;
  const owed =
    since === null
      ? { ...NOTHING_OWED, next_response_due_at: row.next_response_due_at }
      : owedSince(since, row, calendar);
  return { ...owed, next_response_stage: Math.min(told, stageAt(owed, now)) };
}

/** What is reached by now, told or not. */
export const nextResponseReached = (row: NextResponse, now: Date): number =>
  Math.max(row.next_response_stage, stageAt(row, now));

/** The next instant at which there is something to tell of it. */
export function nextResponseAlarm(row: NextResponse): Date | null {
  const moments = [row.next_response_risk_at ?? row.next_response_due_at, row.next_response_due_at];
  return moments[row.next_response_stage] ?? null;
}
