/** The numbers of each agency; where most have expired first. Each figure leads to its people. */
import { Link } from '@tanstack/react-router';
import type { PasswordStanding } from '#contract/password-report.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { searchOf } from './report-filter.ts';
import { REPORT, type Report } from './report-page.tsx';

type Agency = Report['agencies'][number];

/** What asks for somebody to do something; the rest stands in the bar and behind the name. */
const FIGURES = ['expired', 'ending', 'never', 'paused', 'exempt', 'closed'] as const;
/** In the bar: whoever complies, then whoever does not. */
const SHARES = ['in_order', 'exempt', 'ending', 'never', 'paused', 'expired'] as const satisfies PasswordStanding[];

export function AgencyTable({ agencies }: { agencies: Report['agencies'] }) {
  const t = useT();
  return (
    <section aria-labelledby="report-agencies">
      <h2 id="report-agencies">{t('setup.compliance.by-agency')}</h2>
      <p className="sub comply__note">{t('setup.compliance.by-agency-note')}</p>
      <div className="card ledger__frame">
        <table className="table ledger__table comply__table">
          <thead>
            <tr>
              <th scope="col">{t('setup.compliance.col.agency')}</th>
              <th scope="col" className="right">
                {t('setup.compliance.col.people')}
              </th>
              <th scope="col">{t('setup.compliance.col.share')}</th>
              {FIGURES.map((standing) => (
                <th key={standing} scope="col" className="right">
                  {t(`setup.compliance.many.${standing}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {agencies.map((agency) => (
              <Line key={agency.agencyId} agency={agency} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ agency }: { agency: Agency }) {
  const t = useT();
  const locale = useLocale();
  const name = local(agency.name, locale);
  const words = new Intl.NumberFormat(locale);
  return (
    <tr>
      <th scope="row">
        <Link to={REPORT} search={searchOf({ agency: agency.agencyId })}>
          {agency.acronym || name}
        </Link>
        {agency.acronym ? <small>{name}</small> : null}
      </th>
      <td className="right num" data-label={t('setup.compliance.col.people')}>
        {words.format(agency.people)}
      </td>
      <td data-label={t('setup.compliance.col.share')}>
        <Share agency={agency} />
      </td>
      {FIGURES.map((standing) => (
        <td key={standing} className="right num" data-label={t(`setup.compliance.many.${standing}`)}>
          {agency.standings[standing] === 0 ? (
            <span className="sub">0</span>
          ) : (
            <Link
              to={REPORT}
              search={searchOf({ agency: agency.agencyId, standing })}
              aria-label={`${agency.standings[standing]}. ${t('setup.compliance.see', { standing: t(`setup.compliance.many.${standing}`), agency: agency.acronym || name })}`}
            >
              {words.format(agency.standings[standing])}
            </Link>
          )}
        </td>
      ))}
    </tr>
  );
}

/** The bar shows what the figures say; the share is said in words beside it. */
function Share({ agency: { people, standings } }: { agency: Agency }) {
  const t = useT();
  if (people === 0) return <span className="sub">–</span>;
  const keep = standings.in_order + standings.ending + standings.exempt;
  return (
    <span className="ledger__share">
      <span className="ledger__bar" aria-hidden="true">
        {SHARES.map((standing) =>
          standings[standing] === 0 ? null : (
            <i key={standing} className={`comply--${standing}`} style={{ flexGrow: standings[standing] }} />
          ),
        )}
      </span>
      {/* Rounded down: a hundred is everybody. */}
      <span className="num">{t('setup.compliance.share', { share: Math.floor((100 * keep) / people) })}</span>
    </span>
  );
}
