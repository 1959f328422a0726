/** All SQL of calendars and closures. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { LocalText } from '#contract/shapes.ts';
import type { Reader, Writer } from '../shared/store.ts';
import { Hours } from './data.ts';
import type { Calendar } from './rules.ts';

/** One round trip, closures and all: every list of requests asks for it. */
export async function selectCalendar(db: Reader, id: string, timeZone: string): Promise<Calendar | undefined> {
  const row = await db
    .selectFrom('calendars')
    .select((eb) => [
      'id',
      'working_hours',
      eb
        .selectFrom('closures')
        .whereRef('closures.calendar_id', '=', 'calendars.id')
        .select(sql<string[]>`coalesce(array_agg(day::text), '{}')`.as('days'))
        .as('days'),
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { id: row.id, timeZone, hours: v.parse(Hours, row.working_hours), closures: new Set(row.days) };
}

export async function selectCalendarIds(db: Reader): Promise<Map<string, string>> {
  const rows = await db.selectFrom('calendars').select(['key', 'id']).execute();
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** By id, for whoever chooses one. */
export async function selectCalendarNames(db: Reader): Promise<{ id: string; name: LocalText }[]> {
  const rows = await db.selectFrom('calendars').select(['id', 'name']).orderBy('key').execute();
  return rows.map((row) => ({ id: row.id, name: row.name as LocalText }));
}

export async function insertCalendar(
  db: Writer,
  calendar: { id: string; key: string; name: LocalText; hours: Calendar['hours'] },
): Promise<void> {
  await db
    .insertInto('calendars')
    .values({
      id: calendar.id,
      key: calendar.key,
      name: JSON.stringify(calendar.name),
      working_hours: JSON.stringify(calendar.hours),
    })
    .execute();
}

export type NewClosure = { id: string; day: string; name: LocalText };

/** Two holidays on one day are one closure: the first named keeps its name. */
export async function insertClosures(db: Writer, calendarId: string, closures: readonly NewClosure[]): Promise<void> {
  if (closures.length === 0) return;
  await db
    .insertInto('closures')
    .values(
      closures.map(({ id, day, name }) => ({
        id,
        calendar_id: calendarId,
        day,
        name: JSON.stringify(name),
        kind: 'closed',
      })),
    )
    .onConflict((conflict) => conflict.columns(['calendar_id', 'day']).doNothing())
    .execute();
}
