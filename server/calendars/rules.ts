/**
 * Business time: the minutes during which an office is open, in the zone of its government.
 *
 * Deadlines are instants; a calendar says which stretches of the clock count. An opening is found in local time and
 * measured in real time, so the hour that a change of clocks takes or gives is neither invented nor lost.
 */
import { DAY, MINUTE } from '../shared/clock.ts';

/** ISO: 1 is Monday, 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Opening and closing, local, "HH:MM"; "24:00" closes at the end of the day. In order, not overlapping. */
export type Opening = readonly [opens: string, closes: string];

export type Calendar = {
  readonly id: string;
  /** IANA. */
  readonly timeZone: string;
  readonly hours: Readonly<Record<Weekday, readonly Opening[]>>;
  /** Local days, YYYY-MM-DD, on which nothing counts. */
  readonly closures: ReadonlySet<string>;
};

/** Milliseconds since 1970, half open. */
type Stretch = readonly [from: number, to: number];

/** A calendar closed for so long has no business time: refuse instead of searching for ever. */
const MAX_CLOSED_DAYS = 3_700;

/**
 * The open stretches of each day met so far: finding them asks the time zone, using them again does not.
 * Kept as long as the calendar itself, which never changes.
 */
const known = new WeakMap<Calendar, Map<number, readonly Stretch[]>>();

/** Day 0 is 1 January 1970. */
const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY;
/** Day 0 was a Thursday. */
const weekday = (day: number): Weekday => (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;

/** An hour that the change of clocks skips means the same time after it; one it repeats means the first. */
const instant = (timeZone: string, iso: string): number =>
  Temporal.PlainDateTime.from(iso).toZonedDateTime(timeZone).epochMilliseconds;

const edge = (timeZone: string, day: number, time: string): number =>
  time === '24:00' ? instant(timeZone, `${isoDay(day + 1)}T00:00`) : instant(timeZone, `${isoDay(day)}T${time}`);

function stretchesOf(calendar: Calendar, day: number): readonly Stretch[] {
  const days = known.get(calendar) ?? new Map<number, readonly Stretch[]>();
  const met = days.get(day);
  if (met !== undefined) return met;
  const { timeZone, closures, hours } = calendar;
  const found = closures.has(isoDay(day))
    ? []
    : hours[weekday(day)].map(([opens, closes]): Stretch => [edge(timeZone, day, opens), edge(timeZone, day, closes)]);
  days.set(day, found);
  known.set(calendar, days);
  return found;
}

/** The first instant of each local day met so far, kept for the same reason. */
const starts = new WeakMap<Calendar, Map<number, number>>();

function startOf(calendar: Calendar, day: number): number {
  const days = starts.get(calendar) ?? new Map<number, number>();
  const met = days.get(day);
  if (met !== undefined) return met;
  const start = edge(calendar.timeZone, day, '00:00');
  days.set(day, start);
  starts.set(calendar, days);
  return start;
}

/** A local day is never more than one away from that of UTC. */
function dayOf(calendar: Calendar, at: number): number {
  const day = Math.floor(at / DAY);
  if (at < startOf(calendar, day)) return day - 1;
  return at < startOf(calendar, day + 1) ? day : day + 1;
}

const noBusinessTime = (calendar: Calendar): RangeError =>
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
  for (let day = dayOf(calendar, start); closed < MAX_CLOSED_DAYS; day += 1) {
    closed += 1;
    for (const [from, to] of stretchesOf(calendar, day)) {
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
  for (let day = dayOf(calendar, start); closed < MAX_CLOSED_DAYS; day -= 1) {
    closed += 1;
    for (const [from, to] of stretchesOf(calendar, day).toReversed()) {
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
  for (let day = dayOf(calendar, start), closed = 0; closed < MAX_CLOSED_DAYS; day += 1, closed += 1) {
    const next = stretchesOf(calendar, day).find(([, to]) => to > start);
    if (next !== undefined) return next[0] <= start ? null : new Date(next[0]);
  }
  throw noBusinessTime(calendar);
}

/**
 * Whole business minutes from one instant to another, rounded down; negative when `to` comes before `from`.
 * Rounding down means that a deadline missed by seconds reads as missed.
 */
export function businessMinutesBetween(calendar: Calendar, from: Date, to: Date): number {
  const [a, b] = [from.getTime(), to.getTime()];
  const open = a <= b ? openBetween(calendar, a, b) : -openBetween(calendar, b, a);
  return Math.floor(open / MINUTE) + 0;
}

function openBetween(calendar: Calendar, a: number, b: number): number {
  const last = dayOf(calendar, b);
  let open = 0;
  for (let day = dayOf(calendar, a); day <= last; day += 1) {
    for (const [from, to] of stretchesOf(calendar, day)) open += Math.max(0, Math.min(to, b) - Math.max(from, a));
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
  for (let day = dayOf(calendar, from.getTime()) + 1; closed < MAX_CLOSED_DAYS; day += 1) {
    closed += 1;
    const closing = stretchesOf(calendar, day).at(-1);
    if (closing === undefined) continue;
    left -= 1;
    closed = 0;
    if (left === 0) return new Date(closing[1]);
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
    if (stretchesOf(calendar, day).length === 0) continue;
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
