/**
 * Business time: the minutes during which an office is open, in the zone of its government.
 *
 * Deadlines are instants; a calendar says which stretches of the clock count. An opening is found in local time and
 * measured in real time, so the hour that a change of clocks takes or gives is neither invented nor lost.
 */
import { MINUTE } from '../shared/clock.ts';
import { type Calendar, dayIn, dayNumber, daysBefore, daysFrom, isoDay, localDayIn } from './openings.ts';

export type { Calendar, Opening, Weekday } from './openings.ts';

/** A calendar closed for so long has no business time: refuse instead of searching for ever. */
export const MAX_CLOSED_DAYS = 3_700;

export const noBusinessTime = (calendar: Calendar): RangeError =>
  new RangeError(`calendar ${calendar.id} has no business time within ${MAX_CLOSED_DAYS} days`);

/**
 * The instant at which `minutes` of business time have passed since `from`. Outside hours, time starts at the next
 * opening; ending exactly at closing stays on that day. Negative minutes go back.
 */
export function addBusinessMinutes(calendar: Calendar, from: Date, minutes: number): Date {
  const start = from.getTime();
  if (minutes === 0) return from;
  return new Date(
    minutes > 0 ? walkOn(calendar, start, minutes * MINUTE) : walkBack(calendar, start, -minutes * MINUTE),
  );
}

function walkOn(calendar: Calendar, start: number, length: number): number {
  let left = length;
  let closed = 0;
  for (const { stretches } of daysFrom(calendar, start)) {
    closed += 1;
    if (closed > MAX_CLOSED_DAYS) break;
    for (const { from, to } of stretches) {
      const open = to - Math.max(from, start);
      if (open <= 0) continue;
      if (left <= open) return to - open + left;
      left -= open;
      closed = 0;
    }
  }
  throw noBusinessTime(calendar);
}

function walkBack(calendar: Calendar, start: number, length: number): number {
  let left = length;
  let closed = 0;
  for (const { stretches } of daysBefore(calendar, start)) {
    closed += 1;
    if (closed > MAX_CLOSED_DAYS) break;
    for (const { from, to } of stretches.toReversed()) {
      const open = Math.min(to, start) - from;
      if (open <= 0) continue;
      if (left <= open) return from + open - left;
      left -= open;
      closed = 0;
    }
  }
  throw noBusinessTime(calendar);
}

/** When the office opens next, or null while it is open: at its closing minute it no longer is. */
export function nextOpening(calendar: Calendar, at: Date): Date | null {
  const start = at.getTime();
  let closed = 0;
  for (const { stretches } of daysFrom(calendar, start)) {
    const next = stretches.find(({ to }) => to > start);
    if (next !== undefined) return next.from <= start ? null : new Date(next.from);
    closed += 1;
    if (closed > MAX_CLOSED_DAYS) break;
  }
  throw noBusinessTime(calendar);
}

/**
 * Whole business minutes from one instant to another, rounded down; negative when `to` comes before `from`.
 * Rounding down means that a deadline missed by seconds reads as missed.
 */
export function businessMinutesBetween(calendar: Calendar, from: Date, to: Date): number {
  return Math.floor(businessTimeBetween(calendar, from, to) / MINUTE) + 0;
}

/** The same in milliseconds, exactly. */
export function businessTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  const [a, b] = [from.getTime(), to.getTime()];
  return a <= b ? openBetween(calendar, a, b) : -openBetween(calendar, b, a);
}

function openBetween(calendar: Calendar, a: number, b: number): number {
  let open = 0;
  for (const day of daysFrom(calendar, a)) {
    if (day.from > b) break;
    for (const { from, to } of day.stretches) open += Math.max(0, Math.min(to, b) - Math.max(from, a));
  }
  return open;
}

/**
 * The closing time of the n-th business day after the local day of `from`: a term of days starts the day after notice.
 * `days` is 1 or more.
 */
export function addBusinessDays(calendar: Calendar, from: Date, days: number): Date {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('a term of business days is 1 or more');
  let left = days;
  let closed = 0;
  for (let day = localDayIn(calendar, from.getTime()) + 1; closed < MAX_CLOSED_DAYS; day += 1) {
    closed += 1;
    const closing = dayIn(calendar, day).stretches.at(-1);
    if (closing === undefined) continue;
    left -= 1;
    closed = 0;
    if (left === 0) return new Date(closing.to);
  }
  throw noBusinessTime(calendar);
}

/**
 * The business day `count` business days after a local day (before it, when negative), as YYYY-MM-DD.
 * Zero gives the day itself, whatever it is.
 */
export function shiftBusinessDay(calendar: Calendar, from: string, count: number): string {
  const step = Math.sign(count);
  let left = Math.abs(count);
  let day = dayNumber(from);
  for (let closed = 0; left > 0; closed += 1) {
    if (closed > MAX_CLOSED_DAYS) throw noBusinessTime(calendar);
    day += step;
    if (dayIn(calendar, day).stretches.length === 0) continue;
    left -= 1;
    closed = 0;
  }
  return isoDay(day);
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The instant of a local "YYYY-MM-DDTHH:MM". Throws RangeError when there is no such day or hour. */
export function fromLocal(timeZone: string, local: string): Date {
  if (!LOCAL.test(local)) throw new RangeError('a local time is written YYYY-MM-DDTHH:MM');
  return new Date(
    Temporal.PlainDateTime.from(local, { overflow: 'reject' }).toZonedDateTime(timeZone).epochMilliseconds,
  );
}

const zoned = (timeZone: string, at: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** YYYY-MM-DD where the desk is. */
export const localDay = (timeZone: string, at: Date): string => zoned(timeZone, at).toPlainDate().toString();

export const localYear = (timeZone: string, at: Date): number => zoned(timeZone, at).year;
