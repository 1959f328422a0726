/** What every request stands among: catalogue, levels, agencies, teams, the institution. Kept in memory, `shared/settled.ts`. */
import { allTeams, type Team } from '#server/accounts/index.ts';
import { type Agency, allPositions, everyAgency, type Position } from '#server/agencies/index.ts';
import { type Calendar, type Counting, everyCalendar } from '#server/calendars/index.ts';
import { type Area, everyArea, everyService, type Service } from '#server/catalogue/index.ts';
import { type Institution, readInstitutionRow } from '#server/institution/index.ts';
import { allLevels, type Level } from '#server/service-levels/index.ts';
import type { Settled } from '#server/shared/settled.ts';
import type { Reader } from '#server/shared/store.ts';

export type Surroundings = {
  readonly institution: Institution;
  readonly areas: ReadonlyMap<string, Area>;
  readonly services: ReadonlyMap<string, Service>;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly positions: ReadonlyMap<string, Position>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly levels: ReadonlyMap<string, Level>;
  /** By id; each level names the one it counts on. */
  readonly calendars: ReadonlyMap<string, Counting>;
};

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): Map<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));

async function load(db: Reader): Promise<Surroundings> {
  const [institution, areas, services, agencies, positions, teams, levels] = await Promise.all([
    readInstitutionRow(db),
    everyArea(db),
    everyService(db),
    everyAgency(db),
    allPositions(db),
    allTeams(db),
    allLevels(db),
  ]);
  const calendars = await everyCalendar(db, institution.timeZone);
  return {
    institution,
    areas: byId(areas),
    services: byId(services),
    agencies: byId(agencies),
    positions: byId(positions),
    teams: byId(teams),
    levels: byId(levels),
    calendars,
  };
}

/** `version` comes with the rows that are to be understood by it (`settledVersion`). */
export const surroundings = (settled: Settled, version: number): Promise<Surroundings> => settled(load, { version });

export function found<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`missing row behind a foreign key: ${key}`);
  return value;
}

type Counted = {
  readonly level_id: string;
  readonly calendar_id?: string | null;
  readonly counts_on_duty?: boolean;
};

/** What a request counts on: as it was promised, or as its level does. */
export function calendarOf(among: Surroundings, row: Counted): Calendar {
  const level = found(among.levels, row.level_id);
  const promised = row.calendar_id ?? null;
  const counting = found(among.calendars, promised ?? level.calendarId);
  return (promised === null ? level.countsOnDuty : row.counts_on_duty) ? counting.onDuty : counting.plain;
}
