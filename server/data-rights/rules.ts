/** Pure: the terms of a request about personal data, and what is due next. */
import { DATA_RIGHT_DAYS } from '#contract/data-right-shapes.ts';
import { addBusinessDays, type Calendar } from '../calendars/index.ts';
import type { DataRight } from './rows.ts';

export const answerDue = (calendar: Calendar, from: Date): Date =>
  addBusinessDays(calendar, from, DATA_RIGHT_DAYS.answer);
export const extendedDue = (calendar: Calendar, due: Date): Date =>
  addBusinessDays(calendar, due, DATA_RIGHT_DAYS.extension);
export const effectDue = (calendar: Calendar, answered: Date): Date =>
  addBusinessDays(calendar, answered, DATA_RIGHT_DAYS.effect);
export const correctionAskable = (calendar: Calendar, received: Date): Date =>
  addBusinessDays(calendar, received, DATA_RIGHT_DAYS.correction);
export const completionDue = (calendar: Calendar, asked: Date): Date =>
  addBusinessDays(calendar, asked, DATA_RIGHT_DAYS.corrected);

type Standing = Pick<DataRight, 'state' | 'dueAt' | 'correctionDueAt' | 'effectiveDueAt'>;

/** Until when the next step is due, whoever's it is; null when nothing is. */
export function nextDue({ state, dueAt, correctionDueAt, effectiveDueAt }: Standing): Date | null {
  if (state === 'received') return dueAt;
  if (state === 'correcting') return correctionDueAt;
  return state === 'granted' ? effectiveDueAt : null;
}

/** The same day so many years later; 29 February becomes 1 March. */
export function yearsLater(from: Date, years: number): Date {
  const to = new Date(from);
  to.setUTCFullYear(to.getUTCFullYear() + years);
  return to;
}
