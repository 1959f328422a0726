/** All SQL of areas, services as they are in force, and closure codes. Versions and drafts: `version-rows.ts`. */
import type { AreaId, LevelId, REQUEST_KINDS, ServiceId, TeamId } from '#contract/catalogue.ts';
import type { Audience } from '#contract/service-content.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { Allowed } from '../shared/policy.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type Area = {
  readonly id: AreaId;
  readonly key: string;
  readonly code: string;
  readonly name: LocalText;
  readonly description: LocalText;
  readonly examples: LocalText;
  /** The level of a request that names no service. */
  readonly levelId: LevelId;
  readonly rank: number;
  /** False: no longer offered; what names it keeps it. */
  readonly active: boolean;
  readonly version: number;
};

/** What the version in force says; of one never published, what its first draft began with. */
export type Service = {
  readonly id: ServiceId;
  readonly key: string;
  readonly code: string;
  readonly areaId: AreaId;
  readonly kind: (typeof REQUEST_KINDS)[number];
  readonly name: LocalText;
  readonly description: LocalText;
  readonly levelId: LevelId;
  /** The team it usually goes to. */
  readonly teamId: TeamId | null;
  readonly keywords: readonly string[];
  readonly audience: Audience;
  readonly requiresApproval: boolean;
  /** False: not offered, not yet or no longer; requests that name it keep it. */
  readonly active: boolean;
  /** The version in force; null: never published. */
  readonly publishedVersion: number | null;
  readonly rank: number;
};

export type ClosureCode = { readonly key: string; readonly name: LocalText };

/** By rank; those no longer offered too. */
export async function selectAreas(db: Reader): Promise<Area[]> {
  const rows = await db.selectFrom('areas').selectAll().orderBy('rank').execute();
  return rows.map((row) => ({
    id: row.id as AreaId,
    key: row.key,
    code: row.code,
    name: row.name as LocalText,
    description: row.description as LocalText,
    examples: row.examples as LocalText,
    levelId: row.default_level_id as LevelId,
    rank: row.rank,
    active: row.active,
    version: row.version,
  }));
}

/** By rank; `which` undefined means every one that is offered, `every` those not offered too, else those of these ids. */
export async function selectServices(db: Reader, which?: readonly string[] | 'every'): Promise<Service[]> {
  const rows = await db
    .selectFrom('services')
    .selectAll()
    .$if(which === undefined, (query) => query.where('active', '=', true))
    .$if(Array.isArray(which), (query) => query.where('id', 'in', [...(which as readonly string[])]))
    .orderBy('rank')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    id: row.id as ServiceId,
    key: row.key,
    code: row.code,
    areaId: row.area_id as AreaId,
    kind: row.kind as Service['kind'],
    name: row.name as LocalText,
    description: row.description as LocalText,
    levelId: row.level_id as LevelId,
    teamId: row.team_id as TeamId | null,
    keywords: row.keywords,
    audience: row.audience as Audience,
    requiresApproval: row.requires_approval,
    active: row.active,
    publishedVersion: row.published_version,
    rank: row.rank,
  }));
}

/** One service, held until the transaction ends: two people publishing go one after the other. */
export async function lockService(work: Work, id: string): Promise<Service | undefined> {
  await work.db.selectFrom('services').select('id').where('id', '=', id).forUpdate().execute();
  return (await selectServices(work.db, [id]))[0];
}

export async function selectClosureCodes(db: Reader): Promise<ClosureCode[]> {
  const rows = await db.selectFrom('closure_codes').select(['key', 'name']).orderBy('rank').execute();
  return rows.map((row) => ({ key: row.key, name: row.name as LocalText }));
}

const areaColumns = (area: Omit<Area, 'id' | 'key' | 'version'>) => ({
  code: area.code,
  name: JSON.stringify(area.name),
  description: JSON.stringify(area.description),
  examples: JSON.stringify(area.examples),
  default_level_id: area.levelId,
  rank: area.rank,
  active: area.active,
});

export async function insertArea(db: Writer, area: Omit<Area, 'version'>): Promise<void> {
  await db
    .insertInto('areas')
    .values({ id: area.id, key: area.key, ...areaColumns(area) })
    .execute();
}

/** False when it is no longer at `to.version`. */
export async function updateArea(work: Work, area: Allowed<'administer', Area>, to: Area): Promise<boolean> {
  const kept = await work.db
    .updateTable('areas')
    .set({ ...areaColumns(to), version: to.version + 1 })
    .where('id', '=', area.id)
    .where('version', '=', to.version)
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

/** Fails by its foreign keys when anything names it. */
export async function deleteAreaRow(work: Work, area: Allowed<'administer', Area>): Promise<void> {
  await work.db.deleteFrom('areas').where('id', '=', area.id).execute();
}

const serviceColumns = (service: Omit<Service, 'id' | 'key' | 'rank'>) => ({
  code: service.code,
  area_id: service.areaId,
  kind: service.kind,
  name: JSON.stringify(service.name),
  description: JSON.stringify(service.description),
  level_id: service.levelId,
  team_id: service.teamId,
  keywords: [...service.keywords],
  audience: JSON.stringify(service.audience),
  requires_approval: service.requiresApproval,
  active: service.active,
  published_version: service.publishedVersion,
});

export async function insertService(db: Writer, service: Service): Promise<void> {
  const { id, key, rank } = service;
  await db
    .insertInto('services')
    .values({ id, key, rank, ...serviceColumns(service) })
    .execute();
}

export async function updateService(work: Work, id: string, to: Omit<Service, 'id' | 'key' | 'rank'>): Promise<void> {
  await work.db.updateTable('services').set(serviceColumns(to)).where('id', '=', id).execute();
}

/** With its versions and its draft. Fails by its foreign keys when a request names it. */
export async function deleteServiceRow(work: Work, service: Allowed<'administer', Service>): Promise<void> {
  await work.db.deleteFrom('services').where('id', '=', service.id).execute();
}

export async function areaOfCode(db: Reader, code: string): Promise<string | undefined> {
  return (await db.selectFrom('areas').select('id').where('code', '=', code).executeTakeFirst())?.id;
}

export async function insertClosureCodes(db: Writer, codes: readonly ClosureCode[]): Promise<void> {
  if (codes.length === 0) return;
  await db
    .insertInto('closure_codes')
    .values(codes.map(({ key, name }, index) => ({ key, name: JSON.stringify(name), rank: index + 1 })))
    .execute();
}
