/** SQL of files of the payroll, their lines, and what words of theirs mean here. */
import { type Selectable, sql } from 'kysely';
import type { PayrollColumn, PayrollLine, PayrollOutcome, PayrollView } from '#contract/payroll.ts';
import type { PayrollFiles } from '#database/tables.ts';
import { nameOf } from '../accounts/index.ts';
import type { Chosen, Problem } from '../arrivals/index.ts';
import type { Reader, Writer } from '../shared/store.ts';
import type { TableLine } from '../shared/table-file.ts';

export type PayrollFile = Omit<Selectable<PayrollFiles>, 'state' | 'columns'> & {
  state: PayrollView['state'];
  columns: ('' | PayrollColumn)[];
};

const toFile = (row: Selectable<PayrollFiles>): PayrollFile => row as unknown as PayrollFile;

export type NewPayrollFile = Pick<
  PayrollFile,
  'id' | 'file_name' | 'bytes' | 'sha256' | 'headings' | 'columns' | 'lines' | 'looked_by'
>;

export async function insertFile(db: Writer, file: NewPayrollFile, now: Date): Promise<void> {
  await db
    .insertInto('payroll_files')
    .values({ ...file, state: 'looked', looked_at: now })
    .execute();
}

export async function fileById(db: Reader, id: string): Promise<PayrollFile | undefined> {
  const row = await db.selectFrom('payroll_files').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toFile(row);
}

export async function newestFiles(db: Reader, most: number): Promise<PayrollFile[]> {
  const query = db.selectFrom('payroll_files').selectAll().orderBy('looked_at', 'desc').orderBy('id', 'desc');
  return (await query.limit(most).execute()).map(toFile);
}

/** Held until the transaction ends. */
export async function lockFile(db: Writer, id: string): Promise<PayrollFile | undefined> {
  const row = await db.selectFrom('payroll_files').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toFile(row);
}

/** One that is being taken over and that no other node is at. */
export async function lockRunningFile(db: Writer, id: string): Promise<PayrollFile | undefined> {
  const row = await db
    .selectFrom('payroll_files')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'running')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row && toFile(row);
}

export async function runningFiles(db: Reader): Promise<string[]> {
  const query = db.selectFrom('payroll_files').select('id').where('state', '=', 'running').orderBy('started_at');
  return (await query.execute()).map(({ id }) => id);
}

export type FilePatch = Partial<
  Pick<PayrollFile, 'state' | 'columns' | 'started_by' | 'session_id' | 'started_at' | 'ended_at'>
>;

export async function saveFile(db: Writer, id: string, patch: FilePatch): Promise<void> {
  await db
    .updateTable('payroll_files')
    .set((on) => ({ ...patch, version: on('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export type FoundLine = {
  readonly line: number;
  readonly label: string;
  readonly outcome: PayrollOutcome;
  readonly problems: readonly Problem[];
  readonly changes: PayrollLine['changes'];
  readonly person_id: string | null;
  readonly given?: Pick<TableLine, 'cells' | 'formulas'>;
};

const AT_ONCE = 2_000;
const TYPES = sql`line integer, label text, given jsonb, outcome text, problems jsonb, changes jsonb, person_id uuid`;
const inPieces = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, piece) =>
    rows.slice(piece * AT_ONCE, (piece + 1) * AT_ONCE),
  );

export async function insertLines(db: Writer, fileId: string, rows: readonly FoundLine[]): Promise<void> {
  for (const piece of inPieces(rows))
    await sql`insert into payroll_rows (file_id, line, label, given, outcome, problems, changes, person_id)
      select ${fileId}, line, label, given, outcome, problems, changes, person_id
      from jsonb_to_recordset(${JSON.stringify(piece)}::jsonb) as r (${TYPES})`.execute(db);
}

/** What was found of lines looked at again, or done with them. */
export async function saveLines(db: Writer, fileId: string, rows: readonly FoundLine[]): Promise<void> {
  for (const piece of inPieces(rows))
    await sql`update payroll_rows p set label = r.label, outcome = r.outcome, problems = r.problems, changes = r.changes,
        person_id = r.person_id, given = case when r.outcome = 'done' then null else p.given end
      from jsonb_to_recordset(${JSON.stringify(piece)}::jsonb) as r (${TYPES})
      where p.file_id = ${fileId} and p.line = r.line`.execute(db);
}

/** Lines as the file had them, in order; of those still to be done where it is asked for. */
export async function givenLines(
  db: Reader,
  fileId: string,
  of: { outcome?: PayrollOutcome; limit?: number } = {},
): Promise<TableLine[]> {
  let query = db
    .selectFrom('payroll_rows')
    .select(['line', 'given'])
    .where('file_id', '=', fileId)
    .where('given', 'is not', null)
    .orderBy('line');
  if (of.outcome !== undefined) query = query.where('outcome', '=', of.outcome);
  if (of.limit !== undefined) query = query.limit(of.limit);
  return (await query.execute()).map(({ line, given }) => ({ line, ...(given as unknown as Omit<TableLine, 'line'>) }));
}

/** What the file had goes; what became of each line stays. */
export async function forgetGiven(db: Writer, fileId: string): Promise<void> {
  await db.updateTable('payroll_rows').set({ given: null }).where('file_id', '=', fileId).execute();
}

export type PayrollCounts = PayrollView['counts'];

export async function countsOf(db: Reader, fileIds: readonly string[]): Promise<Map<string, PayrollCounts>> {
  const { rows } = await sql<{ id: string } & PayrollCounts>`
    select file_id as id, count(*) filter (where outcome = 'change') as change,
      count(*) filter (where outcome = 'same') as same, count(*) filter (where outcome = 'unknown') as unknown,
      count(*) filter (where outcome = 'fault') as fault, count(*) filter (where outcome = 'done') as done
    from payroll_rows where file_id = any(${[...fileIds]}::uuid[]) group by file_id`.execute(db);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

export type ShownLine = Omit<FoundLine, 'given'> & { readonly name: string | null };

/** After a line; in order. */
export async function shownLines(
  db: Reader,
  of: { fileId: string; outcome: PayrollOutcome | null; after: number; limit: number },
): Promise<ShownLine[]> {
  const { fileId, outcome, after, limit } = of;
  const { rows } = await sql<ShownLine>`
    select r.line, r.label, r.outcome, r.problems, r.changes, r.person_id, ${nameOf(sql.ref('r.person_id'))} as name
    from payroll_rows r where r.file_id = ${fileId} and r.line > ${after}
      ${outcome === null ? sql`` : sql`and r.outcome = ${outcome}`}
    order by r.line limit ${limit}`.execute(db);
  return rows;
}

/** Everybody the file speaks of. */
export async function personsIn(db: Reader, fileId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('payroll_rows')
    .select('person_id')
    .where('file_id', '=', fileId)
    .where('person_id', 'is not', null)
    .execute();
  return rows.flatMap(({ person_id }) => person_id ?? []);
}

/** Words that mean nothing yet, by column, with how many lines say each; the most said first. */
export async function unknownWords(
  db: Reader,
  fileId: string,
): Promise<{ kind: 'agency' | 'position'; said: string; lines: number }[]> {
  const { rows } = await sql<{ kind: 'agency' | 'position'; said: string; lines: number }>`
    select p ->> 'column' as kind, p ->> 'found' as said, count(*) as lines
    from payroll_rows r, jsonb_array_elements(r.problems) p
    where r.file_id = ${fileId} and r.outcome = 'fault' and p ->> 'message' = 'arrivals.problem.unknown'
    group by 1, 2 order by 1, 3 desc, 2 limit 300`.execute(db);
  return rows;
}

/** What stands in that column of the file (from 0), each once. */
export async function saidIn(db: Reader, fileId: string, column: number): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select distinct btrim(given -> 'cells' ->> ${column}::int) as said from payroll_rows
    where file_id = ${fileId} and given is not null order by 1 limit 1000`.execute(db);
  return rows.flatMap(({ said }) => said || []);
}

/** What agencies and positions were said to mean, by the folded word. */
export async function meaningsOf(db: Reader): Promise<Chosen> {
  const rows = await db.selectFrom('payroll_meanings').selectAll().where('kind', '<>', 'heading').execute();
  const of = (kind: string) =>
    Object.fromEntries(
      rows.filter((row) => row.kind === kind).map(({ word, meaning }) => [word, { said: word, meaning }]),
    );
  return { agency: of('agency'), position: of('position') };
}

/** Folded heading → the column it is; '' where nothing is read from it. */
export async function headingsKnown(db: Reader): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('payroll_meanings')
    .select(['word', 'meaning'])
    .where('kind', '=', 'heading')
    .execute();
  return new Map(rows.map(({ word, meaning }) => [word, meaning]));
}

/** `meaning` null: what was said of it is forgotten. */
export async function saveMeaning(
  db: Writer,
  said: { kind: string; word: string; meaning: string | null; by: string; at: Date },
): Promise<void> {
  const { kind, word, meaning, by, at } = said;
  if (meaning === null) {
    await db.deleteFrom('payroll_meanings').where('kind', '=', kind).where('word', '=', word).execute();
    return;
  }
  const now = { meaning, said_by: by, said_at: at };
  await db
    .insertInto('payroll_meanings')
    .values({ kind, word, ...now })
    .onConflict((conflict) => conflict.columns(['kind', 'word']).doUpdateSet(now))
    .execute();
}

/** Files that were looked at or stopped and left since before. */
export async function leftFiles(db: Reader, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from payroll_files
    where (state = 'looked' and looked_at < ${before}) or (state = 'stopped' and ended_at < ${before})`.execute(db);
  return rows.map(({ id }) => id);
}
