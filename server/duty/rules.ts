/** Hours of shifts: what a plan comes to, day by day, by the wall clock of the institution. Pure. */
import { SHIFT_MAX_DAYS } from '#contract/duty.ts';

/** Local, `YYYY-MM-DDTHH:MM`. */
export type Hours = { readonly from: string; readonly to: string };
export type Pattern = Hours & {
  /** ISO weekdays, and how many weeks from that of `from` on; null: once. */
  readonly repeat: { readonly weekdays: readonly number[]; readonly weeks: number } | null;
  /** Days left out, `YYYY-MM-DD`. */
  readonly without: readonly string[];
};

/** `turn`: which week of the pattern, from 0. `to` is not after `from` where the clocks that day leave no such hours. */
export type Slot = { readonly day: string; readonly from: Date; readonly to: Date; readonly turn: number };

const MINUTES_A_DAY = 1440;

/** Do these hours make a shift: it ends after it begins, and within the days one may last? */
export function isShift({ from, to }: Hours): boolean {
  const length = Temporal.PlainDateTime.from(from).until(Temporal.PlainDateTime.from(to)).total('minutes');
  return length > 0 && length <= SHIFT_MAX_DAYS * MINUTES_A_DAY;
}

/** An hour that the change of clocks takes is read as the one after it; of one that comes twice, the first. */
const instant = (timeZone: string, day: Temporal.PlainDate, time: Temporal.PlainTime): Date =>
  new Date(day.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);

/** In order of day. Each begins and ends at the same hours on the wall, however long that is in between. */
export function slotsOf(timeZone: string, pattern: Pattern): Slot[] {
  const [from, to] = [Temporal.PlainDateTime.from(pattern.from), Temporal.PlainDateTime.from(pattern.to)];
  const first = from.toPlainDate();
  const nights = first.until(to.toPlainDate()).days;
  const { repeat, without } = pattern;
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  const days =
    repeat === null
      ? [{ day: first, turn: 0 }]
      : Array.from({ length: repeat.weeks }, (_, turn) =>
          repeat.weekdays.toSorted().map((weekday) => ({ day: monday.add({ days: 7 * turn + weekday - 1 }), turn })),
        ).flat();
  return days
    .filter(({ day }) => Temporal.PlainDate.compare(day, first) >= 0 && !without.includes(day.toString()))
    .map(({ day, turn }) => ({
      day: day.toString(),
      from: instant(timeZone, day, from.toPlainTime()),
      to: instant(timeZone, day.add({ days: nights }), to.toPlainTime()),
      turn,
    }));
}

export type Span = { readonly from: Date; readonly to: Date };

export const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

export const standingOf = ({ from, to }: Span, now: Date): 'coming' | 'running' | 'past' => {
  if (now < from) return 'coming';
  return now < to ? 'running' : 'past';
};

/** The instants between which local days lie, the last one whole. */
export const daysBetween = (timeZone: string, days: { from: string; to: string }): Span => ({
  from: instant(timeZone, Temporal.PlainDate.from(days.from), new Temporal.PlainTime()),
  to: instant(timeZone, Temporal.PlainDate.from(days.to).add({ days: 1 }), new Temporal.PlainTime()),
});

export const daysApart = (days: { from: string; to: string }): number =>
  Temporal.PlainDate.from(days.from).until(Temporal.PlainDate.from(days.to)).days;
