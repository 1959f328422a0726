/** What a file would bring, or brought: each service, and each thing that cannot come in at its line and column. */
import { Link } from '@tanstack/react-router';
import type { importServices } from '#contract/catalogue-files.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ChangesList } from './changes-list.tsx';

export type Report = ReplyOf<typeof importServices>;

function Troubles({ troubles }: { troubles: Report['troubles'] }) {
  const t = useT();
  return (
    <>
      <Notice kind="problem" role="alert">
        {t('builder.import.troubles', { count: troubles.length })}
      </Notice>
      <div className="cat-scroll">
        <table className="table table--stacks" aria-label={t('builder.import.troubles-label')}>
          <thead>
            <tr>
              <th scope="col">{t('builder.import.line')}</th>
              <th scope="col">{t('builder.import.column')}</th>
              <th scope="col">{t('builder.import.found')}</th>
              <th scope="col">{t('builder.import.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {troubles.map((one) => (
              <tr key={[one.line, one.column, one.message, one.found].join('|')}>
                <td data-label={t('builder.import.line')}>
                  {one.line ?? (one.column === null ? t('builder.import.whole') : '')}
                </td>
                <td data-label={t('builder.import.column')}>{one.column ?? ''}</td>
                <td data-label={t('builder.import.found')} className="cat-found">
                  {one.found}
                </td>
                <td data-label={t('builder.import.wrong')}>
                  {t(one.message as MessageKey, { limit: one.limit ?? 0 })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type Service = Report['services'][number];

/** What was never on offer cannot cease to be. */
const offeringOf = ({ outcome }: Service, offering: NonNullable<Service['offering']>) =>
  outcome === 'new' && offering === 'retires' ? 'withheld' : offering;

function Lines({ services, applied }: { services: readonly Service[]; applied: boolean }) {
  const t = useT();
  const locale = useLocale();
  return (
    <ul className="cat-report">
      {services.map((service) => (
        <li key={service.code}>
          <details>
            <summary>
              <b>{service.code}</b>
              <span className="grow">{local(service.name, locale)}</span>
              {service.replacesDraft ? (
                <span className="chip cat-chip--draft">{t('builder.import.replaces')}</span>
              ) : null}
              {service.offering === null ? null : (
                <span className="chip cat-chip--draft">
                  {t(`builder.offering.${offeringOf(service, service.offering)}`)}
                </span>
              )}
              <span className={service.outcome === 'same' ? 'chip' : 'chip chip--brand'}>
                {t(`builder.outcome.${service.outcome}`)}
              </span>
            </summary>
            <p className="sub small">{t('builder.import.questions', { count: service.questions })}</p>
            {service.changes.length > 0 && service.outcome === 'changed' ? (
              <ChangesList changes={service.changes} />
            ) : null}
            {applied || service.outcome !== 'new' ? (
              <Link to="/catalogo" search={{ q: service.code }}>
                {t('builder.import.see', { code: service.code })}
              </Link>
            ) : null}
          </details>
        </li>
      ))}
    </ul>
  );
}

/** What changes stands first; what stays as it is, folded away. */
function Services({ services, applied }: Pick<Report, 'services' | 'applied'>) {
  const t = useT();
  const same = services.filter(({ outcome }) => outcome === 'same');
  return (
    <>
      <Lines services={services.filter(({ outcome }) => outcome !== 'same')} applied={applied} />
      {same.length > 0 ? (
        <details className="cat-same">
          <summary>{t('builder.import.same', { count: same.length })}</summary>
          <Lines services={same} applied={applied} />
        </details>
      ) : null}
    </>
  );
}

export function ImportReportView({ report }: { report: Report }) {
  const t = useT();
  if (report.troubles.length > 0) return <Troubles troubles={report.troubles} />;
  const count = (outcome: Report['services'][number]['outcome']) =>
    report.services.filter((service) => service.outcome === outcome).length;
  const counts = { fresh: count('new'), changed: count('changed'), same: count('same') };
  const along = [...report.areas, ...report.systems];
  return (
    <>
      <Notice kind={report.applied ? 'good' : 'info'} role="status">
        {t(report.applied ? 'builder.import.done' : 'builder.import.would', counts)}
      </Notice>
      {along.length > 0 ? <p className="sub">{t('builder.import.along', { list: along.join(', ') })}</p> : null}
      {!report.applied && report.services.some(({ offering }) => offering !== null) ? (
        <p className="sub">{t('builder.import.offering')}</p>
      ) : null}
      <Services services={report.services} applied={report.applied} />
    </>
  );
}
