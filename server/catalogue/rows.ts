/** All SQL of areas, services and closure codes. */
import type { AreaId, LevelId, REQUEST_KINDS, ServiceId } from '#contract/catalogue.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { Reader, Writer } from '../shared/store.ts';

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
};

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
  readonly teamId: string | null;
  readonly keywords: readonly string[];
  /** False: no longer offered; requests that name it keep it. */
  readonly active: boolean;
  readonly rank: number;
};

export type ClosureCode = { readonly key: string; readonly name: LocalText };

/** By rank. */
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
  }));
}

/** By rank; `ids` undefined means every one that is offered, or with `every` no longer offered ones too. */
export async function selectServices(db: Reader, which?: readonly string[] | 'every'): Promise<Service[]> {
  const rows = await db
    .selectFrom('services')
    .selectAll()
    .$if(which === undefined, (query) => query.where('active', '=', true))
    .$if(Array.isArray(which), (query) => query.where('id', 'in', [...(which as readonly string[])]))
    .orderBy('rank')
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
    teamId: row.team_id,
    keywords: row.keywords,
    active: row.active,
    rank: row.rank,
  }));
}

export async function selectClosureCodes(db: Reader): Promise<ClosureCode[]> {
  const rows = await db.selectFrom('closure_codes').select(['key', 'name']).orderBy('rank').execute();
  return rows.map((row) => ({ key: row.key, name: row.name as LocalText }));
}

export async function insertArea(db: Writer, area: Area): Promise<void> {
  await db
    .insertInto('areas')
    .values({
      id: area.id,
      key: area.key,
      code: area.code,
      name: JSON.stringify(area.name),
      description: JSON.stringify(area.description),
      examples: JSON.stringify(area.examples),
      default_level_id: area.levelId,
      rank: area.rank,
    })
    .execute();
}

export async function insertService(db: Writer, service: Service): Promise<void> {
  await db
    .insertInto('services')
    .values({
      id: service.id,
      key: service.key,
      code: service.code,
      area_id: service.areaId,
      kind: service.kind,
      name: JSON.stringify(service.name),
      description: JSON.stringify(service.description),
      level_id: service.levelId,
      team_id: service.teamId,
      keywords: [...service.keywords],
      active: service.active,
      rank: service.rank,
    })
    .execute();
}

export async function insertClosureCodes(db: Writer, codes: readonly ClosureCode[]): Promise<void> {
  if (codes.length === 0) return;
  await db
    .insertInto('closure_codes')
    .values(codes.map(({ key, name }, index) => ({ key, name: JSON.stringify(name), rank: index + 1 })))
    .execute();
}
