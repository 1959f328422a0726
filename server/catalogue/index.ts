/** The catalogue of services: areas, services, and the codes a request closes with. */
import type { Slice } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { routes } from './routes.ts';
import { type Area, type Service, selectAreas, selectServices } from './rows.ts';

export { importCatalogue } from './import-catalogue.ts';
export { usesOfLevel } from './retire-level.ts';
export type { Area, ClosureCode, Service } from './rows.ts';
/** Codes in the order the desk chooses from. */
export { selectClosureCodes as closureCodes } from './rows.ts';

/** Undefined when there is none. A service no longer offered is still found: ask `active` before filing under it. */
export const serviceById = async (db: Reader, id: string): Promise<Service | undefined> =>
  (await selectServices(db, [id]))[0];

/** Every area there is. */
export const everyArea = (db: Reader): Promise<Area[]> => selectAreas(db);
/** Every service there is or was. */
export const everyService = (db: Reader): Promise<Service[]> => selectServices(db, 'every');

export const catalogueSlice: Slice = { name: 'catalogue', routes };
