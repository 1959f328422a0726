/** The catalogue of services: areas, services, and the codes a request closes with. */
import type { Slice } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { routes } from './routes.ts';
import { type Area, type Service, selectAreas, selectServices } from './rows.ts';

export { importCatalogue } from './import-catalogue.ts';
export type { Area, ClosureCode, Service } from './rows.ts';
/** Codes in the order the desk chooses from. */
export { selectClosureCodes as closureCodes } from './rows.ts';

/** Undefined when there is none: what a person names may not exist. */
export const areaById = async (db: Reader, id: string): Promise<Area | undefined> => (await selectAreas(db, [id]))[0];

/** Undefined when there is none. A service no longer offered is still found: ask `active` before filing under it. */
export const serviceById = async (db: Reader, id: string): Promise<Service | undefined> =>
  (await selectServices(db, [id]))[0];

export async function areasByIds(db: Reader, ids: readonly string[]): Promise<Map<string, Area>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectAreas(db, ids)).map((area) => [area.id, area]));
}

export async function servicesByIds(db: Reader, ids: readonly string[]): Promise<Map<string, Service>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectServices(db, ids)).map((service) => [service.id, service]));
}

export const catalogueSlice: Slice = { name: 'catalogue', routes };
