/** What the grid does with its rows: acts that can be taken back, and which cells somebody was in already. */
import { useState } from 'react';
import type { PositionView } from '#contract/agencies.ts';
import type { EnrolmentFinding, TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import { blankRow, type Cell, changed, filledRows, moved, type Pasted, pasted } from './typed-rows.ts';

type Rows = readonly TypedEnrolmentRow[];
export type Grid = ReturnType<typeof useGrid>;
type Given = {
  readonly rows: Rows;
  /** Of a returned form: nobody is added to it. */
  readonly fixed: boolean;
  readonly positions: readonly PositionView[];
  readonly put: (rows: Rows) => void;
};

const HISTORY = 20;
/** What is said after a paste; null while there is nothing to say. */
export type Told = Pick<Pasted, 'taken' | 'beyond' | 'ignored'> | null;

/** What can be taken back: the rows before each act that changed many at once. */
function useHistory(put: (rows: Rows) => void) {
  const [before, remember] = useState<readonly Rows[]>([]);
  /** Something was typed since: the keys of the browser take that back first. */
  const [isTyped, typed] = useState(false);
  return {
    canUndo: before.length > 0,
    isTyped,
    typed: () => typed(true),
    keep: (rows: Rows) => {
      remember((all) => [...all, rows].slice(-HISTORY));
      typed(false);
    },
    undo: () => {
      const last = before.at(-1);
      if (last === undefined) return;
      remember((all) => all.slice(0, -1));
      typed(false);
      put(last);
    },
  };
}

export function useGrid({ rows, fixed, positions, put }: Given) {
  const history = useHistory(put);
  // What was there as the page opened was looked at before.
  const [seen, see] = useState<ReadonlySet<string>>(() => new Set(filledRows(rows).map(({ id }) => id)));
  const [all, showAll] = useState(false);
  const [told, tell] = useState<Told>(null);
  const act = (next: Rows, told: Told = null) => {
    history.keep(rows);
    tell(told);
    put(next);
  };
  const seeRows = (next: Rows) => see((before) => new Set([...before, ...filledRows(next).map(({ id }) => id)]));
  return {
    ...{ rows, fixed, positions, told, all },
    canUndo: history.canUndo,
    isTyped: history.isTyped,
    undo: () => {
      tell(null);
      history.undo();
    },
    type: (id: string, change: Partial<TypedEnrolmentRow>) => {
      history.typed();
      put(changed(rows, id, change));
    },
    paste: (text: string, at: { row: number; cell: Cell }) => {
      const done = pasted(rows, text, { at: at.row, cell: at.cell, positions, fixed });
      seeRows(done.rows);
      act(done.rows, done);
    },
    /** Rows read elsewhere, instead of those that are here or after them. */
    bring: (read: Rows, how: 'instead' | 'after') => {
      const next = how === 'instead' ? read : [...filledRows(rows), ...read];
      seeRows(next);
      act(next);
    },
    add: (): string => {
      const row = blankRow();
      put([...rows, row]);
      return row.id;
    },
    remove: (id: string) => {
      const left = rows.filter((row) => row.id !== id);
      act(left.length > 0 ? left : [blankRow()]);
    },
    move: (from: number, to: number) => act(moved(rows, from, to)),
    /** Left once, a cell says what is wrong with it. */
    leave: (id: string, cell: string) => see((before) => new Set([...before, `${id} ${cell}`])),
    showAll: () => showAll(true),
    isShown: ({ rowId, column }: EnrolmentFinding): boolean => all || seen.has(rowId) || seen.has(`${rowId} ${column}`),
  };
}
