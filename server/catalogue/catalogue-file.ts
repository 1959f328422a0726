/** A file of the catalogue read into the shape of `data.ts`, whichever it is; and the catalogue on offer in that shape. */
import type { Readable } from 'node:stream';
import { IMPORT_MAX_BYTES } from '#contract/catalogue-files.ts';
import type { ServiceContent } from '#contract/service-content.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { extensionOf, inUtf8, linesOfTable, readWithin } from '../shared/table-file.ts';
import { type Place, readSheet } from './sheet.ts';
import { selectVersions } from './version-rows.ts';
import { readWorld, type World } from './world.ts';

export type ReadFile = {
  readonly raw: unknown;
  readonly place: (path: string) => Place;
  readonly formulas: readonly Place[];
};

const LINES_MAX = 10_000;

/** Refuses `payload.too-large` as soon as more has come than a catalogue weighs, and what is none of the three kinds. */
export async function readCatalogueFile(house: House, given: { name: string; upload: Readable }): Promise<ReadFile> {
  const { name, upload } = given;
  const bytes = await readWithin(upload, IMPORT_MAX_BYTES);
  const refused = () => new Fault('catalogue.file-refused', { name });
  if (extensionOf(name) === 'json') {
    const raw = parsed(bytes);
    if (raw === undefined) throw refused();
    return { raw, place: (path) => ({ line: null, column: path }), formulas: [] };
  }
  const lines = await linesOfTable(house, { name, bytes, most: LINES_MAX, decode: inUtf8 });
  const read = lines === null ? null : readSheet(lines);
  if (read === null) throw refused();
  return read;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** What is on offer, in force today, with everything it names said by key or code. */
export async function catalogueOnOffer(db: Reader) {
  const [world, versions] = await Promise.all([readWorld(db), selectVersions(db)]);
  const services = world.services
    .filter((service) => service.active)
    .flatMap((service) => {
      const version = versions.find((one) => one.serviceId === service.id && one.number === service.publishedVersion);
      return version ? [toFile(world, version.content)] : [];
    });
  const areas = world.areas
    .filter((area) => area.active)
    .map(({ code, name, description, examples, levelId }) => ({
      ...{ code, name, description, examples },
      level: keyOf(world.levels, levelId),
    }));
  const systems = world.systems.filter((system) => system.active).map(({ key, name }) => ({ key, name }));
  return { areas, systems, services };
}

const keyOf = (things: readonly { id: string; key: string }[], id: string): string =>
  things.find((thing) => thing.id === id)?.key ?? id;

const toFile = (world: World, content: ServiceContent) => ({
  code: content.code,
  area: world.areas.find((area) => area.id === content.areaId)?.code ?? '',
  kind: content.kind,
  name: content.name,
  description: content.description,
  level: keyOf(world.levels, content.levelId),
  team: content.teamId === null ? null : keyOf(world.teams, content.teamId),
  requiresApproval: content.requiresApproval,
  keywords: content.keywords,
  audience: {
    agencies: content.audience.agencyIds.map((id) => keyOf(world.agencies, id)),
    positionLevels: content.audience.positionLevels,
  },
  fields: content.form,
});
