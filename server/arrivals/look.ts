/** A file is read and each of its lines looked at. What was found is kept beside the file's lines; nothing of it comes in. */
import type { Readable } from 'node:stream';
import { ARRIVAL_MAX_BYTES, ARRIVAL_MAX_LINES, type ArrivalKind } from '#contract/arrival-kinds.ts';
import type { ArrivalDetail, chooseArrivalWord, lookAtArrival } from '#contract/arrivals.ts';
import type { BodyOf, QueryOf } from '#contract/operation.ts';
import { translator } from '#locales/catalogues.ts';
import { agenciesInForce, allPositions } from '../agencies/index.ts';
import { everyArea } from '../catalogue/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId, sha256 } from '../shared/ids.ts';
import { type Actor, allow } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { inAnyOf, linesOfTable, readWithin } from '../shared/table-file.ts';
import { lookAtRows } from './among.ts';
import { fold, type GivenRow, HEADINGS, readRows } from './headings.ts';
import type { Looked } from './lines.ts';
import { isState } from './look-at-request.ts';
import { arrivalPolicy } from './policy.ts';
import {
  type ArrivalRow,
  type Counts,
  type FoundRow,
  givenRows,
  insertArrival,
  insertRows,
  lockArrival,
  saveArrival,
  saveFindings,
} from './rows.ts';
import { viewArrival } from './view.ts';

export type LookingFor = QueryOf<typeof lookAtArrival>;
export type ReadArrival = { sha256: Buffer; bytes: number; rows: readonly GivenRow[]; ignored: readonly string[] };

/** Refuses `payload.too-large`, `arrival.file-refused` for what is no table, `arrival.columns-missing`, `workshop.busy`. */
export async function readArrivalFile(
  house: House,
  given: { name: string; kind: ArrivalKind; upload: Readable; locale: 'es-MX' | 'en' },
): Promise<ReadArrival> {
  const { name, kind, upload, locale } = given;
  const bytes = await readWithin(upload, ARRIVAL_MAX_BYTES);
  const lines = await linesOfTable(house, { name, bytes, most: ARRIVAL_MAX_LINES + 1, decode: inAnyOf });
  if (lines === null) throw new Fault('arrival.file-refused', { name, most: ARRIVAL_MAX_LINES });
  const read = readRows(kind, lines);
  if ('missing' in read) {
    const list = read.missing.map((column) => translator(locale)(HEADINGS[column])).join(', ');
    throw new Fault('arrival.columns-missing', { name, list });
  }
  return { sha256: sha256(bytes), bytes: bytes.length, ...read };
}

export const localeOf = (actor: Actor): 'es-MX' | 'en' => (actor.kind === 'person' ? actor.locale : 'es-MX');

const toFound = (rows: readonly GivenRow[], looked: readonly Looked<unknown>[]) =>
  looked.map(({ outcome, problems, label, became }, index) => {
    const { line = 0, values = {}, formulas = [] } = rows[index] ?? {};
    return { line, label, given: { values, formulas }, outcome, problems, became };
  });

/** Looks at a file and keeps what was found; gives its id. */
export async function lookAtFile(
  house: House,
  actor: Actor,
  given: { query: LookingFor; upload: Readable | null },
): Promise<string> {
  allow(arrivalPolicy, 'bring', { actor, thing: {} });
  const { query, upload } = given;
  if (upload === null) throw new Fault('type.unsupported');
  const { name, kind, desk } = query;
  const read = await readArrivalFile(house, { name, kind, upload, locale: localeOf(actor) });
  const { rows, ignored } = read;
  const id = newId();
  const arrival = { kind, desk, chosen: {} };
  const looked = await lookAtRows(house.store.read, { arrival, rows, now: house.clock.now() });
  await house.store.aside('upload', async (db, now) => {
    await insertArrival(
      db,
      {
        ...{ id, kind, desk, file_name: name, bytes: read.bytes, sha256: read.sha256, ignored: [...ignored] },
        lines: rows.length,
        looked_by: actor.kind === 'person' ? actor.id : null,
      },
      now,
    );
    await insertRows(db, id, toFound(rows, looked));
  });
  return id;
}

export type FoundLine = Pick<FoundRow, 'line' | 'label' | 'outcome' | 'problems'>;

/** Looks at a file and keeps nothing: what each line would do. */
export async function lookOnly(
  house: House,
  given: { query: LookingFor; upload: Readable; locale: 'es-MX' | 'en' },
): Promise<{ counts: Counts; lines: readonly FoundLine[] }> {
  const { name, kind, desk } = given.query;
  const { rows } = await readArrivalFile(house, { name, kind, upload: given.upload, locale: given.locale });
  const arrival = { kind, desk, chosen: {} };
  const looked = await lookAtRows(house.store.read, { arrival, rows, now: house.clock.now() });
  const lines = looked.map(({ label, outcome, problems }, at) => ({
    line: rows[at]?.line ?? 0,
    label,
    outcome,
    problems,
  }));
  const count = (outcome: FoundLine['outcome']): number => lines.filter((line) => line.outcome === outcome).length;
  return { counts: { new: count('new'), here: count('here'), fault: count('fault'), brought: 0 }, lines };
}

type Choice = BodyOf<typeof chooseArrivalWord>;

async function meansSomething(db: Reader, { column, meaning }: Choice, now: Date): Promise<boolean> {
  if (meaning === null) return true;
  if (column === 'state') return isState(meaning);
  if (column === 'area') return (await everyArea(db)).some(({ id }) => id === meaning);
  if (column === 'position') return (await allPositions(db)).some(({ id }) => id === meaning);
  const day = todayAt(await readInstitutionRow(db), now);
  return (await agenciesInForce(db, day)).some(({ id }) => id === meaning);
}

/** The arrival as it is held, of the version its reader saw, and still to be started. */
export function asSeen(
  row: ArrivalRow | undefined,
  version: number,
  states: readonly ArrivalRow['state'][],
): ArrivalRow {
  if (row === undefined) throw new Fault('not-found');
  if (row.version !== version) throw new Fault('version.stale');
  if (!states.includes(row.state)) throw new Fault('arrival.state', { state: row.state });
  return row;
}

export async function chooseWord(
  house: House,
  actor: Actor,
  given: { id: string; body: Choice },
): Promise<ArrivalDetail> {
  allow(arrivalPolicy, 'bring', { actor, thing: {} });
  const { id, body } = given;
  await house.store.aside('upload', async (db, now) => {
    const row = asSeen(await lockArrival(db, id), body.version, ['looked', 'stopped']);
    if (!(await meansSomething(db, body, now)))
      throw new Fault('input.invalid', {}, { fields: [{ path: 'meaning', message: 'field.choice' }] });
    const word = fold(body.said);
    const { [word]: _before, ...others } = row.chosen[body.column] ?? {};
    const words = body.meaning === null ? others : { ...others, [word]: { said: body.said, meaning: body.meaning } };
    const chosen = { ...row.chosen, [body.column]: words };
    const rows = await givenRows(db, id);
    const looked = await lookAtRows(db, { arrival: { ...row, chosen }, rows, now });
    await saveFindings(db, id, toFound(rows, looked));
    await saveArrival(db, id, { chosen });
  });
  return viewArrival(house, id);
}
