/** Tables that go over as many pages as they need: their heads are said again on each, a row breaks only when it is long. */
import type { Facts, Table } from './document.ts';
import { rule } from './edges.ts';
import type { Line } from './lines.ts';
import { INNER, PAGE, RULE, type Sheet, STYLES, type Structure, type Style, WASH } from './sheet.ts';

const PAD = { x: 6, y: 3 } as const;
/** Lines of a row that stay together, wherever that is possible. */
const TOGETHER = 5;
const NAMES = 148;

type Column = { readonly x: number; readonly width: number; readonly style: Style; readonly to?: 'right' };
type Row = { readonly cells: readonly (readonly Line[])[]; readonly types: readonly Cell[] };
type Cell = { readonly type: 'TH' | 'TD'; readonly scope?: 'Row' | 'Column' };

export function drawTable(sheet: Sheet, table: Table): void {
  const { columns, heads, head, row } = laidOut(sheet, table);
  const part = sheet.part('Table');
  const over = () => drawHead(sheet, { head, heads, part: null });
  if (sheet.room() < beginningOf(sheet, table)) sheet.nextPage();
  drawHead(sheet, { head, heads, part });
  for (const cells of table.rows) drawRow(sheet, { part, columns, over, row: row(cells) });
  part.end();
  sheet.y += 10;
}

/** Space without which it does not begin on a page, points: all of a short one, some lines of a long one. */
export function beginningOf(sheet: Sheet, table: Table): number {
  const { head, row } = laidOut(sheet, table);
  const first = table.rows.slice(0, TOGETHER).reduce((sum, cells) => sum + heightOf(row(cells), STYLES.cell), 0);
  return heightOf(head, STYLES.head) + Math.min(together(TOGETHER), first);
}

function laidOut(sheet: Sheet, { heads: given }: Table) {
  const all = given.reduce((sum, { share }) => sum + share, 0);
  let x: number = PAGE.left;
  const columns = given.map(({ share, to, letters }): Column => {
    const column = { x, width: (INNER * share) / all, style: letters ? STYLES.sum : STYLES.cell, ...(to && { to }) };
    x += column.width;
    return column;
  });
  const heads = columns.map((column) => ({ ...column, style: STYLES.head }));
  const head: Row = {
    cells: given.map(({ text }, index) => broken(sheet, text, heads[index])),
    types: given.map(() => ({ type: 'TH', scope: 'Column' })),
  };
  const row = (cells: readonly string[]) => rowOf(sheet, { cells, columns, named: false });
  return { columns, heads, head, row };
}

/** Each row is named by its first cell. */
export function drawFacts(sheet: Sheet, { rows }: Facts): void {
  const columns: Column[] = [
    { x: PAGE.left, width: NAMES, style: STYLES.head },
    { x: PAGE.left + NAMES, width: INNER - NAMES, style: STYLES.cell },
  ];
  const part = sheet.part('Table');
  for (const row of rows)
    drawRow(sheet, {
      ...{ part, columns, over: () => undefined },
      row: rowOf(sheet, { cells: row, columns, named: true }),
    });
  part.end();
  sheet.y += 10;
}

const broken = (sheet: Sheet, text: string, column: Column | undefined): Line[] =>
  column === undefined ? [] : sheet.lines(text, column.style, column.width - 2 * PAD.x);

const rowOf = (sheet: Sheet, given: { cells: readonly string[]; columns: readonly Column[]; named: boolean }): Row => ({
  cells: given.columns.map((column, index) => broken(sheet, given.cells[index] ?? '', column)),
  types: given.columns.map((_, index) => (given.named && index === 0 ? { type: 'TH', scope: 'Row' } : { type: 'TD' })),
});

const longest = ({ cells }: Row): number => Math.max(1, ...cells.map((cell) => cell.length));
const together = (lines: number): number => lines * STYLES.cell.leading + 2 * PAD.y;
const heightOf = (row: Row, style: Style): number => longest(row) * style.leading + 2 * PAD.y;

/** Said again on a later page (`part` null) it is no content any more. */
function drawHead(sheet: Sheet, given: { head: Row; heads: readonly Column[]; part: Structure | null }): void {
  const { head, heads, part } = given;
  const height = heightOf(head, STYLES.head);
  sheet.beside(() => {
    sheet.doc.rect(PAGE.left, sheet.y, INNER, height).fill(WASH);
    if (part === null) for (const [index, column] of heads.entries()) writeCell(sheet, column, head.cells[index] ?? []);
  });
  if (part !== null)
    drawCells(sheet, { part: sheet.part('TR', part), columns: heads, row: head, from: 0, to: longest(head) });
  sheet.y += height;
}

type Drawn = { part: Structure; columns: readonly Column[]; row: Row; over: () => void };

function drawRow(sheet: Sheet, { part, columns, row, over }: Drawn): void {
  const lines = longest(row);
  const next = () => {
    sheet.nextPage();
    over();
  };
  if (sheet.room() < together(Math.min(lines, TOGETHER))) next();
  const tr = sheet.part('TR', part);
  const cells = openCells(sheet, tr, row);
  for (let from = 0; from < lines; ) {
    const fits = Math.max(1, Math.floor((sheet.room() - 2 * PAD.y) / STYLES.cell.leading));
    const to = Math.min(lines, from + fits);
    drawCells(sheet, { part: tr, cells, columns, row, from, to });
    sheet.y += together(to - from);
    sheet.beside(() => rule(sheet, sheet.y - 0.5, 0.5, RULE));
    if (to < lines) next();
    from = to;
  }
  tr.end();
}

const openCells = (sheet: Sheet, tr: Structure, { types }: Row): Structure[] =>
  types.map(({ type, scope }) => sheet.part(type, tr, scope === undefined ? {} : { scope }));

type Cells = {
  part: Structure;
  cells?: readonly Structure[];
  columns: readonly Column[];
  row: Row;
  from: number;
  to: number;
};

function drawCells(sheet: Sheet, { part, columns, row, from, to, cells = openCells(sheet, part, row) }: Cells): void {
  for (const [index, column] of columns.entries()) {
    const cell = cells[index];
    const lines = row.cells[index]?.slice(from, to) ?? [];
    if (cell === undefined || lines.every(({ text }) => text === '')) continue;
    sheet.mark(cell, row.types[index]?.type ?? 'TD', () => writeCell(sheet, column, lines));
  }
}

function writeCell(sheet: Sheet, { x, width, style, to }: Column, lines: readonly Line[]): void {
  const at = { x: x + PAD.x, y: sheet.y + PAD.y, width: width - 2 * PAD.x, ...(to && { to }) };
  sheet.write(lines, at, style);
}
