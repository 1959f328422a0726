/** A file of the desk before as its reader may know it. */
import { CHOSEN_COLUMNS, type ChosenColumn } from '#contract/arrival-kinds.ts';
import type { ArrivalDetail, ArrivalId, ArrivalLine, ArrivalView, listArrivalLines } from '#contract/arrivals.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { titlesOf } from '../requests/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { fold } from './headings.ts';
import {
  type ArrivalRow,
  arrivalById,
  type Counts,
  countsOf,
  newestArrivals,
  type ShownRow,
  shownRows,
  unknownWords,
} from './rows.ts';

const NONE: Counts = { new: 0, here: 0, fault: 0, brought: 0 };

const toView = (row: ArrivalRow, counts: Counts = NONE): ArrivalView => ({
  id: row.id as ArrivalId,
  version: row.version,
  kind: row.kind,
  desk: row.desk,
  fileName: row.file_name,
  sha256: row.sha256.toString('hex'),
  state: row.state,
  lines: row.lines,
  counts,
  ignored: row.ignored,
  letters: row.letters,
  lookedAt: row.looked_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
});

const MOST = 50;

export async function listFiles(house: House): Promise<{ items: ArrivalView[] }> {
  const db = house.store.read;
  const rows = await newestArrivals(db, MOST);
  const counts = await countsOf(
    db,
    rows.map(({ id }) => id),
  );
  return { items: rows.map((row) => toView(row, counts.get(row.id))) };
}

const isChosen = (column: string): column is ChosenColumn => (CHOSEN_COLUMNS as readonly string[]).includes(column);

async function wordsOf(db: Reader, row: ArrivalRow): Promise<ArrivalDetail['words']> {
  const known = CHOSEN_COLUMNS.flatMap((column) =>
    Object.values(row.chosen[column] ?? {}).map(({ said, meaning }) => ({ column, said, lines: 0, meaning })),
  );
  const unknown = await unknownWords(db, row.id);
  // Two ways of writing one word are asked for once.
  const asked = Map.groupBy(
    unknown.filter((word) => isChosen(word.column)),
    ({ column, said }) => `${column} ${fold(said)}`,
  );
  return [
    ...[...asked.values()].map((same) => ({
      column: same[0]?.column as ChosenColumn,
      said: same[0]?.said ?? '',
      lines: same.reduce((sum, { lines }) => sum + lines, 0),
      meaning: null,
    })),
    ...known,
  ];
}

export async function viewArrival(house: House, id: string): Promise<ArrivalDetail> {
  const db = house.store.read;
  const row = await arrivalById(db, id);
  if (row === undefined) throw new Fault('not-found');
  const counts = await countsOf(db, [id]);
  return { ...toView(row, counts.get(id)), words: row.state === 'done' ? [] : await wordsOf(db, row) };
}

/** All that is said of any line, in order. */
export async function linesOf(house: House, id: string): Promise<readonly ShownRow[]> {
  const row = await arrivalById(house.store.read, id);
  return shownRows(house.store.read, { arrivalId: id, outcome: null, noted: false, after: 0, limit: row?.lines ?? 0 });
}

const PAGE = 50;

/** Each with what it became: a folio for a request or what was written in one, a name for a person. */
export async function withNames(
  db: Reader,
  kind: ArrivalRow['kind'],
  rows: readonly ShownRow[],
): Promise<ArrivalLine[]> {
  const titles =
    kind === 'people'
      ? new Map()
      : await titlesOf(
          db,
          rows.flatMap(({ became }) => became ?? []),
        );
  return rows.map(({ line, label, outcome, problems, became, name }) => ({
    line,
    label,
    outcome,
    problems: problems.map(({ values = {}, ...problem }) => ({ ...problem, values: { ...values } })),
    became: became === null ? null : kind === 'people' ? name : (titles.get(became)?.folio ?? null),
  }));
}

export async function listLines(
  house: House,
  given: { id: string; query: QueryOf<typeof listArrivalLines> },
): Promise<ReplyOf<typeof listArrivalLines>> {
  const db = house.store.read;
  const { id, query } = given;
  const row = await arrivalById(db, id);
  if (row === undefined) throw new Fault('not-found');
  const { outcome } = query;
  const rows = await shownRows(db, {
    arrivalId: id,
    outcome: outcome === undefined || outcome === 'noted' ? null : outcome,
    noted: outcome === 'noted',
    after: Number(query.after ?? 0),
    limit: PAGE + 1,
  });
  const shown = rows.slice(0, PAGE);
  return {
    items: await withNames(db, row.kind, shown),
    next: rows.length > PAGE ? String(shown.at(-1)?.line ?? 0) : null,
  };
}
