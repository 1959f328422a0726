/** What the days of a staff roll are counted by: the institution and the calendar of its office. */
import { type Calendar, calendarById, calendarIdsByKey } from '../calendars/index.ts';
import { type Institution, readInstitutionRow } from '../institution/index.ts';
import type { Reader } from '../shared/store.ts';

export type Office = { readonly institution: Institution; readonly calendar: Calendar };

/** The calendar the desk was set up with. */
const OFFICE = 'office';

/** Null before the desk was set up: there is nobody to ask, and nothing to count by. */
export async function officeOf(db: Reader): Promise<Office | null> {
  const [institution, ids] = await Promise.all([readInstitutionRow(db), calendarIdsByKey(db)]);
  const id = ids.get(OFFICE) ?? [...ids.values()][0];
  if (institution.setUpAt === null || id === undefined) return null;
  return { institution, calendar: await calendarById(db, id, institution.timeZone) };
}
