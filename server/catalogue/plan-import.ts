/** What bringing a file in would do: names become ids, each service is held against what there is. Nothing is written here. */

import type { AgencyId } from '#contract/agencies.ts';
import type { AreaId, LevelId, TeamId } from '#contract/catalogue.ts';
import type { SystemId } from '#contract/catalogue-areas.ts';
import type { ContentChange, ServiceContent } from '#contract/service-content.ts';
import { newId } from '../shared/ids.ts';
import type { Reader } from '../shared/store.ts';
import { changesBetween } from './changes.ts';
import type { CatalogueFile, FileService } from './data.ts';
import { complete, saysTheSame } from './publishing.ts';
import type { Area, Service } from './rows.ts';
import { type ServiceDraft, type ServiceVersion, type System, selectDrafts, selectVersions } from './version-rows.ts';
import { whole } from './words.ts';
import { levelsInUse, namesOf, readWorld, troublesAmong, type World } from './world.ts';

/** `path` inside the file: `services.3.fields.0.type`. */
export type FileTrouble = { readonly path: string; readonly message: string; readonly limit?: number | undefined };

export type PlannedService = {
  readonly given: FileService;
  readonly content: ServiceContent;
  readonly existing: Service | null;
  readonly draft: ServiceDraft | null;
  readonly outcome: 'new' | 'changed' | 'same';
  /** Whether the file puts it off offer, or on again. */
  readonly offering: 'retires' | 'restores' | null;
  readonly saysTheSame: boolean;
  /** Against the newest version, or against the draft where there is none. */
  readonly changes: readonly ContentChange[];
};

export type Plan = {
  readonly areas: readonly Area[];
  readonly systems: readonly System[];
  readonly services: readonly PlannedService[];
  readonly troubles: readonly FileTrouble[];
};

type Stored = { world: World; versions: readonly ServiceVersion[]; drafts: readonly ServiceDraft[] };

export async function planImport(db: Reader, file: CatalogueFile): Promise<Plan> {
  const [world, versions, drafts] = await Promise.all([readWorld(db), selectVersions(db), selectDrafts(db)]);
  return planAmong({ world, versions, drafts }, file);
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
/** By key or code, as whoever wrote the file knows it. */
const named = <Thing extends { key: string; code?: string }>(things: readonly Thing[], name: string) =>
  things.find((thing) => same(thing.key, name) || (thing.code !== undefined && same(thing.code, name)));

function planAmong(stored: Stored, file: CatalogueFile): Plan {
  const troubles: FileTrouble[] = [];
  const areas = newAreas(stored.world, file, troubles);
  const systems = newSystems(stored.world, file);
  const world: World = {
    ...stored.world,
    areas: [...stored.world.areas, ...areas],
    systems: [...stored.world.systems, ...systems],
  };
  const services = file.services.map((given, index) => {
    const wrong = (path: string, message: string): void => {
      troubles.push({ path: `services.${index}.${path}`, message });
    };
    if (file.services.findIndex((other) => other.code === given.code) !== index) wrong('code', 'field.code-taken');
    const planned = planService({ ...stored, world }, given, wrong);
    // What a name did not lead to was said already, in words of the file.
    const ofContent = troublesAmong(world, planned.existing, planned.content).filter((one) => !(one.path in NAMED));
    for (const { path, message, limit } of ofContent)
      troubles.push({ path: `services.${index}.${path.replace(/^form\b/, 'fields')}`, message, limit });
    return planned;
  });
  return { areas, systems, services, troubles };
}

const NAMED = { areaId: 'area', levelId: 'level', teamId: 'team', 'audience.agencyIds': 'audience' };
const NO_ID = '00000000-0000-4000-8000-000000000000';

function newAreas(world: World, file: CatalogueFile, troubles: FileTrouble[]): Area[] {
  const fresh = file.areas.filter((area) => !named(world.areas, area.code));
  return fresh.map((area, index) => {
    const level = area.level === undefined ? undefined : named(levelsInUse(world), area.level);
    const message = area.level === undefined ? 'field.required' : 'field.import-level';
    if (level === undefined) troubles.push({ path: `areas.${file.areas.indexOf(area)}.level`, message });
    const id = newId<AreaId>();
    return {
      id,
      key: area.key ?? id,
      code: area.code,
      name: whole(area.name),
      description: whole(area.description),
      examples: whole(area.examples),
      levelId: (level?.id ?? NO_ID) as LevelId,
      rank: Math.max(0, ...world.areas.map((one) => one.rank)) + index + 1,
      active: true,
      version: 1,
    };
  });
}

const newSystems = (world: World, file: CatalogueFile): System[] =>
  file.systems
    .filter((system) => !world.systems.some((known) => known.key === system.key))
    .map(({ key, name }, index) => ({
      id: newId<SystemId>(),
      key,
      name: whole(name),
      active: true,
      version: 1,
      rank: Math.max(0, ...world.systems.map((one) => one.rank)) + index + 1,
    }));

type Wrong = (path: string, message: string) => void;

function planService(stored: Stored, given: FileService, wrong: Wrong): PlannedService {
  const { world, versions, drafts } = stored;
  const content = complete(contentOf(world, given, wrong));
  const existing = world.services.find((service) => service.code === given.code) ?? null;
  const draft = drafts.find((one) => one.serviceId === existing?.id) ?? null;
  const newest = versions.filter((version) => version.serviceId === existing?.id).at(-1)?.content ?? null;
  const against = newest ?? draft?.content ?? null;
  const isSame = against !== null && saysTheSame(against, content);
  const changes = isSame ? [] : changesBetween(against, content, namesOf(world));
  const offering = isSame && existing?.publishedVersion === null ? null : offeringOf(given, existing);
  const outcome = existing === null ? 'new' : isSame && offering === null ? 'same' : 'changed';
  return { given, content, existing, draft, outcome, offering, saysTheSame: isSame, changes };
}

/** One not yet published is offered with its first version, unless the file says otherwise. */
function offeringOf({ active }: FileService, existing: Service | null): PlannedService['offering'] {
  const wouldBe = existing === null || existing.publishedVersion === null || existing.active;
  if (active === undefined || active === wouldBe) return null;
  return active ? 'restores' : 'retires';
}

function contentOf(world: World, given: FileService, wrong: Wrong): ServiceContent {
  const found = <Thing extends { id: string }>(thing: Thing | undefined, path: string, message: string): string => {
    if (thing === undefined) wrong(path, message);
    return thing?.id ?? NO_ID;
  };
  const { audience, fields, team } = given;
  const agencyIds = audience.agencies.map((name, index) =>
    found(
      named(
        world.agencies.map((agency) => ({ ...agency, code: agency.acronym })),
        name,
      ),
      `audience.agencies.${index}`,
      'field.import-agency',
    ),
  );
  const teamNamed = (name: string) =>
    named(world.teams, name) ?? world.teams.find((one) => same(one.name.es, name) || same(one.name.en, name));
  return {
    code: given.code,
    areaId: found(named(world.areas, given.area), 'area', 'field.import-area') as AreaId,
    kind: given.kind,
    name: given.name,
    description: given.description,
    levelId: found(named(levelsInUse(world), given.level), 'level', 'field.import-level') as LevelId,
    teamId: team === null ? null : (found(teamNamed(team), 'team', 'field.import-team') as TeamId),
    keywords: given.keywords,
    audience: { agencyIds: agencyIds as AgencyId[], positionLevels: audience.positionLevels },
    requiresApproval: given.requiresApproval,
    form: fields,
  };
}
