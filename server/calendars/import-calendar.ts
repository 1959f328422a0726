/** Brings calendars in from a data file, with the holidays of every year they cover. */
import * as v from 'valibot';
import { newId } from '../shared/ids.ts';
import type { Work } from '../shared/store.ts';
import { CalendarData } from './data.ts';
import { holidayIn } from './holidays.ts';
import { insertCalendar, insertClosures, type NewClosure } from './rows.ts';

/**
 * Adds the calendars of `data` (the shape of `database/starting-data/calendar.json`), each with its closures.
 * Their keys must be new. Throws a ValiError when `data` has another shape.
 */
export async function importCalendar(work: Work, data: unknown): Promise<void> {
  const { calendars, holidays } = v.parse(CalendarData, data);
  for (const given of calendars) {
    const id = newId();
    const kept = holidays.filter((holiday) => given.observes.includes(holiday.kind));
    const closures: NewClosure[] = [];
    for (let year = given.years.from; year <= given.years.to; year += 1) {
      for (const holiday of kept) {
        const day = holidayIn(holiday.rule, year);
        if (day !== null)
          closures.push({ id: newId(), day, name: holiday.name, basis: holiday.basis ?? holiday.key, notice: '' });
      }
    }
    await insertCalendar(work, { id, key: given.key, name: given.name, hours: given.hours, timeZone: null });
    await insertClosures(work.db, { calendarId: id, since: 1 }, closures);
    await work.record({
      stream: `calendar:${id}`,
      fact: 'calendar.added',
      data: { calendarId: id, key: given.key, closures: closures.length },
      opens: true,
    });
  }
}
