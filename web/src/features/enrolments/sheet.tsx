/** The sheet as document 002 has it, in its words and with its columns, and the responsibilities as its annex. Letter paper, black on white. */
import { Fragment, type ReactNode } from 'react';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { fullName } from './words.ts';

export type SheetRow = {
  readonly id: string;
  readonly employeeNumber: string;
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly email: string;
  readonly phone: string;
};
type Props = {
  view: Pick<EnrolmentView, 'agency' | 'folio' | 'code'>;
  rows: readonly SheetRow[];
  /** Of who signs, where it is known. */
  signer: string;
  /** The responsibilities in force: "1. …" begins a paragraph, "a. …" one under it. */
  responsibilities: { readonly version: number; readonly body: string } | undefined;
};

/** "ABCDEF" → "ABC-DEF": read aloud and typed without a slip. */
export const spokenCode = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`;

/** Stands in the head of each table, so that paper repeats it on every page. */
function Marks({ view, columns }: { view: Props['view']; columns: number }) {
  const t = useT();
  return (
    <tr className="alta-sheet__marks">
      <td colSpan={columns}>
        <span>
          {t('enrolments.sheet.code')} <strong>{spokenCode(view.code)}</strong>
        </span>
        <span>{view.folio === null ? '' : `${t('common.folio.label')} ${view.folio}`}</span>
      </td>
    </tr>
  );
}

/** The marks come first on paper, across all columns: their row would make every column as wide as the next. */
const PEOPLE_WIDTHS = [
  ['number', '11%'],
  ['names', '17%'],
  ['first', '14%'],
  ['second', '13%'],
  ['email', '28%'],
  ['phone', '17%'],
] as const;

/** An address breaks where its parts meet, before it breaks within one. */
const Breaking = ({ text }: { text: string }) => (
  <>
    {[...text.matchAll(/[^@._-]+[@._-]*|[@._-]+/g)].map(({ 0: part, index }) => (
      <Fragment key={index}>
        {part}
        <wbr />
      </Fragment>
    ))}
  </>
);

/** `children`: what is signed below. It is the last row, so that no page with a signature is without people, folio and code. */
function People({ view, rows, children }: Pick<Props, 'view' | 'rows'> & { children: ReactNode }) {
  const t = useT();
  return (
    <table className="alta-sheet__people">
      <colgroup>
        {PEOPLE_WIDTHS.map(([column, width]) => (
          <col key={column} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <Marks view={view} columns={6} />
        <tr>
          <th scope="col">{t('enrolments.sheet.number')}</th>
          <th scope="col">{t('enrolments.sheet.name')}</th>
          <th scope="col">{t('enrolments.sheet.first')}</th>
          <th scope="col">{t('enrolments.sheet.second')}</th>
          <th scope="col">{t('enrolments.sheet.email')}</th>
          <th scope="col">{t('enrolments.sheet.phone')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.employeeNumber}</td>
            <td>{row.givenNames}</td>
            <td>{row.firstSurname}</td>
            <td>{row.secondSurname}</td>
            <td>
              <Breaking text={row.email} />
            </td>
            <td>{row.phone}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="alta-sheet__end">
          <td colSpan={6}>{children}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** The words the document explains, in its order. */
const GLOSSARY = ['employee', 'requester', 'credentials', 'system', 'desk'] as const;

function Glossary() {
  const t = useT();
  const { governmentName: government } = useInstitution();
  return (
    <section className="alta-sheet__glossary">
      <h3>{t('enrolments.sheet.glossary')}</h3>
      <table>
        <colgroup>
          <col style={{ width: '20%' }} />
          <col style={{ width: '80%' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('enrolments.sheet.term')}</th>
            <th scope="col">{t('enrolments.sheet.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {GLOSSARY.map((word) => (
            <tr key={word}>
              <td>{t(`enrolments.glossary.${word}`)}</td>
              <td>{t(`enrolments.glossary.${word}-means`, { government })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const isUnder = (line: string): boolean => /^[a-z]\.\s/.test(line);

function Annex({ view, rows, responsibilities }: Omit<Props, 'signer'>) {
  const t = useT();
  if (responsibilities === undefined) return null;
  const lines = responsibilities.body.split('\n').map((line) => line.trim());
  return (
    <section className="alta-sheet__annex">
      <h2>{t('enrolments.sheet.annex')}</h2>
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <p key={line} className={isUnder(line) ? 'alta-sheet__under' : undefined}>
            {line}
          </p>
        ))}
      <p className="alta-sheet__version">{t('enrolments.sheet.version', { version: responsibilities.version })}</p>
      <Glossary />
      <table className="alta-sheet__rubrics">
        <colgroup>
          <col style={{ width: '20%' }} />
          <col style={{ width: '48%' }} />
          <col style={{ width: '32%' }} />
        </colgroup>
        <thead>
          <Marks view={view} columns={3} />
          <tr>
            <th scope="col">{t('enrolments.sheet.number')}</th>
            <th scope="col">{t('enrolments.sheet.whole-name')}</th>
            <th scope="col">{t('enrolments.sheet.rubric')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.employeeNumber}</td>
              <td>{fullName(row)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Sheet({ view, rows, signer, responsibilities }: Props) {
  const t = useT();
  const locale = useLocale();
  const { hostAgencyName, productName, governmentName } = useInstitution();
  const words = { host: hostAgencyName, product: productName, government: governmentName };
  return (
    <article className="alta-sheet" aria-label={t('enrolments.sheet.label')}>
      <section className="alta-sheet__form">
        <p className="alta-sheet__code">
          {t('enrolments.sheet.code')} <strong>{spokenCode(view.code)}</strong>
        </p>
        <h2 className="alta-sheet__title">{t('enrolments.sheet.title', words)}</h2>
        <p>{t('enrolments.sheet.ask', words)}</p>
        <People view={view} rows={rows}>
          <p>{t('enrolments.sheet.declare', words)}</p>
          <p>
            {t('enrolments.sheet.agency')} <strong>{local(view.agency.name, locale)}</strong>
          </p>
          <div className="alta-sheet__sign">
            <span className="alta-sheet__line">{signer}</span>
            <span>{t('enrolments.sheet.signer')}</span>
          </div>
          <p>{t('enrolments.sheet.attached')}</p>
        </People>
      </section>
      <Annex view={view} rows={rows} responsibilities={responsibilities} />
    </article>
  );
}
