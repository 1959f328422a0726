/** The decisions of the ledger one by one, the newest first, each with the request it is about. */
import { Link } from '@tanstack/react-router';
import { durationText } from '#web/shared/duration.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { shortFolio } from '#web/shared/ui/stub.tsx';
import type { Ledger } from './ledger-page.tsx';
import { useDates } from './use-dates.ts';
import { refOf } from './words.ts';

export function DecisionsTable({ items }: { items: Ledger['items'] }) {
  const t = useT();
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="ledger-decisions">
      <h2 id="ledger-decisions">{t('urgencies.ledger.decisions')}</h2>
      <div className="card ledger__frame">
        <table className="table ledger__table ledger__table--decisions">
          <thead>
            <tr>
              <th scope="col">{t('urgencies.ledger.col.request')}</th>
              <th scope="col">{t('urgencies.ledger.col.decision')}</th>
              <th scope="col">{t('urgencies.ledger.col.decider')}</th>
              <th scope="col" className="right">
                {t('urgencies.ledger.col.took')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Decision key={`${item.requestId} ${item.round}`} item={item} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Decision({ item }: { item: Ledger['items'][number] }) {
  const t = useT();
  const locale = useLocale();
  const dates = useDates();
  const { can } = useSession();
  const ref = refOf(item.folio);
  return (
    <tr>
      <th scope="row">
        <Link to={can.urgency ? '/urgencias/$ref' : '/atencion/$ref'} params={{ ref }}>
          {item.subject}
        </Link>
        <small>
          <span className="num">{shortFolio(item.folio)}</span> · {item.agencyAcronym}
        </small>
      </th>
      <td data-label={t('urgencies.ledger.col.decision')}>
        <span>
          <b>
            {t('urgencies.ledger.decision', {
              outcome: item.outcome,
              before: local(item.levelBefore, locale),
              after: local(item.levelAfter, locale),
            })}
          </b>
          {item.round === 2 ? <span className="ledger__round"> {t('urgencies.ledger.after-objection')}</span> : null}
          <small>{item.reason}</small>
        </span>
      </td>
      <td data-label={t('urgencies.ledger.col.decider')}>
        <span>
          {item.by}
          <small>{dates.short(item.at)}</small>
        </span>
      </td>
      <td className="right" data-label={t('urgencies.ledger.col.took')}>
        {durationText(t, item.tookMinutes)}
      </td>
    </tr>
  );
}
