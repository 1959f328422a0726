/** The lines of a file: what each would change of whom, and what is wrong with it. */
import { Link } from '@tanstack/react-router';
import { PAYROLL_OUTCOMES, type PayrollDetail, type PayrollLine, type PayrollOutcome } from '#contract/payroll.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { usePayrollLines } from './payroll-queries.ts';
import { PAYROLL_OUTCOME_WORDS } from './payroll-words.ts';

const SEEN_BY: Record<PayrollOutcome, string> = {
  change: 'cambian',
  same: 'iguales',
  unknown: 'sin_cuenta',
  fault: 'con_falla',
  done: 'hechos',
};

function Said({ line }: { line: PayrollLine }) {
  const t = useT();
  return (
    <ul className="arr-problems">
      {line.changes.map(({ column, from, to }) => (
        <li key={column}>
          <b>{t(`arrivals.column.${column}`)}:</b> {from === '' ? to : `${from} → ${to}`}
        </li>
      ))}
      {line.problems.map(({ column, message, found, values }) => (
        <li key={`${column} ${message}`}>
          {column === null ? null : <b>{t(`arrivals.column.${column}`)}: </b>}
          {found === '' ? null : <q className="arr-found">{found}</q>} {t(message as MessageKey, values)}
        </li>
      ))}
    </ul>
  );
}

function Table({ lines }: { lines: readonly PayrollLine[] }) {
  const t = useT();
  return (
    <div className="arr-scroll">
      <table className="table table--stacks" aria-label={t('arrivals.lines')}>
        <thead>
          <tr>
            <th scope="col">{t('arrivals.report.line')}</th>
            <th scope="col">{t('payrolls.whose')}</th>
            <th scope="col">{t('arrivals.report.outcome')}</th>
            <th scope="col">{t('payrolls.what')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td data-label={t('arrivals.report.line')}>{line.line}</td>
              <td data-label={t('payrolls.whose')} className="arr-name">
                <span>
                  {line.person === null ? null : (
                    <Link to="/administracion/personas/$id" params={{ id: line.person.id }}>
                      {line.person.name}
                    </Link>
                  )}
                  <small className="sub">{line.label}</small>
                </span>
              </td>
              <td data-label={t('arrivals.report.outcome')}>
                <span className={line.outcome === 'fault' ? 'chip chip--attention' : 'chip'}>
                  {t(PAYROLL_OUTCOME_WORDS[line.outcome])}
                </span>
              </td>
              <td data-label={t('payrolls.what')}>
                <Said line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `seen`: what the address says is looked at. */
export function PayrollLines({ payroll, seen }: { payroll: PayrollDetail; seen: string | undefined }) {
  const t = useT();
  const { id, state, counts, version } = payroll;
  const outcome = PAYROLL_OUTCOMES.find((each) => SEEN_BY[each] === seen);
  const lines = usePayrollLines(id, { outcome, as: `${state} ${version}` });
  const items = lines.data?.pages.flatMap((page) => page.items) ?? [];
  const tab = (of: PayrollOutcome | undefined, words: string) => (
    <Link
      key={of ?? 'all'}
      to="/administracion/nomina/$id"
      params={{ id }}
      search={of === undefined ? {} : { ver: SEEN_BY[of] }}
      replace
      resetScroll={false}
      aria-current={outcome === of ? 'page' : undefined}
    >
      {words}
    </Link>
  );
  return (
    <div className="stack stack--4">
      <nav className="tabs" aria-label={t('arrivals.tabs')}>
        {tab(undefined, t('arrivals.all', { count: payroll.lines }))}
        {PAYROLL_OUTCOMES.filter((each) => counts[each] > 0).map((each) =>
          tab(each, t('arrivals.tab', { words: t(PAYROLL_OUTCOME_WORDS[each]), count: counts[each] })),
        )}
      </nav>
      <LoadTrouble of={lines} />
      {lines.isPending ? <Skeleton rows={5} /> : null}
      {items.length > 0 ? <Table lines={items} /> : null}
      {lines.data && items.length === 0 ? <p className="sub">{t('arrivals.no-lines')}</p> : null}
      {lines.hasNextPage ? <More onMore={() => void lines.fetchNextPage()} busy={lines.isFetchingNextPage} /> : null}
    </div>
  );
}
