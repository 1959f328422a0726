/** The cells of one person: what is typed, and beside it what is wrong and what to do. */
import type { ReactNode } from 'react';
import type { EnrolmentColumn, EnrolmentFinding, TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import { ENROLMENT_ROLES } from '#contract/enrolment-rows.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Field, Select, TextArea, TextInput } from '#web/shared/ui/field.tsx';
import { FieldError } from '#web/shared/ui/field-error.tsx';
import { IconInfo } from '#web/shared/ui/icons.tsx';
import type { Cell } from './typed-rows.ts';
import type { Grid } from './use-grid.ts';
import { COLUMN_WORDS, cellId, findingText, ROLE_WORDS } from './words.ts';

export type OfRow = {
  readonly row: TypedEnrolmentRow;
  readonly grid: Grid;
  /** Of this row, those that are shown. */
  readonly findings: readonly EnrolmentFinding[];
};
type Wired = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

function Said({ finding, id }: { finding: EnrolmentFinding; id: string }) {
  const t = useT();
  const locale = useLocale();
  const text = findingText(t, finding, locale);
  if (finding.severity === 'error') return <FieldError id={id}>{text}</FieldError>;
  return (
    <span className="alta-note" id={id}>
      <IconInfo />
      <span>{text}</span>
    </span>
  );
}

type BoxProps = { of: OfRow; column: EnrolmentColumn; children: (wired: Wired) => ReactNode; below?: ReactNode };

/** A label that the head of the grid says for the eye, the control, and what was found. */
function CellBox({ of: { row, findings }, column, children, below }: BoxProps) {
  const t = useT();
  const id = cellId(row.id, column);
  const finding = findings.find((each) => each.column === column);
  const isWrong = finding?.severity === 'error';
  const wired: Wired = {
    id,
    ...(finding ? { 'aria-describedby': `${id}-found` } : {}),
    ...(isWrong ? { 'aria-invalid': true } : {}),
  };
  return (
    <div className={`alta-cell alta-cell--${column}${isWrong ? ' field--error' : ''}`} data-cell={column}>
      <label htmlFor={id}>{t(COLUMN_WORDS[column])}</label>
      {children(wired)}
      {finding ? <Said finding={finding} id={`${id}-found`} /> : null}
      {below}
    </div>
  );
}

const TYPES: Partial<Record<Cell, { inputMode: 'email' | 'tel' }>> = {
  email: { inputMode: 'email' },
  phone: { inputMode: 'tel' },
};

export function TextCell({ of, cell, below }: { of: OfRow; cell: Exclude<Cell, 'position'>; below?: ReactNode }) {
  const { row, grid } = of;
  return (
    <CellBox of={of} column={cell} below={below}>
      {(wired) => (
        <TextInput
          {...wired}
          {...TYPES[cell]}
          value={row[cell]}
          maxLength={cell === 'email' ? 254 : 200}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize={cell === 'email' ? 'none' : 'words'}
          onChange={(event) => grid.type(row.id, { [cell]: event.currentTarget.value })}
        />
      )}
    </CellBox>
  );
}

/** Said, and not just left out. */
export function OneSurname({ of: { row, grid } }: { of: OfRow }) {
  const t = useT();
  if (row.secondSurname !== '' && !row.singleSurname) return null;
  return (
    <label className="check alta-one">
      <input
        type="checkbox"
        checked={row.singleSurname}
        onChange={(event) => grid.type(row.id, { singleSurname: event.currentTarget.checked })}
      />
      <span>{t('enrolments.one-surname')}</span>
    </label>
  );
}

export function PositionCell({ of }: { of: OfRow }) {
  const t = useT();
  const locale = useLocale();
  const { row, grid } = of;
  const choose = (value: string) => {
    const position = grid.positions.find(({ id }) => id === value);
    const none = { exceptionReason: '', exceptionUntil: null };
    grid.type(row.id, { positionId: position?.id ?? null, positionText: '', ...(position?.eligible ? none : {}) });
  };
  return (
    <CellBox of={of} column="position">
      {(wired) => (
        <Select {...wired} value={row.positionId ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{row.positionText === '' ? t('enrolments.position-none') : `«${row.positionText}»`}</option>
          {grid.positions.map(({ id, name }) => (
            <option key={id} value={id}>
              {local(name, locale)}
            </option>
          ))}
        </Select>
      )}
    </CellBox>
  );
}

/** Below mando medio (1.b): why, and until when; Servicios Generales decides. */
export function ExceptionFields({ of: { row, grid, findings } }: { of: OfRow }) {
  const t = useT();
  const locale = useLocale();
  const position = grid.positions.find(({ id }) => id === row.positionId);
  if (position === undefined || position.eligible) return null;
  const finding = findings.find(({ column }) => column === 'exception');
  const said = finding?.severity === 'error' ? findingText(t, finding, locale) : null;
  const ofReason = finding?.code === 'exception-reason';
  return (
    <div className="alta-exception" data-cell="exception">
      <p className="sub">{t('enrolments.exception.text')}</p>
      <Field id={cellId(row.id, 'exception')} label={t('enrolments.exception.reason')} error={ofReason ? said : null}>
        {(wired) => (
          <TextArea
            {...wired}
            rows={1}
            value={row.exceptionReason}
            maxLength={500}
            onChange={(event) => grid.type(row.id, { exceptionReason: event.currentTarget.value.replace(/\s/g, ' ') })}
          />
        )}
      </Field>
      <Field
        id={`${cellId(row.id, 'exception')}-until`}
        label={t('enrolments.exception.until')}
        error={ofReason ? null : said}
      >
        {(wired) => (
          <TextInput
            {...wired}
            type="date"
            value={row.exceptionUntil ?? ''}
            onChange={(event) => grid.type(row.id, { exceptionUntil: event.currentTarget.value || null })}
          />
        )}
      </Field>
    </div>
  );
}

/** What came on paper may ask for the first coordinators and heads too. */
export function RoleField({ of: { row, grid } }: { of: OfRow }) {
  const t = useT();
  return (
    <Field id={`${cellId(row.id, 'position')}-role`} label={t('enrolments.role.label')}>
      {(wired) => (
        <Select
          {...wired}
          value={row.role}
          onChange={(event) =>
            grid.type(row.id, {
              role: ENROLMENT_ROLES.find((role) => role === event.currentTarget.value) ?? 'requester',
            })
          }
        >
          {ENROLMENT_ROLES.map((role) => (
            <option key={role} value={role}>
              {t(ROLE_WORDS[role])}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
