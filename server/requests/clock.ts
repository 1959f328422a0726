/** Pure: what an act does to the two clocks of a request, as the columns it changes. */
import type { Calendar } from '#server/calendars/index.ts';
import { clockView, dueAt, pauseClock, resumeClock } from '#server/service-levels/index.ts';
import type { RequestPatch, RequestRow } from './rows.ts';
import type { ClockEffect } from './rules.ts';

type Clocked = Pick<
  RequestRow,
  | 'registered_at'
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

/** Both deadlines of a request registered at `at`, from the targets of its level (business minutes). */
export const firstDeadlines = (
  calendar: Calendar,
  at: Date,
  targets: { firstResponseMinutes: number; resolutionMinutes: number },
) => ({
  first_response_due_at: dueAt(calendar, at, targets.firstResponseMinutes),
  resolution_due_at: dueAt(calendar, at, targets.resolutionMinutes),
});

const minutesLeft = (calendar: Calendar, request: Clocked, now: Date) => ({
  first_response_minutes_left:
    request.first_response_at !== null
      ? null
      : (request.first_response_minutes_left ?? pauseClock(calendar, { dueAt: request.first_response_due_at }, now)),
  resolution_minutes_left:
    request.resolution_minutes_left ?? pauseClock(calendar, { dueAt: request.resolution_due_at }, now),
});

/** A deadline already missed stays where it was: reopening does not forgive it. */
const resumed = (calendar: Calendar, left: number | null, given: { due: Date; now: Date }): Date =>
  left === null || left <= 0 ? given.due : resumeClock(calendar, left, given.now);

export function clockPatch(effect: ClockEffect, request: Clocked, at: { calendar: Calendar; now: Date }): RequestPatch {
  const { calendar, now } = at;
  if (effect === 'keep') return {};
  if (effect === 'pause') return { ...minutesLeft(calendar, request, now), paused_at: request.paused_at ?? now };
  if (effect === 'stop') return { ...minutesLeft(calendar, request, now), paused_at: null };
  return {
    first_response_due_at: resumed(calendar, request.first_response_minutes_left, {
      due: request.first_response_due_at,
      now,
    }),
    resolution_due_at: resumed(calendar, request.resolution_minutes_left, { due: request.resolution_due_at, now }),
    first_response_minutes_left: null,
    resolution_minutes_left: null,
    paused_at: null,
  };
}

/** Both clocks as a reader sees them now. */
export function clocksOf(request: Clocked, calendar: Calendar, now: Date) {
  const shared = { atRiskPercent: request.at_risk_percent, pausedAt: request.paused_at };
  const stoppedAt = request.resolved_at ?? request.ended_at;
  return {
    resolution: clockView(
      calendar,
      {
        ...shared,
        dueAt: request.resolution_due_at,
        targetMinutes: request.resolution_minutes,
        minutesLeft: request.resolution_minutes_left,
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
        minutesLeft: request.first_response_minutes_left,
        stoppedAt: request.first_response_at ?? stoppedAt,
      },
      now,
    ),
  };
}
