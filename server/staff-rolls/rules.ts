/** Days of a staff roll, from given values alone. */
import { REMINDED_AFTER, REMINDED_BEFORE, type StaffRollState } from '#contract/staff-rolls.ts';
import { addBusinessDays, type Calendar, fromLocal, localDay, shiftBusinessDay } from '../calendars/index.ts';

/** `YYYY-MM` of a day `YYYY-MM-DD`. */
export const monthOf = (day: string): string => day.slice(0, 7);

export function monthAfter(month: string): string {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
}

/** The midnight that begins that day of the month at the institution. */
export const openingOf = (timeZone: string, month: string, day: number): Date =>
  fromLocal(timeZone, `${month}-${String(day).padStart(2, '0')}T00:00`);

/** The closing of the last business day to answer; the day it opened does not count. */
export const dueOf = (calendar: Calendar, openedAt: Date, days: number): Date =>
  addBusinessDays(calendar, openedAt, days);

/** A desk away for so long is told no finer. */
const COUNTED = 400;

/** Business days gone since the day it was due, at most 400; 0 on that day and before it. */
export function daysLate(calendar: Calendar, dueAt: Date, now: Date): number {
  const today = localDay(calendar.timeZone, now);
  let day = localDay(calendar.timeZone, dueAt);
  let late = 0;
  while (late < COUNTED) {
    day = shiftBusinessDay(calendar, day, 1);
    if (day > today) break;
    late += 1;
  }
  return late;
}

export type Stage = { readonly key: string; readonly isLate: boolean };

/** The last of the fixed days that has come; null: none has. One that falls on the day it opened is left out. */
export function stageAt(calendar: Calendar, roll: { openedAt: Date; dueAt: Date }, now: Date): Stage | null {
  const late = daysLate(calendar, roll.dueAt, now);
  const after = REMINDED_AFTER.findLast((days) => late >= days);
  if (after !== undefined) return { key: `after-${after}`, isLate: true };
  const day = (at: Date): string => localDay(calendar.timeZone, at);
  const has = (days: number): boolean => {
    const on = shiftBusinessDay(calendar, day(roll.dueAt), -days);
    return on > day(roll.openedAt) && on <= day(now);
  };
  const before = REMINDED_BEFORE.findLast(has);
  return before === undefined || now > roll.dueAt ? null : { key: `before-${before}`, isLate: false };
}

type Standing = { readonly isConfirmed: boolean; readonly isNewest: boolean; readonly dueAt: Date };

export function stateAt({ isConfirmed, isNewest, dueAt }: Standing, now: Date): StaffRollState {
  if (isConfirmed) return 'confirmed';
  if (!isNewest) return 'unanswered';
  return now > dueAt ? 'overdue' : 'open';
}
