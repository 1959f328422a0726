/** The head of a request: torn stub with the folio, subject, state, and the five knots of its thread. */
import type { RequestView } from '#contract/requests.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Knots } from '#web/shared/ui/knots.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Stub } from '#web/shared/ui/stub.tsx';
import { UrgencyMark } from '#web/shared/ui/urgency-mark.tsx';
import { Covered } from './covering.tsx';
import { useMoments } from './use-moments.ts';
import { knotsOf } from './words.ts';

export const aboutWords = (view: RequestView, locale: 'es-MX' | 'en'): string =>
  [view.areaName, ...(view.serviceName === null ? [] : [view.serviceName])]
    .map((name) => local(name, locale))
    .join(' · ');

export function RequestHeader({ view }: { view: RequestView }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const turn = view.state === 'waiting_requester' || view.state === 'resolved';
  return (
    <header>
      <Stub folio={view.folio} note={moments.short(view.registeredAt)} tone={turn ? 'waiting' : 'brand'}>
        <div className="rq-title">
          <div>
            <h1>
              <Covered view={view} show="subject" />
            </h1>
            <p className="sub small">{aboutWords(view, locale)}</p>
            {view.onAccount ? (
              <p className="rq-row__whose small">{t('requests.list.on-account', { name: view.requesterName })}</p>
            ) : null}
          </div>
          <span className="rq-marks">
            <UrgencyMark urgency={view.urgency} decided />
            <StateMark state={view.state} forRequester big />
          </span>
        </div>
        <Knots steps={knotsOf(t, view, { forRequester: true, short: moments.short })} />
      </Stub>
    </header>
  );
}
