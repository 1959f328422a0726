/** One file of the payroll: what it would change, what its words mean, taking it over, and who is no longer in it. */
import '#web/styles/administration.css';
import '#web/styles/arrivals.css';
import '#web/styles/people.css';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { PAYROLL_OUTCOMES, type PayrollDetail } from '#contract/payroll.ts';
import { Refused } from '#web/shared/client.ts';
import { dateTag } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { PayrollLines } from './payroll-lines.tsx';
import { PayrollMeanings } from './payroll-meanings.tsx';
import { useAbsent, usePayroll } from './payroll-queries.ts';
import { PayrollRun } from './payroll-run.tsx';
import { PAYROLL_OUTCOME_WORDS } from './payroll-words.ts';

export function PayrollFilePage() {
  const t = useT();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { ver }: { ver?: string } = useSearch({ strict: false });
  const payroll = usePayroll(id);
  if (payroll.error instanceof Refused && [400, 404].includes(payroll.error.problem.status))
    return (
      <EmptyState
        page
        drawing="search"
        title={t('arrivals.missing')}
        action={<LinkButton to="/administracion/nomina">{t('payrolls.title')}</LinkButton>}
      >
        <p>{t('payrolls.missing')}</p>
      </EmptyState>
    );
  const { data } = payroll;
  return (
    <div className="desk__body admin page-alone">
      <header>
        <Link to="/administracion/nomina" className="arr-back">
          <IconArrowLeft /> {t('payrolls.title')}
        </Link>
        {data ? <h1 className="arr-name">{data.fileName}</h1> : null}
      </header>
      <LoadTrouble of={payroll} />
      {payroll.isPending ? <Skeleton rows={5} /> : null}
      {data ? (
        <>
          <Found payroll={data} />
          <PayrollRun payroll={data} />
          <section className="card card__body" aria-label={t('arrivals.lines')}>
            <PayrollLines payroll={data} seen={ver} />
          </section>
          <Absent payroll={data} />
        </>
      ) : null}
    </div>
  );
}

function Found({ payroll }: { payroll: PayrollDetail }) {
  const t = useT();
  const locale = useLocale();
  return (
    <section className="card card__body arr-form" aria-labelledby="pay-found-title">
      <h2 id="pay-found-title">{t('payrolls.found')}</h2>
      <dl className="arr-counts">
        {PAYROLL_OUTCOMES.map((outcome) => (
          <div key={outcome}>
            <dt>{t(PAYROLL_OUTCOME_WORDS[outcome])}</dt>
            <dd>{payroll.counts[outcome].toLocaleString(dateTag(locale))}</dd>
          </div>
        ))}
      </dl>
      {payroll.counts.unknown > 0 ? <p className="sub">{t('payrolls.unknown')}</p> : null}
      {payroll.state === 'looked' || payroll.state === 'stopped' ? <PayrollMeanings payroll={payroll} /> : null}
    </section>
  );
}

function Absent({ payroll }: { payroll: PayrollDetail }) {
  const t = useT();
  const locale = useLocale();
  const absent = useAbsent(payroll.id, `${payroll.version}`);
  const { count, items } = absent.data ?? { count: 0, items: [] };
  return (
    <section className="card card__body arr-form" aria-labelledby="pay-absent-title">
      <h2 id="pay-absent-title">{t('payrolls.absent', { count })}</h2>
      <p className="sub">{t(count === 0 ? 'payrolls.absent-none' : 'payrolls.absent-text')}</p>
      <LoadTrouble of={absent} />
      <ul className="people-files">
        {items.map(({ id, name, employeeNumber, agencyName }) => (
          <li key={id}>
            <div className="arr-name">
              <Link to="/administracion/personas/$id" params={{ id }}>
                {name}
              </Link>
              <small>{local(agencyName, locale)}</small>
            </div>
            <span className="num">{employeeNumber}</span>
            <LinkButton
              small
              kind="quiet"
              to="/bajas/nueva"
              search={{ persona: id }}
              aria-label={t('payrolls.absent-leave-of', { name })}
            >
              {t('payrolls.absent-leave')}
            </LinkButton>
          </li>
        ))}
      </ul>
      {count > items.length ? (
        <p className="sub">{t('payrolls.absent-more', { count: count - items.length })}</p>
      ) : null}
    </section>
  );
}
