/**
 * When the invented requests happened: their working days are counted back from the last one before today, so that the
 * desk always looks as if one had come in the next morning.
 */
import { addBusinessMinutes, type Calendar, fromLocal, localDay, shiftBusinessDay } from '../calendars/index.ts';
import type { DemoRequest, Moment, Step } from './data.ts';

export type Days = {
  /** YYYY-MM-DD of the working day so many days from the newest. */
  day(offset: number): string;
  instant(moment: Moment): Date;
  /** The text with its dates written in: `{+2:weekday-day}` becomes "jueves 19", `{+2:date}` "2026-11-19". */
  write(text: string): string;
};

const FORMS: Record<string, Intl.DateTimeFormatOptions> = {
  weekday: { weekday: 'long' },
  'day-month': { day: 'numeric', month: 'long' },
  month: { month: 'long' },
};

/** People write in the language of the place, whatever the reader's. */
function inWords(day: string, form: string): string {
  if (form === 'date') return day;
  const date = new Date(`${day}T12:00:00Z`);
  const say = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('es-MX', { ...options, timeZone: 'UTC' }).format(date);
  if (form === 'weekday-day') return `${say({ weekday: 'long' })} ${say({ day: 'numeric' })}`;
  const options = FORMS[form];
  if (options === undefined) throw new Error(`a date cannot be written as "${form}"`);
  return say(options);
}

export function daysBefore(calendar: Calendar, now: Date): Days {
  const newest = shiftBusinessDay(calendar, localDay(calendar.timeZone, now), -1);
  const day = (offset: number): string => shiftBusinessDay(calendar, newest, offset);
  return {
    day,
    instant: (moment) => fromLocal(calendar.timeZone, `${day(moment.day)}T${moment.time}`),
    write: (text) =>
      text.replace(/\{([+-]\d+):([a-z-]+)\}/g, (_, offset: string, form: string) => inWords(day(Number(offset)), form)),
  };
}

/** One thing that happens: `step` null is the filing itself. */
export type Event = { readonly at: Date; readonly request: DemoRequest; readonly step: Step | null };

/** Everything that happens to all requests, in order of time; at the same instant, by folio. */
export function timetable(calendar: Calendar, days: Days, requests: readonly DemoRequest[]): Event[] {
  const events: Event[] = [];
  for (const request of requests) {
    let at = days.instant(request.filed);
    events.push({ at, request, step: null });
    for (const step of request.steps) {
      at = step.on === undefined ? addBusinessMinutes(calendar, at, step.after) : days.instant(step.on);
      events.push({ at, request, step });
    }
  }
  return events.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.request.number - b.request.number);
}
