/** Working hours and closures, and the arithmetic of business time. */
import type { Slice } from '../shared/house.ts';

export { type Account, accountFor, type Line, type Pause, type Reckoning } from './account.ts';
export { type Counting, calendarById, everyCalendar, toCounting } from './calendars.ts';
export { applyChange, type Planned, planChange } from './changes.ts';
export { importCalendar } from './import-calendar.ts';
export { editionsOf } from './openings.ts';
export {
  type CalendarRow,
  type ClosureRow,
  insertCalendar,
  insertClosures,
  lockCalendar,
  selectCalendar,
  selectCalendarIds as calendarIdsByKey,
  selectCalendarNames as calendarNames,
  selectCalendars,
  selectVersions,
  type VersionRow,
} from './rows.ts';
export {
  addBusinessDays,
  addBusinessMinutes,
  businessMinutesBetween,
  businessTimeBetween,
  type Calendar,
  fromLocal,
  localDay,
  localYear,
  nextOpening,
  shiftBusinessDay,
} from './rules.ts';

export const calendarsSlice: Slice = { name: 'calendars' };
