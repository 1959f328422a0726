/** Rows of "Mis solicitudes": a table where there is room, cards with the folio as torn strip on a phone. */
import { Link } from '@tanstack/react-router';
import type { RequestSummary } from '#contract/requests.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import { UrgencyMark } from '#web/shared/ui/urgency-mark.tsx';
import { type Moments, useMoments } from './use-moments.ts';
import { movementWords, refOf } from './words.ts';

function Row({ request, moments }: { request: RequestSummary; moments: Moments }) {
  const t = useT();
  const locale = useLocale();
  const service = request.serviceName === null ? '' : local(request.serviceName, locale);
  return (
    <tr className={request.unread ? 'rq-row rq-row--unread' : 'rq-row'}>
      <td className="rq-row__folio">
        <Folio folio={request.folio} short />
      </td>
      <td className="rq-row__subject">
        <Link to="/solicitudes/$ref" params={{ ref: refOf(request) }}>
          {request.subject}
        </Link>
        {request.unread ? <span className="visually-hidden">{t('requests.list.unread')}</span> : null}
        {request.onAccount ? (
          <small className="rq-row__whose">{t('requests.list.on-account', { name: request.requesterName })}</small>
        ) : null}
        <small>
          {local(request.areaName, locale)}
          {service === '' ? '' : ` · ${service}`}
        </small>
      </td>
      <td className="rq-row__state">
        <StateMark state={request.state} forRequester />
        <UrgencyMark urgency={request.urgency} />
      </td>
      <td className="rq-row__due">
        <DueMark clock={request.resolution} state={request.state} timeZone={moments.timeZone} now={moments.now} />
      </td>
      <td className="rq-row__last">
        <span>{movementWords(t, request)}</span>
        <time dateTime={request.lastMovement.at}>{moments.when(request.lastMovement.at)}</time>
      </td>
    </tr>
  );
}

export function RequestTable({ items, dimmed }: { items: readonly RequestSummary[]; dimmed: boolean }) {
  const t = useT();
  const moments = useMoments();
  return (
    <table className={dimmed ? 'rq-table rq-table--old' : 'rq-table'} aria-busy={dimmed}>
      <caption className="visually-hidden">{t('requests.list.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('requests.column.folio')}</th>
          <th scope="col">{t('requests.column.subject')}</th>
          <th scope="col">{t('requests.column.state')}</th>
          <th scope="col">{t('requests.column.due')}</th>
          <th scope="col" aria-sort="descending">
            {t('requests.column.last')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((request) => (
          <Row key={request.id} request={request} moments={moments} />
        ))}
      </tbody>
    </table>
  );
}
