/**
 * How a deadline comes about, line by line. Pure: from the hours of a calendar with all its versions, the instant at which
 * it begins, the minutes promised and the pauses. Whoever has these finds the same deadline and the same lines.
 *
 * Every instant is taken at its minute: seconds neither count nor are counted.
 */
import type { LocalText } from '#contract/shapes.ts';
import { MINUTE } from '../shared/clock.ts';
import { type Calendar, daysFrom, type OpenDay, type Stretch } from './openings.ts';
import { MAX_CLOSED_DAYS, noBusinessTime } from './rules.ts';

/** Time that does not count. `to` null: it lasts still. */
export type Pause = { readonly from: Date; readonly to: Date | null; readonly reason: string };

type Timed = { readonly from: Date; readonly to: Date; readonly total: number };

/** `total`: minutes counted up to the end of the line. */
export type Line =
  | (Timed & { readonly kind: 'counted'; readonly minutes: number; readonly calendarVersion: number })
  /** `skipped`: the minutes that would have counted. A pause that lasts has no end, and none of them yet. */
  | (Omit<Timed, 'to'> & {
      readonly kind: 'pause';
      readonly to: Date | null;
      readonly reason: string;
      readonly skipped: number;
    })
  /** A day on which the office would be open. */
  | (Timed & {
      readonly kind: 'closure';
      readonly day: string;
      readonly name: LocalText;
      readonly calendarVersion: number;
    });

export type Account = {
  /** Null: a pause that lasts comes before it. */
  readonly due: Date | null;
  readonly account: readonly Line[];
};

export type Reckoning = {
  readonly calendar: Calendar;
  readonly start: Date;
  /** Business minutes, whole, 0 or more. */
  readonly minutes: number;
  readonly pauses?: readonly Pause[];
};

/** A century of days: what lies beyond is a mistake, not a deadline. */
const MAX_DAYS = 36_600;

const NEVER = Number.POSITIVE_INFINITY;
const floored = (at: Date): number => Math.floor(at.getTime() / MINUTE) * MINUTE;

type Held = Stretch & { readonly reason: string };

/** In order, from `start` on; where two overlap, the earlier one keeps what it had. */
function heldIn(pauses: readonly Pause[], start: number): readonly Held[] {
  const given = pauses
    .map(({ from, to, reason }) => ({ from: floored(from), to: to === null ? NEVER : floored(to), reason }))
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
  const held: Held[] = [];
  for (const { from, to, reason } of given) {
    const begins = Math.max(from, start, held.at(-1)?.to ?? start);
    if (begins < to) held.push({ from: begins, to, reason });
  }
  return held;
}

/** What is found on the way; `minutes` are business minutes. */
type Found =
  | { kind: 'counted'; from: number; to: number; calendarVersion: number }
  | { kind: 'pause'; from: number; to: number; reason: string; skipped: number }
  | { kind: 'closure'; from: number; to: number; day: string };

/** The deadline and how it is counted. Throws RangeError of a calendar without business time, or of minutes that are none. */
export function accountFor(given: Reckoning): Account {
  const { calendar, minutes } = given;
  if (!Number.isInteger(minutes) || minutes < 0) throw new RangeError('minutes are whole, 0 or more');
  const start = floored(given.start);
  const held = heldIn(given.pauses ?? [], start);
  const pauses = held.map(({ from, to, reason }) => ({ kind: 'pause' as const, from, to, reason, skipped: 0 }));
  const found: Found[] = [];
  const due = minutes === 0 ? start : walk({ calendar, start, minutes, pauses, found });
  const met = pauses.filter((pause) => due === null || pause.from < due);
  return { due: due === null ? null : new Date(due), account: written([...found, ...met], calendar) };
}

type Walk = {
  readonly calendar: Calendar;
  readonly start: number;
  readonly minutes: number;
  readonly pauses: readonly Extract<Found, { kind: 'pause' }>[];
  readonly found: Found[];
};

/** The end of the last minute that counts; null when a pause without end comes first. */
function walk(given: Walk): number | null {
  const { calendar, start, pauses, found } = given;
  let left = given.minutes * MINUTE;
  let closed = 0;
  let days = 0;
  const endless = pauses.find((pause) => pause.to === NEVER)?.from ?? NEVER;
  for (const day of daysFrom(calendar, start)) {
    if (day.from >= endless) return null;
    closed += 1;
    days += 1;
    if (closed > MAX_CLOSED_DAYS || days > MAX_DAYS) break;
    if (day.isClosed) found.push({ kind: 'closure', from: Math.max(day.from, start), to: day.to, day: day.day });
    for (const piece of piecesOf(day, start, pauses)) {
      closed = 0;
      const counted = Math.min(left, piece.to - piece.from);
      found.push({ kind: 'counted', from: piece.from, to: piece.from + counted, calendarVersion: day.number });
      left -= counted;
      if (left === 0) return piece.from + counted;
    }
    if (day.stretches.length > 0) closed = 0;
  }
  throw noBusinessTime(calendar);
}

/** What of a day's hours counts; what a pause takes of them is noted with it. */
function piecesOf(day: OpenDay, start: number, pauses: Walk['pauses']): Stretch[] {
  let pieces: Stretch[] = day.stretches
    .map(({ from, to }) => ({ from: Math.max(from, start), to }))
    .filter(({ from, to }) => from < to);
  for (const pause of pauses) {
    if (pause.to <= day.from || pause.from >= day.to) continue;
    pieces = pieces.flatMap((piece) => {
      const [from, to] = [Math.max(piece.from, pause.from), Math.min(piece.to, pause.to)];
      if (from >= to) return [piece];
      if (pause.to !== NEVER) pause.skipped += (to - from) / MINUTE;
      return [
        { from: piece.from, to: from },
        { from: to, to: piece.to },
      ].filter((rest) => rest.from < rest.to);
    });
  }
  return pieces;
}

const NAMELESS: LocalText = { es: '', en: '' };

/** In the order of time, with the sum after each. */
function written(found: readonly Found[], calendar: Calendar): Line[] {
  let total = 0;
  const edition = calendar.number ?? 1;
  return found
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
    .map((line): Line => {
      const from = new Date(line.from);
      if (line.kind === 'pause')
        return {
          kind: 'pause',
          from,
          to: line.to === NEVER ? null : new Date(line.to),
          reason: line.reason,
          skipped: line.skipped,
          total,
        };
      const to = new Date(line.to);
      if (line.kind === 'closure') {
        const name = calendar.names?.get(line.day) ?? NAMELESS;
        return { kind: 'closure', from, to, day: line.day, name, total, calendarVersion: edition };
      }
      const minutes = (line.to - line.from) / MINUTE;
      total += minutes;
      return { kind: 'counted', from, to, minutes, total, calendarVersion: line.calendarVersion };
    });
}
