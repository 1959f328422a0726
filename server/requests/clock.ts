/** What acts do to the two clocks of a request: the pauses they begin and end, and the columns that follow from them. */
import type { Calendar } from '#server/calendars/index.ts';
import type { Level } from '#server/service-levels/index.ts';
import type { Entry } from '#server/shared/history.ts';
import type { Work } from '#server/shared/store.ts';
import type { Held } from './act.ts';
import { beginPause, endPause, pausesOf } from './clock-rows.ts';
import { clockColumns, clockStart, targetsOf } from './clock-rules.ts';
import type { RequestPatch } from './rows.ts';
import { type ClockEffect, isSettled, pausing } from './rules.ts';
import { calendarOf, surroundings } from './surroundings.ts';

export { clocksOf, firstDeadlines } from './clock-rules.ts';

/** An act after its entry was recorded. */
export type Done = {
  readonly effect: ClockEffect;
  readonly to: Held['state'];
  readonly entry: Pick<Entry, 'sequence'>;
  readonly calendar: Calendar;
  /** The first answer, given now or before. */
  readonly answeredAt: Date | null;
};

/** The columns that an act changes; none, and no statement, while the clocks run on as before. */
export async function moveClock(work: Work, held: Held, done: Done): Promise<RequestPatch> {
  const { effect, to, calendar, answeredAt } = done;
  const { ends, begins } = pausing(effect, isPaused(held), to);
  if (effect === 'keep' || (effect === 'run' && !ends)) return {};
  const by = { requestId: held.id, sequence: done.entry.sequence, at: work.now };
  if (ends) await endPause(work, by);
  // Of a visit both agreed on, the end is known.
  const until = begins === 'scheduled' ? held.scheduled_at : null;
  if (begins !== null) await beginPause(work, by, { reason: begins, until });
  const since = effect === 'run' || until !== null ? null : work.now;
  const columns = clockColumns(
    { ...held, state: to },
    {
      calendar,
      start: clockStart(held),
      targets: targetsOf(held),
      pauses: await pausesOf(work.db, held.id),
      answeredAt,
      since,
      now: work.now,
    },
  );
  return { ...columns, paused_at: effect === 'pause' ? work.now : null };
}

/** What a level promises, as the columns of a request: business minutes, and the calendar they are counted on. */
export const promised = (level: Level) => ({
  level_id: level.id,
  level_version: level.version,
  first_response_minutes: level.firstResponseMinutes,
  resolution_minutes: level.resolutionMinutes,
  next_response_minutes: level.nextResponseMinutes,
  at_risk_percent: level.atRiskPercent,
  calendar_id: level.calendarId,
  counts_on_duty: level.countsOnDuty,
});

/**
 * Counts both clocks of a request anew from the instant it was registered, with its pauses, and gives the columns to save:
 * put them into the `patch` of an act that changes no state. With `level`, by that level's targets and calendar, from the
 * first minute on (B17); without, by its own.
 */
export async function recomputeClock(work: Work, held: Held, given: { level?: Level } = {}): Promise<RequestPatch> {
  const promise = given.level === undefined ? {} : promised(given.level);
  const row = { ...held, ...promise };
  const columns = clockColumns(row, {
    calendar: calendarOf(await surroundings(work.settled, held.settled_version), row),
    start: clockStart(held),
    targets: targetsOf(row),
    pauses: await pausesOf(work.db, held.id),
    answeredAt: held.first_response_at,
    since: stillSince(held),
    now: work.now,
  });
  return { ...promise, ...columns };
}

const isPaused = (held: Held): boolean => held.paused_at !== null || isSettled(held.state);

/** Of a clock that stands still for nobody knows how long. */
const stillSince = (held: Held): Date | null => {
  if (isSettled(held.state)) return held.resolved_at ?? held.ended_at;
  return held.state === 'scheduled' ? null : held.paused_at;
};
