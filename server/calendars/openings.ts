/**
 * When a calendar is open: the stretches of real time of each local day, under the version in force at that instant.
 *
 * A minute counts when the clock on the wall of the office, in the zone of the version in force, reads a time within its
 * hours on a day that is not closed. So the hour that a change of clocks takes does not count, and the one it gives
 * counts twice, as whoever sits there would say.
 */
import type { LocalText } from '#contract/shapes.ts';
import { DAY, HOUR, MINUTE } from '../shared/clock.ts';

/** ISO: 1 is Monday, 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Opening and closing, local, "HH:MM"; "24:00" closes at the end of the day. In order, not overlapping. */
export type Opening = readonly [opens: string, closes: string];

export type Week = Readonly<Record<Weekday, readonly Opening[]>>;

/** Hours as they were decided: in force from midnight of `from`, local, until the next. */
export type Edition = {
  readonly number: number;
  /** YYYY-MM-DD; null: since always. */
  readonly from: string | null;
  /** IANA. */
  readonly timeZone: string;
  readonly hours: Week;
};

export type Calendar = {
  readonly id: string;
  readonly name?: LocalText;
  /** IANA. Zone and hours decided last. */
  readonly timeZone: string;
  readonly hours: Week;
  /** Local days, YYYY-MM-DD, on which nothing counts. */
  readonly closures: ReadonlySet<string>;
  /** What was in force and what will be; without it, the hours above always were. */
  readonly editions?: readonly Edition[];
  /** The number of its last change: what an account quotes. */
  readonly number?: number;
  /** Why each closed day is closed. */
  readonly names?: ReadonlyMap<string, LocalText>;
};

/** Milliseconds since 1970, half open. */
export type Stretch = { readonly from: number; readonly to: number };

/** One local day: when it is open, and whether it would be, were it not closed. */
export type OpenDay = {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly from: number;
  readonly to: number;
  readonly stretches: readonly Stretch[];
  readonly isClosed: boolean;
  /** Of the version that gives the hours. */
  readonly number: number;
};

/** An edition with the instants between which it is in force. */
type Era = {
  readonly number: number;
  readonly timeZone: string;
  readonly begins: number;
  readonly ends: number;
  /** By weekday, milliseconds of the wall clock since midnight. */
  readonly hours: ReadonlyMap<Weekday, readonly Stretch[]>;
  /** Found once: finding asks the time zone, using again does not. */
  readonly days: Map<number, OpenDay>;
  readonly starts: Map<number, number>;
};

/** Kept as long as the calendar itself, which never changes. */
const known = new WeakMap<Calendar, readonly Era[]>();

/** Day 0 is 1 January 1970. */
export const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY;
/** Day 0 was a Thursday. */
export const weekday = (day: number): Weekday => (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const wall = (time: string): number => Number(time.slice(0, 2)) * HOUR + Number(time.slice(3)) * MINUTE;

/** The first instant of a local day. */
const midnight = (timeZone: string, day: number): number =>
  Temporal.PlainDate.from(isoDay(day)).toZonedDateTime(timeZone).epochMilliseconds;

const at = (timeZone: string, instant: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);

function toEra(edition: Edition, begins: number, ends: number): Era {
  const hours = new Map(
    WEEKDAYS.map((day) => [day, edition.hours[day].map(([from, to]) => ({ from: wall(from), to: wall(to) }))]),
  );
  return { ...edition, begins, ends, hours, days: new Map(), starts: new Map() };
}

/** The hours of a calendar with the day from which each holds, in order; of two of the same day, the one decided later. */
export function editionsOf(calendar: Calendar): readonly Edition[] {
  const given: readonly Edition[] = calendar.editions ?? [{ ...calendar, number: calendar.number ?? 1, from: null }];
  const last = new Map(given.toSorted((a, b) => a.number - b.number).map((edition) => [edition.from ?? '', edition]));
  return [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, edition]) => edition);
}

function erasOf(calendar: Calendar): readonly Era[] {
  const met = known.get(calendar);
  if (met !== undefined) return met;
  const inOrder = editionsOf(calendar);
  const beginnings = inOrder.map(({ from, timeZone }, index) =>
    from === null || index === 0 ? Number.NEGATIVE_INFINITY : midnight(timeZone, dayNumber(from)),
  );
  const eras = inOrder.map((edition, index) =>
    toEra(edition, beginnings[index] ?? 0, beginnings[index + 1] ?? Number.POSITIVE_INFINITY),
  );
  known.set(calendar, eras);
  return eras;
}

function startOf(era: Era, day: number): number {
  const met = era.starts.get(day);
  if (met !== undefined) return met;
  const start = midnight(era.timeZone, day);
  era.starts.set(day, start);
  return start;
}

/** A local day is never more than one away from that of UTC. */
function dayOf(era: Era, instant: number): number {
  const day = Math.floor(instant / DAY);
  if (instant < startOf(era, day)) return day - 1;
  return instant < startOf(era, day + 1) ? day : day + 1;
}

/** Within a day, the parts over which the wall clock and real time keep their distance. */
function evenParts(era: Era, day: number): readonly (Stretch & { readonly midnight: number })[] {
  const [from, to] = [startOf(era, day), startOf(era, day + 1)];
  if (to - from === DAY) return [{ from, to, midnight: from }];
  const parts: (Stretch & { midnight: number })[] = [];
  for (let instant = from; instant < to; ) {
    const here = at(era.timeZone, instant);
    const change = here.getTimeZoneTransition('next')?.epochMilliseconds ?? to;
    const end = Math.min(to, change);
    parts.push({ from: instant, to: end, midnight: day * DAY - here.offsetNanoseconds / 1e6 });
    instant = end;
  }
  return parts;
}

/** Two that touch are one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const stretch of stretches) {
    const before = whole.at(-1);
    if (before?.to === stretch.from) whole[whole.length - 1] = { from: before.from, to: stretch.to };
    else whole.push(stretch);
  }
  return whole;
}

function openDay(calendar: Calendar, era: Era, day: number): OpenDay {
  const met = era.days.get(day);
  if (met !== undefined) return met;
  const iso = isoDay(day);
  const hours = era.hours.get(weekday(day)) ?? [];
  const isClosed = calendar.closures.has(iso);
  const found = (isClosed ? [] : evenParts(era, day)).flatMap((part) =>
    hours.map((opening) => ({
      from: Math.max(part.from, part.midnight + opening.from, era.begins),
      to: Math.min(part.to, part.midnight + opening.to, era.ends),
    })),
  );
  const open: OpenDay = {
    day: iso,
    from: Math.max(startOf(era, day), era.begins),
    to: Math.min(startOf(era, day + 1), era.ends),
    stretches: joined(found.filter((stretch) => stretch.from < stretch.to)),
    isClosed: isClosed && hours.length > 0,
    number: era.number,
  };
  era.days.set(day, open);
  return open;
}

/** Day after day from the one of that instant on, without end. */
export function* daysFrom(calendar: Calendar, from: number): Generator<OpenDay> {
  for (const era of erasOf(calendar)) {
    if (era.ends <= from) continue;
    for (let day = dayOf(era, Math.max(from, era.begins)); startOf(era, day) < era.ends; day += 1)
      yield openDay(calendar, era, day);
  }
}

/** The same backwards. */
export function* daysBefore(calendar: Calendar, from: number): Generator<OpenDay> {
  for (const era of erasOf(calendar).toReversed()) {
    if (era.begins > from) continue;
    for (let day = dayOf(era, Math.min(from, era.ends - 1)); startOf(era, day + 1) > era.begins; day -= 1)
      yield openDay(calendar, era, day);
  }
}

/** The local day of an instant, under the version in force then. */
export function localDayIn(calendar: Calendar, instant: number): number {
  const era = erasOf(calendar).find((each) => instant < each.ends);
  if (era === undefined) throw new Error('a calendar without a version');
  return dayOf(era, instant);
}

/** The day as the calendar has it. */
export function dayIn(calendar: Calendar, day: number): OpenDay {
  const eras = erasOf(calendar);
  const era = eras.findLast((each) => each.begins < startOf(each, day + 1)) ?? eras[0];
  if (era === undefined) throw new Error('a calendar without a version');
  return openDay(calendar, era, day);
}
