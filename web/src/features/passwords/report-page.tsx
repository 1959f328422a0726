/** Cumplimiento: how people stand with their passwords, in all, by agency, and who they are. */
import '#web/styles/administration.css';
import '#web/styles/urgency-ledger.css';
import '#web/styles/compliance.css';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReplyOf } from '#contract/operation.ts';
import { exportPasswordReport, PASSWORD_STANDINGS, type readPasswordReport } from '#contract/password-report.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { IconArrowLeft, IconDownload } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useReport } from './queries.ts';
import { AgencyTable } from './report-agencies.tsx';
import { filterOf, isFiltered, type ReportFilter, searchOf } from './report-filter.ts';
import { ReportPeople } from './report-people.tsx';

export type Report = ReplyOf<typeof readPasswordReport>;
export const REPORT = '/administracion/contrasenas/cumplimiento';

const exportPath = (filter: ReportFilter): string => {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? exportPasswordReport.path : `${exportPasswordReport.path}?${query}`;
};

export function ReportPage() {
  const t = useT();
  const { can } = useSession();
  const filter = filterOf(useSearch({ strict: false }));
  const report = useReport();
  return (
    <div className="desk__body admin ledger">
      <header className="admin__head">
        <div>
          {can.administer ? (
            <nav className="crumbs" aria-label={t('console.nav.passwords')}>
              <Link to="/administracion/contrasenas">
                <IconArrowLeft /> {t('console.nav.passwords')}
              </Link>
            </nav>
          ) : null}
          <h1>{t('setup.compliance.title')}</h1>
          <p className="sub">{t('setup.compliance.intro')}</p>
        </div>
        <a className="button" href={exportPath(filter)} download>
          <IconDownload /> {t('setup.compliance.export')}
        </a>
      </header>
      <LoadTrouble of={report} />
      {report.isPending ? <Skeleton rows={6} /> : null}
      {report.data ? (
        <>
          <Totals total={report.data.total} filter={filter} />
          {isFiltered(filter) ? (
            <ReportPeople filter={filter} agencies={report.data.agencies} />
          ) : (
            <AgencyTable agencies={report.data.agencies} />
          )}
        </>
      ) : null}
    </div>
  );
}

/** Every figure leads to its people; the one that is open leads back. */
function Totals({ total, filter }: { total: Report['total']; filter: ReportFilter }) {
  const t = useT();
  const locale = useLocale();
  const words = new Intl.NumberFormat(locale);
  return (
    <section aria-labelledby="report-totals">
      <h2 id="report-totals">{t('setup.compliance.totals')}</h2>
      <p className="sub">{t('setup.compliance.people-of', { count: total.people })}</p>
      <ul className="comply__totals">
        {PASSWORD_STANDINGS.map((standing) => {
          const isOpen = filter.standing === standing;
          const { standing: _open, ...without } = filter;
          return (
            <li key={standing} className={`comply--${standing}`}>
              <Link
                to={REPORT}
                search={searchOf(isOpen ? without : { standing })}
                aria-current={isOpen ? 'true' : undefined}
              >
                <strong className="num">{words.format(total.standings[standing])}</strong>
                <span>{t(`setup.compliance.many.${standing}`)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
