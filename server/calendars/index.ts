/** Working hours and closures, and the arithmetic of business time. */
import type { Slice } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { selectCalendar } from './rows.ts';
import type { Calendar } from './rules.ts';

export { importCalendar } from './import-calendar.ts';
export { selectCalendarIds as calendarIdsByKey, selectCalendarNames as calendarNames } from './rows.ts';
export {
  addBusinessDays,
  addBusinessMinutes,
  businessMinutesBetween,
  type Calendar,
  fromLocal,
  localDay,
  localYear,
  nextOpening,
  shiftBusinessDay,
} from './rules.ts';

/**
 * The calendar, as kept in the zone of the institution. Load it once for a list: it remembers the openings it computed.
 * An id that is not there is a broken reference, not a refusal.
 */
export async function calendarById(db: Reader, id: string, timeZone: string): Promise<Calendar> {
  const calendar = await selectCalendar(db, id, timeZone);
  if (calendar === undefined) throw new Error(`no calendar ${id}`);
  return calendar;
}

export const calendarsSlice: Slice = { name: 'calendars' };
