/** Brings a catalogue in from a data file: areas, their teams, the services and the closure codes. */
import * as v from 'valibot';
import type { AreaId, LevelId, ServiceId } from '#contract/catalogue.ts';
import { importTeams } from '../accounts/index.ts';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { allLevels } from '../service-levels/index.ts';
import { newId } from '../shared/ids.ts';
import type { Work } from '../shared/store.ts';
import { CatalogueData } from './data.ts';
import { insertArea, insertClosureCodes, insertService } from './rows.ts';

type Data = v.InferOutput<typeof CatalogueData>;
type Ids<Id> = ReadonlyMap<string, Id>;

const named = <Id>(ids: Ids<Id>, key: string): Id => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the catalogue names something it does not hold: ${key}`);
  return id;
};

/**
 * Adds the catalogue of `data` (the shape of `database/starting-data/catalogue.json`). Its levels must be there, its
 * keys must be new. Throws a ValiError when `data` has another shape.
 */
export async function importCatalogue(work: Work, data: unknown): Promise<void> {
  const catalogue = v.parse(CatalogueData, data);
  const levels = new Map((await allLevels(work.db)).map((level) => [level.key, level.id]));
  const areas = await addAreas(work, catalogue.areas, levels);
  const teams = await importTeams(
    work,
    catalogue.teams.map(({ key, name, area, tier }) => ({
      key,
      name,
      areaId: area === null ? null : named(areas, area),
      tier,
    })),
  );
  await addServices(work, catalogue.services, { areas, levels, teams });
  await insertClosureCodes(work.db, catalogue.closureCodes);
  await work.record({
    stream: INSTITUTION_STREAM,
    fact: 'catalogue.imported',
    data: {
      areas: catalogue.areas.length,
      services: catalogue.services.length,
      closureCodes: catalogue.closureCodes.map((code) => code.key),
    },
  });
}

async function addAreas(work: Work, areas: Data['areas'], levels: Ids<LevelId>): Promise<Map<string, AreaId>> {
  const ids = new Map<string, AreaId>();
  for (const [index, { level, ...area }] of areas.entries()) {
    const id = newId<AreaId>();
    const levelId = named(levels, level);
    await insertArea(work.db, { ...area, id, levelId, rank: index + 1 });
    await work.record({
      stream: `area:${id}`,
      fact: 'area.added',
      data: { areaId: id, code: area.code, levelId },
      opens: true,
    });
    ids.set(area.key, id);
  }
  return ids;
}

type Known = { areas: Ids<AreaId>; levels: Ids<LevelId>; teams: Ids<string> };

async function addServices(work: Work, services: Data['services'], known: Known): Promise<void> {
  for (const [index, { area, level, team, ...service }] of services.entries()) {
    const id = newId<ServiceId>();
    const [areaId, levelId, teamId] = [named(known.areas, area), named(known.levels, level), named(known.teams, team)];
    await insertService(work.db, { ...service, id, areaId, levelId, teamId, active: true, rank: index + 1 });
    await work.record({
      stream: `service:${id}`,
      fact: 'service.added',
      data: { serviceId: id, code: service.code, areaId, levelId, teamId },
      opens: true,
    });
  }
}
