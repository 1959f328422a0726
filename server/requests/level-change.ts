/** A request that goes on under another level: its promises counted anew from the registration. */
import type { Calendar } from '#server/calendars/index.ts';
import { businessMinutesBetween } from '#server/calendars/index.ts';
import { dueAt, type Level } from '#server/service-levels/index.ts';
import type { RequestPatch, RequestRow } from './rows.ts';

type Promised = Pick<
  RequestRow,
  | 'registered_at'
  | 'paused_at'
  | 'first_response_at'
  | 'first_response_minutes'
  | 'first_response_minutes_left'
  | 'first_response_due_at'
  | 'resolution_minutes'
  | 'resolution_minutes_left'
  | 'resolution_due_at'
>;

/** Both calendars: of the level it has, and of the one it gets. */
export type Calendars = { readonly before: Calendar; readonly after: Calendar };

/**
 * What stood still so far is what the deadline has moved since filing; the new one moves by as much. While it stands
 * still, what is left changes by the difference of the targets.
 */
function moved(
  calendars: Calendars,
  registered: Date,
  clock: { due: Date; was: number; becomes: number; left: number | null },
) {
  const first = dueAt(calendars.before, registered, clock.was);
  const stood = Math.max(0, businessMinutesBetween(calendars.before, first, clock.due));
  return {
    due: dueAt(calendars.after, registered, clock.becomes + stood),
    left: clock.left === null ? null : clock.left + clock.becomes - clock.was,
  };
}

/** The columns that change with the level. A first response already given keeps the promise it was given under. */
export function levelPatch(request: Promised, level: Level, calendars: Calendars): RequestPatch {
  const resolution = moved(calendars, request.registered_at, {
    due: request.resolution_due_at,
    was: request.resolution_minutes,
    becomes: level.resolutionMinutes,
    left: request.resolution_minutes_left,
  });
  const first = moved(calendars, request.registered_at, {
    due: request.first_response_due_at,
    was: request.first_response_minutes,
    becomes: level.firstResponseMinutes,
    left: request.first_response_minutes_left,
  });
  return {
    level_id: level.id,
    level_version: level.version,
    next_response_minutes: level.nextResponseMinutes,
    at_risk_percent: level.atRiskPercent,
    resolution_minutes: level.resolutionMinutes,
    resolution_due_at: resolution.due,
    resolution_minutes_left: resolution.left,
    ...(request.first_response_at === null
      ? {
          first_response_minutes: level.firstResponseMinutes,
          first_response_due_at: first.due,
          first_response_minutes_left: first.left,
        }
      : {}),
  };
}
