/** SQL of the tree: agencies as they are administered, their former names and their successions. */
import { type Selectable, sql } from 'kysely';
import type { AgencyId } from '#contract/agencies.ts';
import type { SuccessionId } from '#contract/organisation.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { AgencySuccessions } from '#database/tables.ts';
import type { Reader, Work } from '../shared/store.ts';
import type { AgencyKind, FormerName } from './rows.ts';

export type StandingAgency = {
  readonly id: AgencyId;
  readonly acronym: string;
  readonly name: LocalText;
  readonly kind: AgencyKind;
  readonly parentId: AgencyId | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly successorId: AgencyId | null;
  readonly version: number;
};

const COLUMNS = [
  ...(['id', 'acronym', 'name', 'kind', 'parent_id'] as const),
  ...(['valid_from', 'valid_to', 'successor_id', 'version'] as const),
] as const;

const select = (db: Reader) => db.selectFrom('agencies').select(COLUMNS);
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toStanding = (row: Row): StandingAgency => ({
  id: row.id as AgencyId,
  acronym: row.acronym,
  name: row.name as LocalText,
  kind: row.kind as AgencyKind,
  parentId: row.parent_id as AgencyId | null,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  successorId: row.successor_id as AgencyId | null,
  version: row.version,
});

/** By name. */
export async function wholeTree(db: Reader): Promise<StandingAgency[]> {
  const rows = await select(db).orderBy(sql`name ->> 'es' collate "es-MX-x-icu"`).orderBy('id').execute();
  return rows.map(toStanding);
}

/** All of them, held until the act ends: what is decided of one hangs on the others. */
export async function lockTree(work: Work): Promise<StandingAgency[]> {
  return (await select(work.db).orderBy('id').forUpdate().execute()).map(toStanding);
}

export type AgencyContent = Pick<StandingAgency, 'acronym' | 'name' | 'kind' | 'parentId'>;

const columnsOf = ({ acronym, name, kind, parentId }: AgencyContent) => ({
  ...{ acronym, name: JSON.stringify(name), kind, parent_id: parentId },
});

export async function insertAgency(
  work: Work,
  agency: AgencyContent & { readonly id: string; readonly validFrom: string },
): Promise<void> {
  await work.db
    .insertInto('agencies')
    .values({ id: agency.id, key: `agency-${agency.id}`, valid_from: agency.validFrom, ...columnsOf(agency) })
    .execute();
}

type Patch = Partial<{ valid_to: string | null; successor_id: string | null }>;

const save = (work: Work, id: string, patch: Patch & Partial<ReturnType<typeof columnsOf>>) =>
  work.db
    .updateTable('agencies')
    .set({ ...patch, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();

export async function saveAgency(work: Work, id: string, content: AgencyContent): Promise<void> {
  await save(work, id, columnsOf(content));
}

/** What it was called until now. */
export async function keepName(work: Work, agency: Pick<StandingAgency, 'id' | 'acronym' | 'name'>): Promise<void> {
  const { id, acronym, name } = agency;
  await work.db
    .insertInto('agency_names')
    .values({ agency_id: id, until_at: work.now, acronym, name: JSON.stringify(name) })
    .onConflict((conflict) => conflict.columns(['agency_id', 'until_at']).doNothing())
    .execute();
}

/** The latest first. */
export async function formerNames(db: Reader, id: string): Promise<FormerName[]> {
  const rows = await db
    .selectFrom('agency_names')
    .select(['until_at', 'acronym', 'name'])
    .where('agency_id', '=', id)
    .orderBy('until_at', 'desc')
    .execute();
  return rows.map(({ until_at, acronym, name }) => ({ until: until_at, acronym, name: name as LocalText }));
}

/** From `day` on it is no more and `successorId` goes on, or nobody; null: it goes on itself. */
export async function saveEnd(
  work: Work,
  id: string,
  end: { day: string; successorId: string | null } | null,
): Promise<void> {
  await save(work, id, { valid_to: end?.day ?? null, successor_id: end?.successorId ?? null });
}

/** Those under one come under another; gives how many. */
export async function adoptChildren(work: Work, from: string, to: string): Promise<number> {
  const moved = await work.db
    .updateTable('agencies')
    .set({ parent_id: sql<string | null>`case when id = ${to} then null else ${to}::uuid end` })
    .where('parent_id', '=', from)
    .executeTakeFirst();
  return Number(moved.numUpdatedRows);
}

export type Succession = {
  readonly id: SuccessionId;
  readonly agencyId: AgencyId;
  readonly successorId: AgencyId;
  /** The first day without the former one. */
  readonly onDay: string;
  readonly ground: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date;
  readonly calledOffBy: string | null;
  readonly calledOffAt: Date | null;
  readonly calledOffNote: string;
  readonly doneAt: Date | null;
  readonly people: number;
  readonly requests: number;
  readonly enrolments: number;
};

const toSuccession = (row: Selectable<AgencySuccessions>): Succession => ({
  id: row.id as SuccessionId,
  agencyId: row.agency_id as AgencyId,
  successorId: row.successor_id as AgencyId,
  onDay: row.on_day,
  ground: row.ground,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  calledOffBy: row.called_off_by,
  calledOffAt: row.called_off_at,
  calledOffNote: row.called_off_note,
  doneAt: row.done_at,
  people: row.people,
  requests: row.requests,
  enrolments: row.enrolments,
});

const successions = (db: Reader) => db.selectFrom('agency_successions').selectAll();

/** From that agency and into it, the latest first. */
export async function successionsOf(db: Reader, agencyId: string): Promise<Succession[]> {
  const rows = await successions(db)
    .where((on) => on.or([on('agency_id', '=', agencyId), on('successor_id', '=', agencyId)]))
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toSuccession);
}

/** Neither called off nor done, the nearest first. */
export async function plannedSuccessions(db: Reader): Promise<Succession[]> {
  const rows = await successions(db)
    .where('called_off_at', 'is', null)
    .where('done_at', 'is', null)
    .orderBy('on_day')
    .orderBy('id')
    .execute();
  return rows.map(toSuccession);
}

/** Whose day has come and which are not done, or were done after `since`: what came late is taken along, too. */
export async function dueSuccessions(db: Reader, at: { today: string; since: Date }): Promise<Succession[]> {
  const rows = await successions(db)
    .where('called_off_at', 'is', null)
    .where('on_day', '<=', at.today)
    .where((on) => on.or([on('done_at', 'is', null), on('done_at', '>', at.since)]))
    .orderBy('on_day')
    .orderBy('id')
    .execute();
  return rows.map(toSuccession);
}

export async function insertSuccession(
  work: Work,
  given: Pick<Succession, 'id' | 'agencyId' | 'successorId' | 'onDay' | 'ground'>,
): Promise<void> {
  await work.db
    .insertInto('agency_successions')
    .values({
      ...{ id: given.id, agency_id: given.agencyId, successor_id: given.successorId, on_day: given.onDay },
      ...{ ground: given.ground, decided_by: actorId(work), decided_at: work.now },
    })
    .execute();
}

const actorId = (work: Work): string | null => (work.actor.kind === 'person' ? work.actor.id : null);

export async function saveCalledOff(work: Work, id: string, note: string): Promise<void> {
  await work.db
    .updateTable('agency_successions')
    .set({ called_off_at: work.now, called_off_by: actorId(work), called_off_note: note })
    .where('id', '=', id)
    .execute();
}

/** So many more passed over. */
export async function addPassed(
  work: Work,
  id: string,
  passed: Partial<Record<'people' | 'requests' | 'enrolments', number>>,
): Promise<void> {
  const { people = 0, requests = 0, enrolments = 0 } = passed;
  await work.db
    .updateTable('agency_successions')
    .set({
      people: sql<number>`people + ${people}`,
      requests: sql<number>`requests + ${requests}`,
      enrolments: sql<number>`enrolments + ${enrolments}`,
    })
    .where('id', '=', id)
    .execute();
}

/** False when it was done or called off before. */
export async function saveSuccessionDone(work: Work, id: string): Promise<boolean> {
  const row = await work.db
    .updateTable('agency_successions')
    .set({ done_at: work.now })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .where('called_off_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
