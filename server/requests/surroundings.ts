/** What every request stands among: catalogue, levels, agencies, teams, the institution. Kept in memory, `shared/settled.ts`. */

import type { FormOption } from '#contract/forms.ts';
import { allTeams, type Team } from '#server/accounts/index.ts';
import { type AgencyInTime, allPositions, everyAgency, type Position } from '#server/agencies/index.ts';
import { type Calendar, type Counting, everyCalendar } from '#server/calendars/index.ts';
import {
  type Area,
  everyArea,
  everyService,
  everyVersion,
  type Service,
  type ServiceVersion,
  systemsOnOffer,
} from '#server/catalogue/index.ts';
import { type Institution, readInstitutionRow } from '#server/institution/index.ts';
import { everyRule, type RoutingRule } from '#server/routing/index.ts';
import { allLevels, type Level } from '#server/service-levels/index.ts';
import type { Settled } from '#server/shared/settled.ts';
import type { Reader } from '#server/shared/store.ts';

export type Surroundings = {
  readonly institution: Institution;
  readonly areas: ReadonlyMap<string, Area>;
  readonly services: ReadonlyMap<string, Service>;
  /** Every version of every service: a request is read with the words of its own. */
  readonly versions: ReadonlyMap<string, ServiceVersion>;
  /** Institutional systems on offer. */
  readonly systems: readonly FormOption[];
  readonly agencies: ReadonlyMap<string, AgencyInTime>;
  readonly positions: ReadonlyMap<string, Position>;
  readonly teams: ReadonlyMap<string, Team>;
  /** In the order they are asked. */
  readonly rules: readonly RoutingRule[];
  readonly levels: ReadonlyMap<string, Level>;
  /** By id; each level names the one it counts on. */
  readonly calendars: ReadonlyMap<string, Counting>;
};

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): Map<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));

const versionKey = (serviceId: string, number: number): string => `${serviceId} ${number}`;

async function load(db: Reader): Promise<Surroundings> {
  const [institution, areas, services, versions, systems, agencies, positions, teams, levels, rules] =
    await Promise.all([
      readInstitutionRow(db),
      everyArea(db),
      everyService(db),
      everyVersion(db),
      systemsOnOffer(db),
      everyAgency(db),
      allPositions(db),
      allTeams(db),
      allLevels(db),
      everyRule(db),
    ]);
  const calendars = await everyCalendar(db, institution.timeZone);
  return {
    institution,
    areas: byId(areas),
    services: byId(services),
    versions: new Map(versions.map((version) => [versionKey(version.serviceId, version.number), version])),
    systems,
    agencies: byId(agencies),
    positions: byId(positions),
    teams: byId(teams),
    levels: byId(levels),
    rules,
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

/** Undefined where there is none: of a service never published, and of requests older than versions. */
export const versionOf = (among: Surroundings, serviceId: string, number: number | null): ServiceVersion | undefined =>
  number === null ? undefined : among.versions.get(versionKey(serviceId, number));

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
