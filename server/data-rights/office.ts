/** What the terms are counted by: the institution and the calendar of its office. */
import { type Calendar, calendarById, calendarIdsByKey } from '../calendars/index.ts';
import { type Institution, readInstitutionRow } from '../institution/index.ts';
import type { Reader } from '../shared/store.ts';

/** The calendar the desk was set up with. */
const OFFICE = 'office';

export async function officeOf(db: Reader): Promise<{ institution: Institution; calendar: Calendar }> {
  const [institution, ids] = await Promise.all([readInstitutionRow(db), calendarIdsByKey(db)]);
  const id = ids.get(OFFICE) ?? [...ids.values()][0];
  if (id === undefined) throw new Error('a desk without a calendar');
  return { institution, calendar: await calendarById(db, id, institution.timeZone) };
}
