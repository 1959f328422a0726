/** All SQL of what services say: published versions, which never change, and drafts; and of the institutional systems. */
import { sql } from 'kysely';
import type { ServiceId } from '#contract/catalogue.ts';
import type { SystemId, SystemView } from '#contract/catalogue-areas.ts';
import type { ServiceContent } from '#contract/service-content.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { Allowed } from '../shared/policy.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type ServiceVersion = {
  readonly serviceId: ServiceId;
  readonly number: number;
  /** Local day from which it is in force. */
  readonly effectiveFrom: string;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
  readonly reason: string;
  readonly content: ServiceContent;
};

/** Every version of these services, or of all, oldest first. */
export async function selectVersions(db: Reader, serviceIds?: readonly string[]): Promise<ServiceVersion[]> {
  if (serviceIds?.length === 0) return [];
  const rows = await db
    .selectFrom('service_versions')
    .selectAll()
    .$if(serviceIds !== undefined, (query) => query.where('service_id', 'in', [...(serviceIds ?? [])]))
    .orderBy('service_id')
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    serviceId: row.service_id as ServiceId,
    number: row.number,
    effectiveFrom: row.effective_from,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    reason: row.reason,
    content: row.content as unknown as ServiceContent,
  }));
}

export async function insertVersion(db: Writer, version: ServiceVersion): Promise<void> {
  await db
    .insertInto('service_versions')
    .values({
      service_id: version.serviceId,
      number: version.number,
      effective_from: version.effectiveFrom,
      published_at: version.publishedAt,
      published_by: version.publishedBy,
      reason: version.reason,
      content: JSON.stringify(version.content),
    })
    .execute();
}

/** Services with a published version whose day has come and that is not in force yet, with the newest such. */
export async function selectDue(db: Reader, today: string): Promise<{ serviceId: string; number: number }[]> {
  const rows = await db
    .selectFrom('service_versions')
    .innerJoin('services', 'services.id', 'service_versions.service_id')
    .select((eb) => ['service_versions.service_id', eb.fn.max('service_versions.number').as('number')])
    .where('service_versions.effective_from', '<=', today)
    .where((eb) =>
      eb.or([
        eb('services.published_version', 'is', null),
        eb('services.published_version', '<', eb.ref('service_versions.number')),
      ]),
    )
    .groupBy('service_versions.service_id')
    .execute();
  return rows.map((row) => ({ serviceId: row.service_id, number: Number(row.number) }));
}

/** Services with a version still to come → the first day of one. */
export async function selectUpcoming(db: Reader): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('service_versions')
    .innerJoin('services', 'services.id', 'service_versions.service_id')
    .select((eb) => ['service_versions.service_id', eb.fn.min('service_versions.effective_from').as('from')])
    .where((eb) =>
      eb.or([
        eb('services.published_version', 'is', null),
        eb('services.published_version', '<', eb.ref('service_versions.number')),
      ]),
    )
    .groupBy('service_versions.service_id')
    .execute();
  return new Map(rows.map((row) => [row.service_id, String(row.from)]));
}

export type ServiceDraft = {
  readonly serviceId: ServiceId;
  readonly content: ServiceContent;
  readonly version: number;
  readonly savedAt: Date;
  readonly savedBy: string | null;
};

export async function selectDrafts(db: Reader, serviceId?: string): Promise<ServiceDraft[]> {
  const rows = await db
    .selectFrom('service_drafts')
    .selectAll()
    .$if(serviceId !== undefined, (query) => query.where('service_id', '=', String(serviceId)))
    .execute();
  return rows.map((row) => ({
    serviceId: row.service_id as ServiceId,
    content: row.content as unknown as ServiceContent,
    version: row.version,
    savedAt: row.saved_at,
    savedBy: row.saved_by,
  }));
}

export const draftOf = async (db: Reader, serviceId: string): Promise<ServiceDraft | undefined> =>
  (await selectDrafts(db, serviceId))[0];

/** Keeps the draft that follows `draft.version` (0: there was none); undefined when another was kept meanwhile. */
export async function saveDraftRow(db: Writer, draft: ServiceDraft): Promise<number | undefined> {
  const content = JSON.stringify(draft.content);
  const mark = { saved_at: draft.savedAt, saved_by: draft.savedBy };
  if (draft.version === 0) {
    const fresh = await db
      .insertInto('service_drafts')
      .values({ service_id: draft.serviceId, content, version: 1, ...mark })
      .onConflict((conflict) => conflict.column('service_id').doNothing())
      .returning('version')
      .executeTakeFirst();
    return fresh?.version;
  }
  const kept = await db
    .updateTable('service_drafts')
    .set({ content, version: draft.version + 1, ...mark })
    .where('service_id', '=', draft.serviceId)
    .where('version', '=', draft.version)
    .returning('version')
    .executeTakeFirst();
  return kept?.version;
}

export async function deleteDraft(db: Writer, serviceId: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('service_drafts')
    .where('service_id', '=', serviceId)
    .returning('service_id')
    .executeTakeFirst();
  return gone !== undefined;
}

export type System = SystemView & { readonly rank: number };

/** By rank; those no longer offered too. */
export async function selectSystems(db: Reader): Promise<System[]> {
  const rows = await db.selectFrom('systems').selectAll().orderBy('rank').orderBy('key').execute();
  return rows.map((row) => ({
    id: row.id as SystemId,
    key: row.key,
    name: row.name as LocalText,
    active: row.active,
    version: row.version,
    rank: row.rank,
  }));
}

/** Two people adding one go one after the other: key and place are counted from those there are. */
export async function lockSystems(work: Work): Promise<System[]> {
  await sql`lock table systems in share row exclusive mode`.execute(work.db);
  return selectSystems(work.db);
}

export async function insertSystem(db: Writer, system: Omit<System, 'version'>): Promise<void> {
  await db
    .insertInto('systems')
    .values({ ...system, name: JSON.stringify(system.name) })
    .execute();
}

/** False when it is no longer at `to.version`. */
export async function updateSystem(
  work: Work,
  system: Allowed<'administer', System>,
  to: Pick<System, 'name' | 'active' | 'version'>,
): Promise<boolean> {
  const kept = await work.db
    .updateTable('systems')
    .set({ name: JSON.stringify(to.name), active: to.active, version: to.version + 1 })
    .where('id', '=', system.id)
    .where('version', '=', to.version)
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}
