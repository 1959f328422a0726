/**
 * Counting anew what is open when a calendar changes. Each deadline follows from the row, its pauses and the calendar, so
 * doing it twice does nothing, and one that was interrupted is simply done again.
 */
import { type Counting, localDay } from '#server/calendars/index.ts';
import type { House } from '#server/shared/house.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import { clockColumns, clockStart, targetsOf } from './clock-rules.ts';
import { FIRST, keepMoves, type OpenRow, openOn, type Recounted, saveRecounted } from './recount-rows.ts';
import { found, type Surroundings, surroundings } from './surroundings.ts';

/** Requests held at once: few enough that nobody who acts on one waits to be noticed. */
const BATCH = 200;
/** More open requests than a desk has; what a preview reads at once. */
const ALL = 100_000;

const countsOn = (row: OpenRow, among: Surroundings): string =>
  row.calendar_id ?? found(among.levels, row.level_id).calendarId;

function recounted(row: OpenRow, given: { counting: Counting; onDuty: boolean; now: Date }): Recounted {
  const { counting, onDuty, now } = given;
  const columns = clockColumns(row, {
    calendar: onDuty ? counting.onDuty : counting.plain,
    start: clockStart(row),
    targets: targetsOf(row),
    pauses: row.pauses,
    answeredAt: row.first_response_at,
    since: row.state === 'scheduled' ? null : row.paused_at,
    now,
  });
  return { id: row.id, ...columns };
}

const onDutyOf = (row: OpenRow, among: Surroundings): boolean =>
  row.calendar_id === null ? found(among.levels, row.level_id).countsOnDuty : row.counts_on_duty;

const isMoved = (before: OpenRow, after: Recounted): boolean =>
  before.resolution_due_at.getTime() !== after.resolution_due_at.getTime() ||
  before.first_response_due_at.getTime() !== after.first_response_due_at.getTime() ||
  before.resolution_risk_at?.getTime() !== after.resolution_risk_at?.getTime() ||
  before.first_response_risk_at?.getTime() !== after.first_response_risk_at?.getTime() ||
  before.next_response_due_at?.getTime() !== after.next_response_due_at?.getTime() ||
  before.next_response_risk_at?.getTime() !== after.next_response_risk_at?.getTime();

const MINUTE = 60_000;
const apart = (a: Date, b: Date): boolean => Math.abs(a.getTime() - b.getTime()) >= MINUTE;

/** A deadline a person would read another time of. */
const isSeen = (before: OpenRow, after: Recounted): boolean =>
  apart(before.resolution_due_at, after.resolution_due_at) ||
  (before.first_response_at === null && apart(before.first_response_due_at, after.first_response_due_at));

export type Impact = {
  readonly open: number;
  readonly moved: readonly { readonly before: OpenRow; readonly after: Recounted }[];
  /** Whose promised day becomes another. */
  readonly promisedDays: number;
  readonly toBreached: number;
  readonly toInTime: number;
};

type Wanted = { readonly calendarId: string; readonly counting: Counting; readonly now: Date };

/** What would move if the calendar were `counting`; changes nothing. Two thousand open requests take about a tenth of a second. */
export async function impactOf(db: Reader, settled: Work['settled'], wanted: Wanted): Promise<Impact> {
  const { calendarId, counting, now } = wanted;
  const rows = await openOn(db, { calendarId, after: FIRST, limit: ALL });
  const among = await surroundings(settled, rows[0]?.settled_version ?? 0);
  const open = rows.filter((row) => countsOn(row, among) === calendarId);
  const moved = open
    .map((before) => ({ before, after: recounted(before, { counting, onDuty: onDutyOf(before, among), now }) }))
    .filter(({ before, after }) => isSeen(before, after));
  const day = (at: Date): string => localDay(counting.plain.timeZone, at);
  const isLate = (row: OpenRow, by: Pick<Recounted, 'first_response_due_at' | 'resolution_due_at'>): boolean =>
    // What stands still does not run late meanwhile.
    (row.paused_at !== null && row.state !== 'scheduled' ? false : by.resolution_due_at < now) ||
    (row.first_response_at === null && by.first_response_due_at < now);
  return {
    open: open.length,
    moved,
    promisedDays: moved.filter(({ before, after }) => day(before.resolution_due_at) !== day(after.resolution_due_at))
      .length,
    toBreached: moved.filter(({ before, after }) => !isLate(before, before) && isLate(before, after)).length,
    toInTime: moved.filter(({ before, after }) => isLate(before, before) && !isLate(before, after)).length,
  };
}

/** Notes what the change moves, in the act that makes it. */
export const keepImpact = (work: Work, change: { calendarId: string; number: number }, impact: Impact): Promise<void> =>
  keepMoves(
    work,
    change,
    impact.moved.map(({ before, after }) => ({ ...before, to: after })),
  );

/** Counts what is open on a calendar anew, by the calendar as it stands, a batch at a time. Gives how many moved. */
export async function recountCalendar(house: House, calendarId: string): Promise<number> {
  let after = FIRST;
  let total = 0;
  for (;;) {
    const page = { calendarId, after, limit: BATCH };
    const { last, moved } = await house.store.aside('deadline', async (db, now) => {
      const rows = await openOn(db, page, 'hold');
      const among = await surroundings(house.store.settled, rows[0]?.settled_version ?? 0);
      const changed = rows
        .filter((row) => countsOn(row, among) === calendarId)
        .map((row) => {
          const counting = found(among.calendars, calendarId);
          return { row, after: recounted(row, { counting, onDuty: onDutyOf(row, among), now }) };
        })
        .filter((each) => isMoved(each.row, each.after));
      await saveRecounted(
        db,
        changed.map((each) => each.after),
      );
      return { last: rows.at(-1)?.id, moved: changed.length };
    });
    total += moved;
    if (last === undefined) return total;
    after = last;
  }
}
