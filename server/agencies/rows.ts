/** SQL of the tables `agencies` and `positions`. */
import { sql } from 'kysely';
import type { AgencyId, AgencyView, PositionId, PositionView } from '#contract/agencies.ts';
import type { LocalText } from '#contract/shapes.ts';
import { Fault } from '../shared/fault.ts';
import type { Reader, Work } from '../shared/store.ts';

/** A dependencia or another public body. */
export type Agency = AgencyView & { readonly key: string };
/** What it was called until that instant; the earliest first. */
export type FormerName = { readonly until: Date; readonly acronym: string; readonly name: LocalText };
export type AgencyInTime = Agency & { readonly former: readonly FormerName[] };
export type Position = PositionView & {
  readonly key: string;
  readonly level: 'senior' | 'middle' | 'operational';
};
export type AgencyKind = Agency['kind'];

type AgencyRow = { id: string; key: string; acronym: string; name: unknown; kind: string };
type PositionRow = { id: string; key: string; name: unknown; level: string; eligible: boolean };

const toAgency = (row: AgencyRow): Agency => ({
  id: row.id as AgencyId,
  key: row.key,
  acronym: row.acronym,
  name: row.name as LocalText,
  kind: row.kind as AgencyKind,
});

const toPosition = (row: PositionRow): Position => ({
  id: row.id as PositionId,
  key: row.key,
  name: row.name as LocalText,
  level: row.level as Position['level'],
  eligible: row.eligible,
});

const AGENCY = ['id', 'key', 'acronym', 'name', 'kind'] as const;
const POSITION = ['id', 'key', 'name', 'level', 'eligible'] as const;

/** By id, those that exist; in force or not, since a record keeps the agency of its time. */
export async function agenciesByIds(db: Reader, ids: Iterable<string>): Promise<Map<string, Agency>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('agencies').select(AGENCY).where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, toAgency(row)]));
}

type FormerRow = { until: string; acronym: string; name: LocalText };

/** Every one there is or was, with what it was called before. */
export async function everyAgency(db: Reader): Promise<AgencyInTime[]> {
  const rows = await db
    .selectFrom('agencies')
    .select(AGENCY)
    .select(
      sql<FormerRow[]>`(select coalesce(jsonb_agg(jsonb_build_object('until', n.until_at, 'acronym', n.acronym,
        'name', n.name) order by n.until_at), '[]') from agency_names n where n.agency_id = agencies.id)`.as('former'),
    )
    .execute();
  return rows.map((row) => ({
    ...toAgency(row),
    former: row.former.map(({ until, ...called }) => ({ ...called, until: new Date(until) })),
  }));
}

/** Where somebody of that agency is today: in it, or in the one that follows it once it has ended; null where none follows. */
export async function goesOnIn(work: Work, id: string): Promise<AgencyId | null> {
  const { rows } = await sql<{ id: string }>`
    with recursive today as (
      select (${work.now}::timestamptz at time zone (select time_zone from institution))::date as day
    ), line as (
      select a.id, a.valid_to, a.successor_id, 1 as step from agencies a where a.id = ${id}
      union all
      select a.id, a.valid_to, a.successor_id, line.step + 1 from line, today, agencies a
      where a.id = line.successor_id and line.valid_to <= today.day and line.step < 20
    )
    select line.id from line, today where line.valid_to is null or line.valid_to > today.day
    order by line.step limit 1`.execute(work.db);
  return (rows[0]?.id ?? null) as AgencyId | null;
}

/** The same, `input.invalid` where it ended and none follows: nobody is enrolled in an agency that is no more. */
export async function standingAgency(work: Work, id: AgencyId): Promise<AgencyId> {
  const standing = await goesOnIn(work, id);
  if (standing !== null) return standing;
  throw new Fault('input.invalid', {}, { fields: [{ path: 'agencyId', message: 'field.choice' }] });
}

export const agencyById = async (db: Reader, id: string): Promise<Agency | undefined> =>
  (await agenciesByIds(db, [id])).get(id);

/** By its name of today or of before, in Spanish; the newest of several. */
export async function agencyCalled(db: Reader, name: string): Promise<Pick<Agency, 'acronym'> | undefined> {
  const { rows } = await sql<{ acronym: string }>`
    select acronym from agencies where name ->> 'es' = ${name}
    union all select acronym from agency_names where name ->> 'es' = ${name} limit 1`.execute(db);
  return rows[0];
}

/** Those that exist on `day` (`YYYY-MM-DD` at the institution), by name. */
export async function agenciesInForce(db: Reader, day: string): Promise<Agency[]> {
  const rows = await db
    .selectFrom('agencies')
    .select(AGENCY)
    .where('valid_from', '<=', day)
    .where((on) => on.or([on('valid_to', 'is', null), on('valid_to', '>', day)]))
    .orderBy(sql`name ->> 'es' collate "es-MX-x-icu"`)
    .orderBy('id')
    .execute();
  return rows.map(toAgency);
}

export async function positionsByIds(db: Reader, ids: Iterable<string>): Promise<Map<string, Position>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('positions').select(POSITION).where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, toPosition(row)]));
}

export const positionById = async (db: Reader, id: string): Promise<Position | undefined> =>
  (await positionsByIds(db, [id])).get(id);

/** All positions, highest first. */
export async function allPositions(db: Reader): Promise<Position[]> {
  const rows = await db.selectFrom('positions').select(POSITION).orderBy('rank').orderBy('id').execute();
  return rows.map(toPosition);
}

/** The agency of that name, written with or without accents and capitals. */
export async function agencyNamed(db: Reader, name: string): Promise<Agency | undefined> {
  const row = await db
    .selectFrom('agencies')
    .select(AGENCY)
    .where(sql<string>`plain_text(name ->> 'es')`, '=', sql<string>`plain_text(${name})`)
    .orderBy(sql`valid_to desc nulls first`)
    .limit(1)
    .executeTakeFirst();
  return row && toAgency(row);
}

export type AgencyValues = {
  readonly id: string;
  readonly key: string;
  readonly acronym: string;
  readonly name: LocalText;
  readonly kind: AgencyKind;
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** Adds the agency unless its key is taken; answers its id either way. */
export async function putAgency(work: Work, values: AgencyValues): Promise<string> {
  await work.db
    .insertInto('agencies')
    .values({
      id: values.id,
      key: values.key,
      acronym: values.acronym,
      name: JSON.stringify(values.name),
      kind: values.kind,
      valid_from: values.validFrom,
      valid_to: values.validTo,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await work.db.selectFrom('agencies').select('id').where('key', '=', values.key).executeTakeFirstOrThrow();
  return row.id;
}

export async function putSuccessor(work: Work, id: string, successorId: string): Promise<void> {
  await work.db.updateTable('agencies').set({ successor_id: successorId }).where('id', '=', id).execute();
}

export type PositionValues = {
  readonly id: string;
  readonly key: string;
  readonly name: LocalText;
  readonly level: 'senior' | 'middle' | 'operational';
  readonly eligible: boolean;
  readonly rank: number;
};

export async function putPosition(work: Work, values: PositionValues): Promise<void> {
  await work.db
    .insertInto('positions')
    .values({ ...values, name: JSON.stringify(values.name) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
