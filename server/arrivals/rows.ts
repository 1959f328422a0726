/** SQL of the files of the desk before, and of their lines. */
import { type Selectable, sql } from 'kysely';
import type { ArrivalKind, ArrivalOutcome } from '#contract/arrival-kinds.ts';
import type { Arrivals } from '#database/tables.ts';
import { nameOf } from '#server/accounts/index.ts';
import type { Reader, Writer } from '#server/shared/store.ts';
import type { GivenRow } from './headings.ts';
import type { Chosen, Problem } from './lines.ts';

export type ArrivalState = 'looked' | 'running' | 'stopped' | 'done';
export type ArrivalRow = Omit<Selectable<Arrivals>, 'kind' | 'state' | 'chosen'> & {
  kind: ArrivalKind;
  state: ArrivalState;
  chosen: Chosen;
};

export type NewArrival = Pick<
  ArrivalRow,
  'id' | 'kind' | 'desk' | 'file_name' | 'bytes' | 'sha256' | 'ignored' | 'lines' | 'looked_by'
>;

export async function insertArrival(db: Writer, row: NewArrival, now: Date): Promise<void> {
  await db
    .insertInto('arrivals')
    .values({ ...row, state: 'looked', looked_at: now })
    .execute();
}

const toArrival = (row: Selectable<Arrivals>): ArrivalRow => row as unknown as ArrivalRow;

export async function arrivalById(db: Reader, id: string): Promise<ArrivalRow | undefined> {
  const row = await db.selectFrom('arrivals').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toArrival(row);
}

/** The same, held until the transaction ends. */
export async function lockArrival(db: Writer, id: string): Promise<ArrivalRow | undefined> {
  const row = await db.selectFrom('arrivals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toArrival(row);
}

/** One that comes in and that no other node is at; undefined when there is none of that id. */
export async function lockRunning(db: Writer, id: string): Promise<ArrivalRow | undefined> {
  const row = await db
    .selectFrom('arrivals')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'running')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row && toArrival(row);
}

export async function runningIds(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('arrivals')
    .select('id')
    .where('state', '=', 'running')
    .orderBy('started_at')
    .execute();
  return rows.map((row) => row.id);
}

export async function newestArrivals(db: Reader, most: number): Promise<ArrivalRow[]> {
  const rows = await db
    .selectFrom('arrivals')
    .selectAll()
    .orderBy('looked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(toArrival);
}

export type ArrivalPatch = Partial<
  Pick<ArrivalRow, 'state' | 'letters' | 'started_by' | 'session_id' | 'started_at' | 'ended_at'>
> & { chosen?: Chosen };

export async function saveArrival(db: Writer, id: string, patch: ArrivalPatch): Promise<void> {
  const { chosen, ...rest } = patch;
  await db
    .updateTable('arrivals')
    .set((eb) => ({
      ...rest,
      ...(chosen === undefined ? {} : { chosen: JSON.stringify(chosen) }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export type FoundRow = {
  readonly line: number;
  readonly label: string;
  readonly given: Omit<GivenRow, 'line'>;
  readonly outcome: ArrivalOutcome;
  readonly problems: readonly Problem[];
  readonly became: string | null;
};

const AT_ONCE = 2_000;
const TYPES = sql`line integer, label text, given jsonb, outcome text, problems jsonb, became uuid`;
const inPieces = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, piece) =>
    rows.slice(piece * AT_ONCE, (piece + 1) * AT_ONCE),
  );

export async function insertRows(db: Writer, arrivalId: string, rows: readonly FoundRow[]): Promise<void> {
  for (const piece of inPieces(rows))
    await sql`insert into arrival_rows (arrival_id, line, label, given, outcome, problems, became)
      select ${arrivalId}, line, label, given, outcome, problems, became
      from jsonb_to_recordset(${JSON.stringify(piece)}::jsonb) as r (${TYPES})`.execute(db);
}

export type Finding = Pick<FoundRow, 'line' | 'outcome' | 'problems' | 'became'>;

/** What was found of lines looked at again, or what became of them. */
export async function saveFindings(db: Writer, arrivalId: string, rows: readonly Finding[]): Promise<void> {
  for (const piece of inPieces(rows))
    await sql`update arrival_rows a set outcome = r.outcome, problems = r.problems, became = r.became,
        given = case when r.outcome = 'brought' then null else a.given end
      from jsonb_to_recordset(${JSON.stringify(piece)}::jsonb) as r (${TYPES})
      where a.arrival_id = ${arrivalId} and a.line = r.line`.execute(db);
}

/** Lines as the file had them, in order; of one outcome where it is given. */
export async function givenRows(
  db: Reader,
  arrivalId: string,
  of: { outcome?: ArrivalOutcome; limit?: number } = {},
): Promise<GivenRow[]> {
  let query = db
    .selectFrom('arrival_rows')
    .select(['line', 'given'])
    .where('arrival_id', '=', arrivalId)
    .where('given', 'is not', null)
    .orderBy('line');
  if (of.outcome !== undefined) query = query.where('outcome', '=', of.outcome);
  if (of.limit !== undefined) query = query.limit(of.limit);
  const rows = await query.execute();
  return rows.map(({ line, given }) => ({ line, ...(given as unknown as Omit<GivenRow, 'line'>) }));
}

export type Counts = Record<ArrivalOutcome, number>;

export async function countsOf(db: Reader, arrivalIds: readonly string[]): Promise<Map<string, Counts>> {
  const { rows } = await sql<{ id: string } & Counts>`
    select arrival_id as id, count(*) filter (where outcome = 'new') as new,
      count(*) filter (where outcome = 'here') as here, count(*) filter (where outcome = 'fault') as fault,
      count(*) filter (where outcome = 'brought') as brought
    from arrival_rows where arrival_id = any(${[...arrivalIds]}::uuid[]) group by arrival_id`.execute(db);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** `name`: of the person it became, where it did. */
export type ShownRow = Omit<FoundRow, 'given'> & { readonly name: string | null };

/** After a line; in order. `noted`: those that come in, and of which something is said. */
export async function shownRows(
  db: Reader,
  of: { arrivalId: string; outcome: ArrivalOutcome | null; noted: boolean; after: number; limit: number },
): Promise<ShownRow[]> {
  const { arrivalId, outcome, noted, after, limit } = of;
  const { rows } = await sql<ShownRow>`
    select a.line, a.label, a.outcome, a.problems, a.became,
      ${nameOf(sql.ref('a.became'))} as name
    from arrival_rows a where a.arrival_id = ${arrivalId} and a.line > ${after}
      ${outcome === null ? sql`` : sql`and a.outcome = ${outcome}`}
      ${noted ? sql`and a.outcome <> 'fault' and a.problems <> '[]'` : sql``}
    order by a.line limit ${limit}`.execute(db);
  return rows;
}

/** Words that mean nothing yet, by column, with how many lines say each; the most said first. */
export async function unknownWords(
  db: Reader,
  arrivalId: string,
): Promise<{ column: string; said: string; lines: number }[]> {
  const { rows } = await sql<{ column: string; said: string; lines: number }>`
    select p ->> 'column' as column, p ->> 'found' as said, count(*) as lines
    from arrival_rows a, jsonb_array_elements(a.problems) p
    where a.arrival_id = ${arrivalId} and a.outcome = 'fault' and p ->> 'message' = 'arrivals.problem.unknown'
    group by 1, 2 order by 1, 3 desc, 2 limit 300`.execute(db);
  return rows;
}

/** What the file had goes; what became of each line stays. */
export async function forgetGiven(db: Writer, arrivalId: string): Promise<void> {
  await db.updateTable('arrival_rows').set({ given: null }).where('arrival_id', '=', arrivalId).execute();
}

export async function deleteArrival(db: Writer, id: string): Promise<void> {
  await db.deleteFrom('arrivals').where('id', '=', id).execute();
}

/** Files that were looked at and not brought in since before, and those that were stopped and left. */
export async function leftSince(
  db: Reader,
  before: { looked: Date; stopped: Date },
): Promise<{ id: string; state: ArrivalState }[]> {
  const { rows } = await sql<{ id: string; state: ArrivalState }>`
    select id, state from arrivals where (state = 'looked' and looked_at < ${before.looked})
      or (state = 'stopped' and ended_at < ${before.stopped})`.execute(db);
  return rows;
}
