/** When requests are filed: in the order of their folios, over three years of working days, mostly in office hours. */
import { type Calendar, fromLocal, localDay, shiftBusinessDay } from '#server/calendars/index.ts';
import { later, MINUTE } from '#server/shared/clock.ts';
import { at, byWeight } from './chance.ts';

/** Working days of three years. */
const DAYS = 742;

/** How much of a day's work has come in by each time, in minutes from six o'clock; two crests, before noon and after. */
const COURSE: readonly (readonly [share: number, minute: number])[] = [
  [0, 95],
  [0.03, 150],
  [0.3, 235],
  [0.44, 300],
  [0.58, 385],
  [0.8, 500],
  [0.97, 630],
  [1, 780],
];

function minuteAt(share: number): number {
  const next = COURSE.findIndex(([upTo]) => share < upTo);
  const [fromShare, from] = at(COURSE, next - 1);
  const [toShare, to] = at(COURSE, next);
  return from + ((share - fromShare) / (toShare - fromShare)) * (to - from);
}

/** Mondays are long, Fridays short; the desk grows by a sixth a year; December is quiet. */
function weightOf(day: string, index: number): number {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  const ofWeek = [0.2, 1.25, 1.1, 1, 1, 0.75, 0.2][weekday] ?? 1;
  const ofYear = day.slice(5) > '12-15' ? 0.5 : 1;
  return ofWeek * ofYear * (1 + (index / DAYS) * 0.5);
}

/**
 * The instant of the request that stands at `share` (0 to 1) of all: a greater share is never earlier.
 * The newest is of the last working day before today.
 */
export function filingTimes(calendar: Calendar, now: Date): (share: number) => Date {
  const days: string[] = [];
  let day = localDay(calendar.timeZone, now);
  for (let count = 0; count < DAYS; count += 1) {
    day = shiftBusinessDay(calendar, day, -1);
    days.unshift(day);
  }
  const weights = days.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const before: number[] = [];
  let sum = 0;
  for (const weight of weights) {
    before.push(sum / total);
    sum += weight;
  }
  const sixes = days.map((each) => fromLocal(calendar.timeZone, `${each}T06:00`));
  const place = byWeight(weights);
  return (share) => {
    const index = place(share);
    const within = ((share - at(before, index)) * total) / at(weights, index);
    return later(at(sixes, index), Math.floor(minuteAt(Math.min(0.999_999, Math.max(0, within))) * MINUTE));
  };
}
