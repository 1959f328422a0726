/** All SQL of calendars, their versions and closures. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { WeekHours } from '#contract/hours.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';
import type { Edition, Week } from './openings.ts';

export type ClosureKind = 'closed' | 'on_duty';

export type ClosureRow = {
  readonly id: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly name: LocalText;
  readonly kind: ClosureKind;
  readonly basis: string;
  readonly notice: string;
  /** What the files of its notice were sent with: those of a change share them. */
  readonly carrier: string;
};

/** Hours as stored: `timeZone` null is the institution's. */
export type StoredEdition = Omit<Edition, 'timeZone'> & { readonly timeZone: string | null };

export type CalendarRow = {
  readonly id: string;
  readonly key: string;
  readonly name: LocalText;
  readonly version: number;
  /** By number. */
  readonly editions: readonly StoredEdition[];
  /** Those in force, by day. */
  readonly closures: readonly ClosureRow[];
};

type Raw = Pick<CalendarRow, 'id' | 'key' | 'name' | 'version' | 'closures'> & {
  editions: readonly (Omit<StoredEdition, 'hours'> & { hours: unknown })[];
};

const toCalendar = (row: Raw): CalendarRow => ({
  ...row,
  editions: row.editions.map((edition) => ({ ...edition, hours: v.parse(WeekHours, edition.hours) })),
});

/** One round trip, versions, closures and all. `ids` null: every calendar, by name. */
async function select(db: Reader, ids: readonly string[] | null): Promise<CalendarRow[]> {
  const { rows } = await sql<Raw>`
    select c.id, c.key, c.name, c.version,
      (select coalesce(jsonb_agg(jsonb_build_object('number', e.number, 'from', e.effective_day,
          'timeZone', e.time_zone, 'hours', e.working_hours) order by e.number), '[]')
        from calendar_versions e where e.calendar_id = c.id and e.change = 'hours') as editions,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'day', d.day, 'name', d.name, 'kind', d.kind,
          'basis', d.basis, 'notice', d.notice, 'carrier', (select min(f.id::text) from closures f
            where f.calendar_id = d.calendar_id and f.since = d.since)) order by d.day), '[]')
        from closures d where d.calendar_id = c.id and d.until is null) as closures
    from calendars c
    where ${ids === null ? sql`true` : sql`c.id = any(${[...ids]}::uuid[])`}
    order by c.name ->> 'es' collate "es-MX-x-icu", c.id`.execute(db);
  return rows.map(toCalendar);
}

export const selectCalendars = (db: Reader): Promise<CalendarRow[]> => select(db, null);

export const selectCalendar = async (db: Reader, id: string): Promise<CalendarRow | undefined> =>
  (await select(db, [id]))[0];

/** The same, nobody else changing it until the act ends. */
export async function lockCalendar(work: Work, id: string): Promise<CalendarRow | undefined> {
  await work.db.selectFrom('calendars').select('id').where('id', '=', id).forUpdate().execute();
  return selectCalendar(work.db, id);
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

export type NewCalendar = { id: string; key: string; name: LocalText; hours: Week; timeZone: string | null };

/** With its first version, in force since always. */
export async function insertCalendar(work: Work, calendar: NewCalendar): Promise<void> {
  const { id, key, name, hours, timeZone } = calendar;
  await work.db
    .insertInto('calendars')
    .values({ id, key, name: JSON.stringify(name) })
    .execute();
  await insertVersion(work, {
    calendarId: id,
    number: 1,
    change: 'hours',
    hours: { from: null, timeZone, hours },
    reason: '',
  });
}

export type NewVersion = {
  readonly calendarId: string;
  readonly number: number;
  readonly reason: string;
} & (
  | { readonly change: 'hours'; readonly hours: Omit<StoredEdition, 'number'> }
  | { readonly change: 'closed' | 'opened' }
);

export async function insertVersion(work: Work, version: NewVersion): Promise<void> {
  const hours = version.change === 'hours' ? version.hours : null;
  await work.db
    .insertInto('calendar_versions')
    .values({
      calendar_id: version.calendarId,
      number: version.number,
      change: version.change,
      effective_day: hours?.from ?? null,
      time_zone: hours?.timeZone ?? null,
      working_hours: hours === null ? null : JSON.stringify(hours.hours),
      reason: version.reason,
      made_at: work.now,
      made_by: work.actor.kind === 'person' ? work.actor.id : null,
    })
    .execute();
  await work.db
    .updateTable('calendars')
    .set({ version: version.number })
    .where('id', '=', version.calendarId)
    .execute();
}

export type NewClosure = Omit<ClosureRow, 'kind' | 'carrier'> & { readonly kind?: ClosureKind };

/** Two holidays on one day are one closure: the first named keeps its name. */
export async function insertClosures(
  db: Writer,
  into: { calendarId: string; since: number },
  closures: readonly NewClosure[],
): Promise<void> {
  const days = new Map(closures.toReversed().map((closure) => [closure.day, closure]));
  if (days.size === 0) return;
  await db
    .insertInto('closures')
    .values(
      [...days.values()].map(({ id, day, name, kind, basis, notice }) => ({
        id,
        calendar_id: into.calendarId,
        day,
        name: JSON.stringify(name),
        kind: kind ?? 'closed',
        basis,
        notice,
        since: into.since,
      })),
    )
    .execute();
}

/** From that change on the day is open again; its record stays. */
export async function endClosure(db: Writer, id: string, until: number): Promise<void> {
  await db.updateTable('closures').set({ until }).where('id', '=', id).execute();
}

export type VersionRow = {
  readonly number: number;
  readonly change: 'hours' | 'closed' | 'opened';
  readonly effective_day: string | null;
  readonly time_zone: string | null;
  readonly working_hours: unknown;
  readonly reason: string;
  readonly made_at: Date;
  readonly made_by: string | null;
  /** What it closed or opened. */
  readonly closures: readonly Omit<ClosureRow, 'carrier'>[];
};

/** Every change of a calendar, the newest first. */
export async function selectVersions(db: Reader, calendarId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.number, v.change, v.effective_day, v.time_zone, v.working_hours, v.reason, v.made_at, v.made_by,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'day', d.day, 'name', d.name, 'kind', d.kind,
          'basis', d.basis, 'notice', d.notice) order by d.day), '[]')
        from closures d where d.calendar_id = v.calendar_id and v.change <> 'hours'
          and case v.change when 'closed' then d.since else d.until end = v.number) as closures
    from calendar_versions v where v.calendar_id = ${calendarId}
    order by v.number desc`.execute(db);
  return rows;
}
