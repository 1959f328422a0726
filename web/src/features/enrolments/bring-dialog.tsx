/** People out of a spreadsheet, pasted or as a file: looked at row by row before anything of what is written changes. */
import { type MouseEvent, useState } from 'react';
import { ENROLMENT_MAX_ROWS, type EnrolmentFinding, type TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import { cellsOfPasted, rowsOfTable } from '#contract/enrolment-table.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { IconWarning } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useReadFile } from './queries.ts';
import { filledRows, isError, newRowId, tally } from './typed-rows.ts';
import type { Grid } from './use-grid.ts';
import { COLUMN_WORDS, findingText, fullName } from './words.ts';

type Read = {
  rows: readonly TypedEnrolmentRow[];
  findings: readonly EnrolmentFinding[];
  ignored: readonly string[];
  beyond: number;
};

/** A browser says nothing when the same file is chosen again, mended meanwhile. */
const forgetChosen = ({ currentTarget }: MouseEvent<HTMLInputElement>): void => {
  currentTarget.value = '';
};

function Preview({ read }: { read: Read }) {
  const t = useT();
  const locale = useLocale();
  const counts = tally(read.rows, read.findings);
  return (
    <>
      <p role="status">
        <strong>{t('enrolments.counts', counts)}</strong>{' '}
        {read.ignored.length > 0 ? t('enrolments.pasted-ignored', { list: read.ignored.join(', ') }) : null}{' '}
        {read.beyond > 0 ? t('enrolments.bring.beyond', { count: read.beyond }) : null}
      </p>
      <section className="alta-preview" aria-label={t('enrolments.bring.preview')}>
        <table className="table table--stacks">
          <thead>
            <tr>
              <th scope="col">{t('enrolments.column.place')}</th>
              <th scope="col">{t('enrolments.column.number')}</th>
              <th scope="col">{t('enrolments.column.person')}</th>
              <th scope="col">{t('enrolments.column.email')}</th>
              <th scope="col">{t('enrolments.bring.found')}</th>
            </tr>
          </thead>
          <tbody>
            {read.rows.map((row, at) => {
              const found = read.findings.filter(({ rowId }) => rowId === row.id);
              return (
                <tr key={row.id}>
                  <td data-label={t('enrolments.column.place')}>{at + 1}</td>
                  <td data-label={t('enrolments.column.number')}>{row.employeeNumber}</td>
                  <td data-label={t('enrolments.column.person')}>{fullName(row)}</td>
                  <td data-label={t('enrolments.column.email')} className="alta-wrap">
                    {row.email}
                  </td>
                  <td data-label={t('enrolments.bring.found')}>
                    {found.length === 0 ? (
                      <span className="sub">{t('enrolments.bring.ready')}</span>
                    ) : (
                      <ul className="alta-found">
                        {found.map((finding) => (
                          <li key={`${finding.column} ${finding.code}`} className={isError(finding) ? 'is-wrong' : ''}>
                            {isError(finding) ? <IconWarning /> : null}
                            {t(COLUMN_WORDS[finding.column])}: {findingText(t, finding, locale)}
                          </li>
                        ))}
                      </ul>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}

type Props = {
  id: string;
  grid: Grid;
  check: (rows: readonly TypedEnrolmentRow[]) => EnrolmentFinding[];
  onClose: () => void;
};

function ChooseFile({ id, onRead }: { id: string; onRead: (read: Read) => void }) {
  const t = useT();
  const [sent, progress] = useState(0);
  const reading = useReadFile(id);
  const send = (file: File | undefined) => {
    if (file === undefined) return;
    progress(0);
    reading.mutate({ file, progress }, { onSuccess: (read) => onRead({ ...read, beyond: 0 }) });
  };
  return (
    <>
      <Field id="alta-file" label={t('enrolments.bring.file')} hint={t('enrolments.bring.file-hint')}>
        {(wired) => (
          <input
            {...wired}
            type="file"
            className="input cat-file"
            accept=".xlsx,.csv"
            disabled={reading.isPending}
            onClick={forgetChosen}
            onChange={(event) => send(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <div role="status">
        {reading.isPending ? (
          <p className="sub">{t('enrolments.bring.reading', { percent: Math.round(sent * 100) })}</p>
        ) : null}
      </div>
      {reading.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, reading.error)}
        </Notice>
      ) : null}
    </>
  );
}

export function BringDialog({ id, grid, check, onClose }: Props) {
  const t = useT();
  const [text, type] = useState('');
  const [read, show] = useState<Read | null>(null);
  const has = filledRows(grid.rows).length;
  const fits = read !== null && has + read.rows.length <= ENROLMENT_MAX_ROWS;
  const readText = (typed: string) => {
    type(typed);
    const table = rowsOfTable(cellsOfPasted(typed), { positions: grid.positions, newId: newRowId });
    show(table.rows.length === 0 ? null : { ...table, findings: check(table.rows) });
  };
  const take = (how: 'instead' | 'after') => {
    if (read === null) return;
    grid.bring(read.rows, how);
    onClose();
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      confirmLoss={text !== ''}
      title={t('enrolments.bring.title')}
      intro={t('enrolments.bring.intro')}
      footer={
        <>
          <Button onClick={onClose}>{t('enrolments.bring.leave')}</Button>
          {read !== null && has > 0 ? (
            <Button onClick={() => take('instead')}>{t('enrolments.bring.instead', { count: has })}</Button>
          ) : null}
          {!fits ? null : (
            <Button kind="primary" onClick={() => take(has > 0 ? 'after' : 'instead')}>
              {t(has > 0 ? 'enrolments.bring.after' : 'enrolments.bring.take', { count: read.rows.length })}
            </Button>
          )}
        </>
      }
    >
      <div className="alta-bring">
        <Field id="alta-paste" label={t('enrolments.bring.paste')} hint={t('enrolments.bring.paste-hint')}>
          {(wired) => (
            <TextArea {...wired} rows={3} value={text} onChange={(event) => readText(event.currentTarget.value)} />
          )}
        </Field>
        <ChooseFile
          id={id}
          onRead={(found) => {
            type('');
            show(found);
          }}
        />
        {read === null || fits ? null : (
          <Notice kind="warning" role="status">
            {t('enrolments.bring.full', { count: has, limit: ENROLMENT_MAX_ROWS })}
          </Notice>
        )}
        {read === null ? null : <Preview read={read} />}
      </div>
    </Dialog>
  );
}
