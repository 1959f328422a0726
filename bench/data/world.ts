/** The desk as its starting data leave it, read once: everything a request refers to. */
import { allTeams, type Team } from '#server/accounts/index.ts';
import { type Agency, agenciesInForce, allPositions, type Position } from '#server/agencies/index.ts';
import { type Calendar, calendarById, localDay } from '#server/calendars/index.ts';
import { type Area, closureCodes, type Service } from '#server/catalogue/index.ts';
import { selectAreas, selectServices } from '#server/catalogue/rows.ts';
import { type Institution, readInstitutionRow, setUpInstitution } from '#server/institution/index.ts';
import { allLevels, type Level } from '#server/service-levels/index.ts';
import { system } from '#server/shared/policy.ts';
import type { Reader, Store } from '#server/shared/store.ts';
import { startingData } from '#server/starting-data.ts';
import { byWeight, type Chance } from './chance.ts';

/** A way to ask for help: a service, or an area where none of its services fits. */
export type Offer = { readonly area: Area; readonly service: Service | null; readonly level: Level };

export type World = {
  readonly now: Date;
  /** Of the desk's addresses: what a Message-ID ends with. */
  readonly host: string;
  readonly institution: Institution;
  readonly agencies: readonly Agency[];
  readonly positions: readonly Position[];
  readonly teams: readonly Team[];
  readonly closureCodes: readonly string[];
  offer(chance: Chance): Offer;
  calendarOf(level: Level): Calendar;
};

const INSTITUTION = {
  productName: 'Mesa de Servicios',
  governmentName: 'Gobierno del Estado de Ejemplo',
  hostAgencyName: 'Secretaría de Administración y Gestión Pública',
  ownerUnit: 'Dirección de Servicios Generales',
  operatorUnit: 'Dirección de Tecnologías de la Información',
  folioUnit: 'DTI',
  timeZone: 'America/Mexico_City',
  selfRegistration: 'verified_email' as const,
  mailDomains: ['gobierno.example'],
  deskPhone: '312 316 2000 ext. 2400',
  dutyPhoneShown: false,
};

/** Gives a fresh desk its institution and its starting data. */
export async function found(store: Store, year: number): Promise<void> {
  await store.change(system('benchmark'), async (work) => {
    const institution = await readInstitutionRow(work.db, 'lock');
    if (institution.setUpAt !== null) throw new Error('this desk is somebody’s already: generate into an empty one');
    await setUpInstitution(work, { ...INSTITUTION, productYear: year });
    await startingData(work);
  });
}

/** One request in twenty-five names no service. */
const UNNAMED = 0.04;

export async function readWorld(db: Reader, given: { now: Date; publicUrl: string }): Promise<World> {
  const institution = await readInstitutionRow(db);
  const areas = new Map((await selectAreas(db)).map((area) => [area.id, area]));
  const levels = new Map((await allLevels(db)).map((level) => [level.id, level]));
  const services = await selectServices(db);
  const calendars = new Map<string, Calendar>();
  for (const { calendarId } of levels.values())
    calendars.set(calendarId, await calendarById(db, calendarId, institution.timeZone));
  const ofArea = [...areas.values()];
  const known = <Id, Value>(map: ReadonlyMap<Id, Value>, id: Id): Value => {
    const value = map.get(id);
    if (value === undefined) throw new Error(`the starting data name something that is not there: ${String(id)}`);
    return value;
  };
  const pickService = byWeight(services.map(weightOf));
  return {
    now: given.now,
    host: new URL(given.publicUrl).hostname,
    institution,
    agencies: await agenciesInForce(db, localDay(institution.timeZone, given.now)),
    positions: await allPositions(db),
    teams: await allTeams(db),
    closureCodes: (await closureCodes(db)).map((code) => code.key),
    calendarOf: (level) => known(calendars, level.calendarId),
    offer: (chance) => {
      if (chance.is(UNNAMED)) {
        const area = chance.pick(ofArea);
        return { area, service: null, level: known(levels, area.levelId) };
      }
      const service = services[pickService(chance.unit())];
      if (service === undefined) throw new Error('the catalogue offers no service');
      return { area: known(areas, service.areaId), service, level: known(levels, service.levelId) };
    },
  };
}

/** Machines that do not start, printers, the network and forgotten passwords are what a desk lives from. */
const OFTEN: Readonly<Record<string, number>> = {
  'ST-01': 14,
  'ST-04': 11,
  'ST-06': 9,
  'ST-10': 8,
  'SI-03': 8,
  'SI-02': 7,
  'ST-03': 7,
  'ST-12': 4,
  'ST-05': 4,
  'SI-01': 4,
  'SI-07': 0.3,
  'SI-12': 0.3,
};
const weightOf = (service: Service): number => OFTEN[service.code] ?? 1.5;
