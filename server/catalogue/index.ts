/** The catalogue of services: areas, services with their versions and forms, and the codes a request closes with. */
import type { FormOption } from '#contract/forms.ts';
import type { Slice } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { bringDueIntoForce } from './publishing.ts';
import { routes } from './routes.ts';
import { type Area, type Service, selectAreas, selectServices } from './rows.ts';
import { type ServiceVersion, selectSystems, selectVersions } from './version-rows.ts';
import { systemOptions } from './world.ts';

export { newsBetween } from './changes.ts';
/** A file read, looked at and, unless only looking was asked for, brought in. */
export { importFile } from './exchange.ts';
export { importCatalogue } from './import-catalogue.ts';
/** The forms of the newest version and of the draft, to count what publishing would touch. */
export { formsUnderWay } from './read-service.ts';
export { usesOfLevel } from './retire-level.ts';
export type { Area, ClosureCode, Service } from './rows.ts';
/** Codes in the order the desk chooses from. */
export { selectClosureCodes as closureCodes } from './rows.ts';
/** What sends new requests to a team: services that are offered, and versions that will be. */
export { usesOfTeam } from './uses-of-team.ts';
export type { ServiceVersion } from './version-rows.ts';

/** Undefined when there is none. A service no longer offered is still found: ask `active` before filing under it. */
export const serviceById = async (db: Reader, id: string): Promise<Service | undefined> =>
  (await selectServices(db, [id]))[0];

/** Every area there is, offered or not. */
export const everyArea = (db: Reader): Promise<Area[]> => selectAreas(db);
/** Every service there is or was. */
export const everyService = (db: Reader): Promise<Service[]> => selectServices(db, 'every');
/** Every version of every service, oldest first; they never change. */
export const everyVersion = (db: Reader): Promise<ServiceVersion[]> => selectVersions(db);
/** The institutional systems on offer, as options of a question. */
export const systemsOnOffer = async (db: Reader): Promise<FormOption[]> => systemOptions(await selectSystems(db));

export const catalogueSlice: Slice = {
  name: 'catalogue',
  routes,
  schedules: [{ name: 'catalogue-versions', cron: '*/5 * * * *', run: bringDueIntoForce }],
};
