/** Both sums of the ledger: each line narrows the whole page to one agency, or to one who decided. */
import { Link } from '@tanstack/react-router';
import { durationText } from '#web/shared/duration.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { type LedgerFilter, searchOf } from './ledger-filter.ts';
import type { Ledger } from './ledger-page.tsx';

type Given = { ledger: Ledger; filter: LedgerFilter };
type Decided = Pick<Ledger['agencies'][number], 'decided' | 'kept' | 'changed' | 'objections' | 'medianMinutes'>;

export function AgencyTable({ ledger, filter }: Given) {
  const t = useT();
  const locale = useLocale();
  return (
    <section aria-labelledby="ledger-agencies">
      <h2 id="ledger-agencies">{t('urgencies.ledger.by-agency')}</h2>
      <div className="card ledger__frame">
        <table className="table ledger__table">
          <thead>
            <tr>
              <th scope="col">{t('urgencies.ledger.col.agency')}</th>
              <th scope="col" className="right">
                {t('urgencies.ledger.col.filed')}
              </th>
              <th scope="col" className="right">
                {t('urgencies.ledger.col.asked')}
              </th>
              <DecidedHead />
            </tr>
          </thead>
          <tbody>
            {ledger.agencies.map((agency) => (
              <tr key={agency.agencyId}>
                <th scope="row">
                  <Link to="/urgencias/registro" search={searchOf({ ...filter, agency: agency.agencyId })}>
                    {agency.acronym || local(agency.name, locale)}
                  </Link>
                  {agency.acronym ? <small>{local(agency.name, locale)}</small> : null}
                </th>
                <td className="right num" data-label={t('urgencies.ledger.col.filed')}>
                  {agency.filed}
                </td>
                <td className="right num" data-label={t('urgencies.ledger.col.asked')}>
                  {agency.asked}
                </td>
                <DecidedCells of={agency} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function DeciderTable({ ledger, filter }: Given) {
  const t = useT();
  if (ledger.deciders.length === 0) return null;
  return (
    <section aria-labelledby="ledger-deciders">
      <h2 id="ledger-deciders">{t('urgencies.ledger.by-decider')}</h2>
      <div className="card ledger__frame">
        <table className="table ledger__table">
          <thead>
            <tr>
              <th scope="col">{t('urgencies.ledger.col.decider')}</th>
              <th scope="col" className="right">
                {t('urgencies.ledger.col.decided')}
              </th>
              <DecidedHead />
            </tr>
          </thead>
          <tbody>
            {ledger.deciders.map((decider) => (
              <tr key={decider.personId}>
                <th scope="row">
                  <Link to="/urgencias/registro" search={searchOf({ ...filter, by: decider.personId })}>
                    {decider.name}
                  </Link>
                </th>
                <td className="right num" data-label={t('urgencies.ledger.col.decided')}>
                  {decider.decided}
                </td>
                <DecidedCells of={decider} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function DecidedHead() {
  const t = useT();
  return (
    <>
      <th scope="col">{t('urgencies.ledger.col.outcome')}</th>
      <th scope="col" className="right">
        {t('urgencies.ledger.col.objections')}
      </th>
      <th scope="col" className="right">
        {t('urgencies.ledger.col.median')}
      </th>
    </>
  );
}

function DecidedCells({ of }: { of: Decided }) {
  const t = useT();
  return (
    <>
      <td data-label={t('urgencies.ledger.col.outcome')}>
        {of.decided === 0 ? (
          <span className="sub">{t('urgencies.ledger.none-decided')}</span>
        ) : (
          <span className="ledger__share">
            <span className="ledger__bar" aria-hidden="true">
              {of.changed === 0 ? null : <i style={{ flexGrow: of.changed }} className="ledger__changed" />}
              {of.kept === 0 ? null : <i style={{ flexGrow: of.kept }} className="ledger__kept" />}
            </span>
            <span>{t('urgencies.ledger.outcomes', { changed: of.changed, kept: of.kept })}</span>
          </span>
        )}
      </td>
      <td className="right num" data-label={t('urgencies.ledger.col.objections')}>
        {of.objections}
      </td>
      <td className="right" data-label={t('urgencies.ledger.col.median')}>
        {of.medianMinutes === null ? '' : durationText(t, of.medianMinutes)}
      </td>
    </>
  );
}
