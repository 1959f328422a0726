/** The whole catalogue as its administrators see it. */
import type { readCatalogueTree } from '#contract/catalogue-admin.ts';
import type { AdministeredArea, SystemView } from '#contract/catalogue-areas.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { House } from '../shared/house.ts';
import { stateOf } from './read-service.ts';
import { type Area, type Service, selectAreas, selectServices } from './rows.ts';
import { type ServiceDraft, type System, selectDrafts, selectSystems, selectUpcoming } from './version-rows.ts';

type Line = AdministeredArea['services'][number];
type Known = { services: readonly Service[]; drafts: readonly ServiceDraft[]; upcoming: ReadonlyMap<string, string> };

export const toSystemView = ({ id, key, name, active, version }: System): SystemView => ({
  id,
  key,
  name,
  active,
  version,
});

const toLine = (service: Service, known: Known): Line => {
  const draft = known.drafts.find((one) => one.serviceId === service.id)?.content;
  const isNew = service.publishedVersion === null && draft !== undefined;
  return {
    id: service.id,
    code: isNew ? draft.code : service.code,
    name: isNew ? draft.name : service.name,
    state: stateOf(service),
    version: service.publishedVersion,
    hasDraft: draft !== undefined,
    nextFrom: known.upcoming.get(service.id) ?? null,
  };
};

/** A service never published stands where its draft says. */
const areaOf = (service: Service, drafts: readonly ServiceDraft[]): string =>
  (service.publishedVersion === null && drafts.find((one) => one.serviceId === service.id)?.content.areaId) ||
  service.areaId;

export const toAdministered = (area: Area, known: Known): AdministeredArea => ({
  id: area.id,
  code: area.code,
  name: area.name,
  description: area.description,
  examples: area.examples,
  levelId: area.levelId,
  active: area.active,
  version: area.version,
  services: known.services
    .filter((service) => areaOf(service, known.drafts) === area.id)
    .map((service) => toLine(service, known)),
});

export async function readTree({ store }: House): Promise<ReplyOf<typeof readCatalogueTree>> {
  const db = store.read;
  const [areas, services, drafts, upcoming, systems] = await Promise.all([
    selectAreas(db),
    selectServices(db, 'every'),
    selectDrafts(db),
    selectUpcoming(db),
    selectSystems(db),
  ]);
  const known = { services, drafts, upcoming };
  return { areas: areas.map((area) => toAdministered(area, known)), systems: systems.map(toSystemView) };
}
