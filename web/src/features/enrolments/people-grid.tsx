/** People of an enrolment, a row each; cards on a phone. By keyboard alone: Tab, arrows up and down, Enter; a block of a spreadsheet is pasted anywhere. */
import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { ENROLMENT_MAX_ROWS, type EnrolmentFinding } from '#contract/enrolment-rows.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconHistory, IconPlus } from '#web/shared/ui/icons.tsx';
import { LineActs } from '#web/shared/ui/line-acts.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ExceptionFields, type OfRow, OneSurname, PositionCell, RoleField, TextCell } from './grid-cells.tsx';
import { CELLS, type Cell, isBlock } from './typed-rows.ts';
import type { Grid } from './use-grid.ts';
import { COLUMN_WORDS, cellId } from './words.ts';

type Place = { row: number; cell: Cell };

/** Of the cell an event comes from. */
function placeOf(target: EventTarget): Place | null {
  if (!(target instanceof Element)) return null;
  const cell = CELLS.find((each) => each === target.closest('[data-cell]')?.getAttribute('data-cell'));
  const row = target.closest('[data-row]')?.getAttribute('data-row');
  return cell === undefined || row === null || row === undefined ? null : { row: Number(row), cell };
}

type RowProps = { of: OfRow; at: number; isPaper: boolean; reason: string };

function PersonRow({ of, at, isPaper, reason }: RowProps) {
  const t = useT();
  const { row, grid } = of;
  const n = at + 1;
  return (
    <li className="alta-row" data-row={at} data-id={row.id} aria-label={t('enrolments.person', { n })}>
      <span className="alta-row__place" aria-hidden="true">
        <span className="alta-row__word">{t('enrolments.person-word')} </span>
        {n}
      </span>
      <TextCell of={of} cell="employeeNumber" />
      <TextCell of={of} cell="givenNames" />
      <TextCell of={of} cell="firstSurname" />
      <TextCell of={of} cell="secondSurname" below={<OneSurname of={of} />} />
      <TextCell of={of} cell="email" />
      <TextCell of={of} cell="phone" />
      <PositionCell of={of} />
      <span className="alta-row__acts">
        {grid.fixed ? null : (
          <LineActs
            at={at}
            of={grid.rows.length}
            labels={{
              up: t('enrolments.row-up', { n }),
              down: t('enrolments.row-down', { n }),
              remove: t('enrolments.row-remove', { n }),
            }}
            move={(to) => grid.move(at, to)}
            remove={() => grid.remove(row.id)}
          />
        )}
      </span>
      <div className="alta-row__more">
        {reason === '' ? null : (
          <Notice kind="warning" title={t('enrolments.returned-reason')}>
            {reason}
          </Notice>
        )}
        <ExceptionFields of={of} />
        {isPaper ? <RoleField of={of} /> : null}
      </div>
    </li>
  );
}

/** Keys that lead from row to row; what they lead to may not be drawn yet. */
function useKeys(grid: Grid) {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const field = document.getElementById(wanted.current);
    if (field === null) return;
    wanted.current = null;
    field.focus();
    if (field instanceof HTMLInputElement) field.select();
  });
  const go = (to: number, cell: Cell): boolean => {
    const row = grid.rows[to];
    if (row === undefined) return false;
    document.getElementById(cellId(row.id, cell))?.focus();
    return true;
  };
  const add = (cell: Cell) => {
    if (grid.fixed || grid.rows.length >= ENROLMENT_MAX_ROWS) return;
    wanted.current = cellId(grid.add(), cell);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
    if (isUndo && grid.canUndo && !grid.isTyped) {
      event.preventDefault();
      grid.undo();
      return;
    }
    const place = placeOf(event.target);
    if (place === null || !(event.target instanceof HTMLInputElement) || event.target.type === 'checkbox') return;
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!go(place.row + step, place.cell) && event.key === 'Enter') add(place.cell);
  };
  return { onKeyDown, add };
}

function Pasted({ grid }: { grid: Grid }) {
  const t = useT();
  const { told } = grid;
  if (told === null) return null;
  const said = [
    t('enrolments.pasted', { count: told.taken }),
    told.beyond > 0 ? t('enrolments.pasted-beyond', { count: told.beyond, limit: ENROLMENT_MAX_ROWS }) : '',
    told.ignored.length > 0 ? t('enrolments.pasted-ignored', { list: told.ignored.join(', ') }) : '',
  ];
  return (
    <Notice kind={told.beyond > 0 ? 'warning' : 'info'} role="status">
      {said.filter((each) => each !== '').join(' ')}
    </Notice>
  );
}

type Props = {
  grid: Grid;
  findings: readonly EnrolmentFinding[];
  isPaper: boolean;
  /** Why a row came back, by its id. */
  reasons: ReadonlyMap<string, string>;
};

export function PeopleGrid({ grid, findings, isPaper, reasons }: Props) {
  const t = useT();
  const { onKeyDown, add } = useKeys(grid);
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const place = placeOf(event.target);
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (place === null || !isBlock(text)) return;
    event.preventDefault();
    grid.paste(text, place);
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    const place = placeOf(event.target);
    const row = place && grid.rows[place.row];
    if (place && row) grid.leave(row.id, place.cell);
  };
  const shown = findings.filter(grid.isShown);
  return (
    <fieldset
      className="alta-people"
      aria-labelledby="alta-people"
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={onBlur}
    >
      <div className="alta-head" aria-hidden="true">
        <span />
        {CELLS.map((cell) => (
          <span key={cell}>{t(COLUMN_WORDS[cell])}</span>
        ))}
      </div>
      <ol className="alta-rows">
        {grid.rows.map((row, at) => (
          <PersonRow
            key={row.id}
            of={{ row, grid, findings: shown.filter(({ rowId }) => rowId === row.id) }}
            at={at}
            isPaper={isPaper}
            reason={reasons.get(row.id) ?? ''}
          />
        ))}
      </ol>
      <Pasted grid={grid} />
      <div className="alta-people__foot">
        {grid.fixed ? null : (
          <Button
            kind="soft"
            icon={<IconPlus />}
            disabled={grid.rows.length >= ENROLMENT_MAX_ROWS}
            onClick={() => add('employeeNumber')}
          >
            {t('enrolments.add')}
          </Button>
        )}
        {grid.canUndo ? (
          <Button kind="quiet" icon={<IconHistory />} onClick={grid.undo}>
            {t('enrolments.undo')}
          </Button>
        ) : null}
        <span className="sub">{t('enrolments.who-may')}</span>
      </div>
    </fieldset>
  );
}
