/** What the views of a page of requests need from earlier slices, fetched once for all of them. */

import { type PersonCard, peopleByIds } from '#server/accounts/index.ts';
import { agenciesByIds } from '#server/agencies/index.ts';
import { type Calendar, calendarById } from '#server/calendars/index.ts';
import { areasByIds, servicesByIds } from '#server/catalogue/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { levelsByIds } from '#server/service-levels/index.ts';
import type { Reader } from '#server/shared/store.ts';
import type { RequestRow } from './rows.ts';

export type Around = {
  readonly areas: Awaited<ReturnType<typeof areasByIds>>;
  readonly services: Awaited<ReturnType<typeof servicesByIds>>;
  readonly agencies: Awaited<ReturnType<typeof agenciesByIds>>;
  readonly levels: Awaited<ReturnType<typeof levelsByIds>>;
  readonly people: ReadonlyMap<string, PersonCard>;
  /** By id; each level names the one it counts on. */
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly now: Date;
};

const present = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

export async function around(
  db: Reader,
  rows: readonly RequestRow[],
  given: { now: Date; people?: readonly string[] },
): Promise<Around> {
  const [areas, services, agencies, people, levels] = await Promise.all([
    areasByIds(db, present(rows.map((row) => row.area_id))),
    servicesByIds(db, present(rows.map((row) => row.service_id))),
    agenciesByIds(db, present(rows.map((row) => row.agency_id))),
    peopleByIds(
      db,
      present([
        ...rows.flatMap((row) => [row.requester_id, row.agent_id, row.last_by, row.last_public_by]),
        ...(given.people ?? []),
      ]),
    ),
    levelsByIds(db, present(rows.map((row) => row.level_id))),
  ]);
  return { areas, services, agencies, people, levels, calendars: await calendarsOf(db, levels), now: given.now };
}

async function calendarsOf(db: Reader, levels: Around['levels']): Promise<Map<string, Calendar>> {
  const { timeZone } = await readInstitutionRow(db);
  const ids = [...new Set([...levels.values()].map((level) => level.calendarId))];
  const calendars = await Promise.all(ids.map((id) => calendarById(db, id, timeZone)));
  return new Map(calendars.map((calendar) => [calendar.id, calendar]));
}

export function found<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`missing row behind a foreign key: ${String(key)}`);
  return value;
}

export const calendarOf = (context: Around, row: Pick<RequestRow, 'level_id'>): Calendar =>
  found(context.calendars, found(context.levels, row.level_id).calendarId);
