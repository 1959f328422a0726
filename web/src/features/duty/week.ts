/** Days and weeks of the calendar, as text (YYYY-MM-DD), and instants as a box for date and hour wants them. */

const DAY = 86_400_000;
const dateOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: string, count: number): string =>
  new Date(dateOf(day) + count * DAY).toISOString().slice(0, 10);

/** ISO: 1 is Monday. */
export const weekdayOf = (day: string): number => ((new Date(dateOf(day)).getUTCDay() + 6) % 7) + 1;

export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

/** The week of a day that came with the address, or that of today. */
export const weekFrom = (asked: string | undefined, today: string): string =>
  mondayOf(asked !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(dateOf(asked)) ? asked : today);

/** "2026-11-23T18:00" on the wall of the institution. */
export const localMinute = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(at)
    .replace(' ', 'T');

export const localDay = (at: Date, timeZone: string): string => localMinute(at, timeZone).slice(0, 10);
