/** Calendars as the arithmetic of business time wants them, out of their rows. */
import type { Reader } from '../shared/store.ts';
import type { Calendar, Edition } from './openings.ts';
import { type CalendarRow, type ClosureRow, selectCalendar, selectCalendars } from './rows.ts';

/** A calendar as most levels count on it, and as those that count on days of guardia do. */
export type Counting = { readonly plain: Calendar; readonly onDuty: Calendar };

/** The one that begins last; of those of the same day, the last decided. */
const latest = (editions: readonly Edition[]): Edition | undefined =>
  editions.toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? '') || a.number - b.number).at(-1);

/** `timeZone`: the institution's, for versions that name none. */
export function toCounting(row: CalendarRow, timeZone: string): Counting {
  const editions = row.editions.map((edition) => ({ ...edition, timeZone: edition.timeZone ?? timeZone }));
  const last = latest(editions);
  if (last === undefined) throw new Error(`calendar ${row.id} has no hours`);
  const names = new Map(row.closures.map((closure) => [closure.day, closure.name]));
  const days = (keep: (closure: ClosureRow) => boolean) =>
    new Set(row.closures.filter(keep).map((closure) => closure.day));
  const { id, name, version } = row;
  const shared = { id, name, timeZone: last.timeZone, hours: last.hours, editions, number: version, names };
  return {
    plain: { ...shared, closures: days(() => true) },
    onDuty: { ...shared, closures: days((closure) => closure.kind === 'closed') },
  };
}

/**
 * The calendar, as kept in the zone of the institution. Load it once for a list: it remembers the openings it computed.
 * An id that is not there is a broken reference, not a refusal.
 */
export async function calendarById(db: Reader, id: string, timeZone: string): Promise<Calendar> {
  const row = await selectCalendar(db, id);
  if (row === undefined) throw new Error(`no calendar ${id}`);
  return toCounting(row, timeZone).plain;
}

/** Every calendar, by id. */
export async function everyCalendar(db: Reader, timeZone: string): Promise<Map<string, Counting>> {
  return new Map((await selectCalendars(db)).map((row) => [row.id, toCounting(row, timeZone)]));
}
