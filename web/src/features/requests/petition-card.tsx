/** What was said on asking for urgency, and how far it has come; beside the thread, for both sides. */
import type { ReactNode } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { UrgencyMark } from '#web/shared/ui/urgency-mark.tsx';
import { AFFECTED_WORDS, ALTERNATIVE_WORDS } from './urgency-words.ts';
import { useMoments } from './use-moments.ts';

export function PetitionCard({ view, children }: { view: RequestView; children?: ReactNode }) {
  const t = useT();
  const moments = useMoments();
  const { petition } = view;
  if (petition === null) return null;
  const { facts } = petition;
  // A local time at the desk: shown as it was given, whatever the zone of the reader.
  const [day = '', minute = ''] = facts.neededBy.split('T');
  const rows: [string, string][] = [
    [t('requests.urgency.stops'), facts.stops],
    [t('requests.urgency.affects'), t(AFFECTED_WORDS[facts.affects])],
    [t('requests.urgency.needed-by'), `${moments.day(day)}, ${minute}`],
    [
      t('requests.urgency.alternative'),
      [t(ALTERNATIVE_WORDS[facts.alternative]), facts.meanwhile].filter((part) => part !== '').join('. '),
    ],
  ];
  return (
    <section className="rq-petition" aria-labelledby="rq-petition">
      <h2 id="rq-petition">{t('requests.urgency.title')}</h2>
      <p>
        <UrgencyMark urgency={view.urgency} decided />
      </p>
      <details>
        <summary>{t('requests.urgency.said')}</summary>
        <dl className="data">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      {children}
    </section>
  );
}
