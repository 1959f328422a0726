/** A file of the payroll: looked at, its words said, begun, stopped; nothing of it is done here. */
import type { Readable } from 'node:stream';
import { ARRIVAL_MAX_BYTES, ARRIVAL_MAX_LINES } from '#contract/arrival-kinds.ts';
import type { BodyOf } from '#contract/operation.ts';
import { PAYROLL_COLUMNS, type PayrollColumn, type PayrollDetail, type sayPayrollMeaning } from '#contract/payroll.ts';
import { agenciesInForce, allPositions } from '../agencies/index.ts';
import { columnsOf, fold, toRow } from '../arrivals/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { DAY, later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId, sha256 } from '../shared/ids.ts';
import type { PersonActor } from '../shared/policy.ts';
import type { Reader, Writer } from '../shared/store.ts';
import { inAnyOf, linesOfTable, readWithin, type TableLine } from '../shared/table-file.ts';
import { lookAtLines } from './payroll-among.ts';
import type { LookedPayroll } from './payroll-look.ts';
import {
  type FoundLine,
  fileById,
  forgetGiven,
  givenLines,
  headingsKnown,
  insertFile,
  insertLines,
  leftFiles,
  lockFile,
  type PayrollFile,
  saveFile,
  saveLines,
  saveMeaning,
} from './payroll-rows.ts';
import { viewPayroll } from './payroll-view.ts';

type Columns = readonly ('' | PayrollColumn)[];

const isColumn = (text: string | null): text is PayrollColumn => PAYROLL_COLUMNS.some((column) => column === text);

/** As it was said for a heading of that name; the others as headings of people are known. Each column once. */
async function columnsFor(db: Reader, headings: readonly string[]): Promise<Columns> {
  const known = await headingsKnown(db);
  const said = headings.map((heading) => known.get(fold(heading)));
  const guessed = columnsOf(
    'people',
    headings.map((heading, at) => (said[at] === undefined ? heading : '')),
  );
  const taken = new Set<string>();
  return headings.map((_, at) => {
    const column = said[at] ?? guessed[at] ?? '';
    if (!isColumn(column) || taken.has(column)) return '';
    taken.add(column);
    return column;
  });
}

export const toFound = (line: number, looked: LookedPayroll, given?: FoundLine['given']): FoundLine => {
  const { label, outcome, problems, changes, personId } = looked;
  return {
    ...{ line, label, outcome, problems, changes: [...changes], person_id: personId },
    ...(given ? { given } : {}),
  };
};

export const rowsIn = (lines: readonly TableLine[], columns: Columns) =>
  lines.map((line) =>
    toRow(
      line,
      columns.map((column) => column || null),
    ),
  );

/** Gives its id. `arrival.file-refused` for what is no table or has too many lines. */
export async function lookAtFile(
  house: House,
  actor: PersonActor,
  given: { name: string; upload: Readable | null },
): Promise<string> {
  const { name, upload } = given;
  if (upload === null) throw new Fault('type.unsupported');
  const bytes = await readWithin(upload, ARRIVAL_MAX_BYTES);
  const table = await linesOfTable(house, { name, bytes, most: ARRIVAL_MAX_LINES + 1, decode: inAnyOf });
  const [head, ...lines] = table ?? [];
  if (head === undefined || head.cells.every((text) => text.trim() === ''))
    throw new Fault('arrival.file-refused', { name, most: ARRIVAL_MAX_LINES });
  const id = newId();
  const headings = head.cells.map((text) => text.trim().slice(0, 120));
  const columns = await columnsFor(house.store.read, headings);
  const looked = await lookAtLines(house.store.read, rowsIn(lines, columns), house.clock.now());
  await house.store.aside('upload', async (db, now) => {
    const file = { id, file_name: name, bytes: bytes.length, sha256: sha256(bytes), headings, columns: [...columns] };
    await insertFile(db, { ...file, lines: lines.length, looked_by: actor.id }, now);
    const found = looked.map((each, at) => {
      const { line = 0, cells = [], formulas = [] } = lines[at] ?? {};
      return toFound(line, each, { cells, formulas });
    });
    await insertLines(db, id, found);
  });
  return id;
}

/** As it is held, of the version its reader saw, in one of these states. */
export function asSeen(file: PayrollFile | undefined, version: number, states: readonly string[]): PayrollFile {
  if (file === undefined) throw new Fault('not-found');
  if (file.version !== version) throw new Fault('version.stale');
  if (!states.includes(file.state)) throw new Fault('arrival.state', { state: file.state });
  return file;
}

type Said = BodyOf<typeof sayPayrollMeaning>;

async function meansSomething(db: Reader, { kind, meaning }: Said, now: Date): Promise<boolean> {
  if (meaning === null) return true;
  if (kind === 'heading') return isColumn(meaning);
  if (kind === 'position') return (await allPositions(db)).some(({ id }) => id === meaning);
  const day = todayAt(await readInstitutionRow(db), now);
  return (await agenciesInForce(db, day)).some(({ id }) => id === meaning);
}

async function lookAgain(db: Writer, file: PayrollFile, now: Date): Promise<void> {
  const lines = await givenLines(db, file.id);
  const looked = await lookAtLines(db, rowsIn(lines, file.columns), now);
  const found = looked.map((each, at) => toFound(lines[at]?.line ?? 0, each));
  await saveLines(db, file.id, found);
}

/** Said once: of this file, and remembered for those to come. */
export async function sayMeaning(
  house: House,
  actor: PersonActor,
  given: { id: string; body: Said },
): Promise<PayrollDetail> {
  const { id, body } = given;
  await house.store.aside('upload', async (db, now) => {
    const file = asSeen(await lockFile(db, id), body.version, ['looked', 'stopped']);
    if (!(await meansSomething(db, body, now)))
      throw new Fault('input.invalid', {}, { fields: [{ path: 'meaning', message: 'field.choice' }] });
    const meaning = body.meaning ?? (body.kind === 'heading' ? '' : null);
    // A column is one heading: whichever had it reads nothing any more.
    if (body.kind === 'heading' && meaning !== null && meaning !== '')
      for (const [at, heading] of file.headings.entries())
        if (file.columns[at] === meaning && fold(heading) !== fold(body.said))
          await saveMeaning(db, { kind: 'heading', word: fold(heading), meaning: '', by: actor.id, at: now });
    await saveMeaning(db, { kind: body.kind, word: fold(body.said), meaning, by: actor.id, at: now });
    const columns = [...(await columnsFor(db, file.headings))];
    await saveFile(db, id, { columns });
    await lookAgain(db, { ...file, columns }, now);
  });
  return viewPayroll(house, id);
}

export async function start(
  house: House,
  actor: PersonActor,
  given: { id: string; version: number },
): Promise<PayrollDetail> {
  const { id, version } = given;
  await house.store.change(actor, async (work) => {
    const file = asSeen(await lockFile(work.db, id), version, ['looked', 'stopped']);
    const who = { started_by: actor.id, session_id: actor.sessionId, started_at: work.now, ended_at: null };
    await saveFile(work.db, id, { state: 'running', ...who });
    const data = { payrollId: id, fileSha256: file.sha256.toString('hex'), lines: file.lines };
    await work.record({ stream: `payroll:${id}`, fact: 'payroll.started', data });
  });
  return viewPayroll(house, id);
}

/** Between two batches: what is under way is done, and then no more. */
export async function stop(house: House, actor: PersonActor, id: string): Promise<PayrollDetail> {
  await house.store.change(actor, async (work) => {
    const file = await lockFile(work.db, id);
    if (file === undefined) throw new Fault('not-found');
    if (file.state !== 'running') throw new Fault('arrival.state', { state: file.state });
    await saveFile(work.db, id, { state: 'stopped', ended_at: work.now });
    await work.record({ stream: `payroll:${id}`, fact: 'payroll.stopped', data: { payrollId: id } });
  });
  return viewPayroll(house, id);
}

/** What a payroll says of everybody is not kept for whoever may come back to it one day. */
export async function sweepPayrolls(house: House): Promise<void> {
  const before = later(house.clock.now(), -7 * DAY);
  for (const id of await leftFiles(house.store.read, before))
    await house.store.aside('sweep', async (db) => {
      const file = await fileById(db, id);
      if (file === undefined || file.state === 'running') return;
      await saveFile(db, id, { state: 'done' });
      await forgetGiven(db, id);
    });
}
