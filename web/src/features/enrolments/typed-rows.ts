/** Pure: the rows of an enrolment while they are written. What is pasted, moved or thrown away can be taken back. */

import type { PositionView } from '#contract/agencies.ts';
import {
  checkEnrolmentRows,
  ENROLMENT_MAX_ROWS,
  type EnrolmentColumn,
  type EnrolmentFinding,
  type EnrolmentRowId,
  type RowsAgainst,
  type TypedEnrolmentRow,
} from '#contract/enrolment-rows.ts';
import { cellsOfPasted, rowsOfTable } from '#contract/enrolment-table.ts';
import { newId } from '#web/shared/new-id.ts';

/** Cells of the grid in their order: the columns of the document, and the position. */
export const CELLS = [
  'employeeNumber',
  'givenNames',
  'firstSurname',
  'secondSurname',
  'email',
  'phone',
  'position',
] as const satisfies readonly EnrolmentColumn[];
export type Cell = (typeof CELLS)[number];
type TextCell = Exclude<Cell, 'position'>;
const isText = (cell: Cell): cell is TextCell => cell !== 'position';

export const newRowId = () => newId() as EnrolmentRowId;

export const blankRow = (): TypedEnrolmentRow => ({
  id: newRowId(),
  employeeNumber: '',
  givenNames: '',
  firstSurname: '',
  secondSurname: '',
  singleSurname: false,
  email: '',
  phone: '',
  positionId: null,
  positionText: '',
  role: 'requester',
  exceptionReason: '',
  exceptionUntil: null,
});

/** Nothing was typed in it: it is not kept, and nothing is missing in it. */
export const isBlank = (row: TypedEnrolmentRow): boolean =>
  CELLS.every((cell) => (isText(cell) ? row[cell] === '' : row.positionId === null && row.positionText === '')) &&
  row.exceptionReason === '' &&
  row.exceptionUntil === null;

export const filledRows = (rows: readonly TypedEnrolmentRow[]): TypedEnrolmentRow[] =>
  rows.filter((row) => !isBlank(row));

export const changed = (
  rows: readonly TypedEnrolmentRow[],
  id: string,
  change: Partial<TypedEnrolmentRow>,
): TypedEnrolmentRow[] => rows.map((row) => (row.id === id ? { ...row, ...change } : row));

export function moved(rows: readonly TypedEnrolmentRow[], from: number, to: number): TypedEnrolmentRow[] {
  const row = rows[from];
  if (row === undefined || to < 0 || to >= rows.length) return [...rows];
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

type Pasting = {
  readonly at: number;
  readonly cell: Cell;
  readonly positions: readonly PositionView[];
  /** Of a returned form: nobody is added to it. */
  readonly fixed: boolean;
};
export type Pasted = {
  readonly rows: TypedEnrolmentRow[];
  /** Rows of the clipboard that were put in. */
  readonly taken: number;
  /** Rows for which there was no room. */
  readonly beyond: number;
  readonly ignored: readonly string[];
};

/** One line of one cell is left to the field itself. */
export const isBlock = (text: string): boolean => /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''));

type Change = (row: TypedEnrolmentRow) => TypedEnrolmentRow;
type Changes = { readonly changes: readonly Change[]; readonly beyond: number; readonly ignored: readonly string[] };

/** Whole people: told by their headings, or as many cells as the document has columns, from the first on. */
function wholePeople(lines: string[][], { cell, positions }: Pasting): Changes | null {
  const { byHeading, rows, beyond, ignored } = rowsOfTable(lines, { positions, newId: newRowId });
  const isWide = lines.every((cells) => cells.length >= CELLS.length - 1);
  if (!byHeading && !(isWide && cell === CELLS[0])) return null;
  const changes = rows.map(
    (read): Change =>
      ({ id, role }) => ({ ...read, id, role }),
  );
  return { changes, beyond, ignored };
}

/** The position of that name, or the name where no position is called so. */
export function positionOf(
  text: string,
  positions: readonly PositionView[],
): Pick<TypedEnrolmentRow, 'positionId' | 'positionText'> {
  const before = CELLS.slice(0, -1).map(() => '');
  const [row] = rowsOfTable([[...before, text]], { positions, newId: newRowId }).rows;
  return { positionId: row?.positionId ?? null, positionText: row?.positionText ?? '' };
}

const MOST_LETTERS = 200;
const clean = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MOST_LETTERS);

/** Cell by cell from where the paste was made, to the right and down. */
function cellByCell(lines: string[][], { cell, positions }: Pasting): Changes {
  const first = CELLS.indexOf(cell);
  const changes = lines.map((texts): Change => {
    const typed = CELLS.slice(first, first + texts.length).map((each, at) => [each, clean(texts[at] ?? '')] as const);
    const change = typed.map(([each, text]) => (isText(each) ? { [each]: text } : positionOf(text, positions)));
    return (row) => Object.assign({}, row, ...change);
  });
  return { changes, beyond: 0, ignored: [] };
}

/** A block of a spreadsheet upon the rows, from a cell on; rows that are missing are added, up to the fiftieth. */
export function pasted(rows: readonly TypedEnrolmentRow[], text: string, given: Pasting): Pasted {
  const lines = cellsOfPasted(text).filter((cells) => cells.some((each) => each.trim() !== ''));
  const { changes, beyond, ignored } = wholePeople(lines, given) ?? cellByCell(lines, given);
  const room = given.fixed ? rows.length : ENROLMENT_MAX_ROWS;
  const taken = changes.slice(0, Math.max(0, room - given.at));
  const next = [...rows];
  taken.forEach((change, at) => {
    next[given.at + at] = change(rows[given.at + at] ?? blankRow());
  });
  return { rows: next, taken: taken.length, beyond: changes.length - taken.length + beyond, ignored };
}

/** What the server alone knows, and of which number and address it said so. */
export type FromServer = { readonly findings: readonly EnrolmentFinding[]; readonly of: ReadonlyMap<string, string> };
const SERVER_KNOWS: readonly string[] = ['registered', 'elsewhere', 'returning', 'two-people', 'waiting'];
const whoOf = ({ employeeNumber, email }: TypedEnrolmentRow): string =>
  `${employeeNumber.toUpperCase()} ${email.toLowerCase()}`;

export const fromServer = (rows: readonly TypedEnrolmentRow[], findings: readonly EnrolmentFinding[]): FromServer => ({
  findings: findings.filter(({ code }) => SERVER_KNOWS.includes(code)),
  of: new Map(rows.map((row) => [row.id, whoOf(row)])),
});

/** Everything found of the rows as they stand: what a browser can tell at every key, and what the server said of the same person. */
export function findingsOf(
  rows: readonly TypedEnrolmentRow[],
  against: Pick<RowsAgainst, 'agencyId' | 'today' | 'positions' | 'mailDomains'>,
  server: FromServer,
): EnrolmentFinding[] {
  const filled = filledRows(rows);
  const places = new Map<string, number>(rows.map((row, at) => [row.id, at + 1]));
  // Empty rows between others are not counted by who checks, and are by who looks.
  const placeOf = (at: number): number => places.get(filled[at - 1]?.id ?? '') ?? at;
  const own = checkEnrolmentRows(filled, { ...against, known: [], waiting: [] });
  const known = server.findings.filter(({ rowId }) =>
    filled.some((row) => row.id === rowId && whoOf(row) === server.of.get(rowId)),
  );
  const placed = [...own, ...known].map((finding): EnrolmentFinding => {
    const { other } = finding.values;
    const values = typeof other === 'number' ? { ...finding.values, other: placeOf(other) } : finding.values;
    return { ...finding, row: places.get(finding.rowId) ?? finding.row, values };
  });
  return placed.toSorted((one, another) => one.row - another.row);
}

export const isError = ({ severity }: EnrolmentFinding): boolean => severity === 'error';

/** People without an error, and people with one. */
export function tally(rows: readonly TypedEnrolmentRow[], findings: readonly EnrolmentFinding[]) {
  const wrong = new Set<string>(findings.filter(isError).map(({ rowId }) => rowId));
  const people = filledRows(rows).length;
  return { people, ready: people - wrong.size, wrong: wrong.size };
}
