/** What an act on a service touches, before it is done. */
import type { readServiceImpact } from '#contract/catalogue-admin.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useImpact } from './queries.ts';

type Impact = ReplyOf<typeof readServiceImpact>;

function Lines({ impact, draft }: { impact: Impact; draft: boolean }) {
  const t = useT();
  const locale = useLocale();
  const list = (labels: Impact['questionsAdded']) =>
    new Intl.ListFormat(locale, { type: 'conjunction' }).format(
      labels.map((label) => `«${local(label, locale) || t('builder.questions.unnamed')}»`),
    );
  const questions: [MessageKey, Impact['questionsAdded']][] = [
    ['builder.impact.added', impact.questionsAdded],
    ['builder.impact.removed', impact.questionsRemoved],
    ['builder.impact.retyped', impact.questionsRetyped],
  ];
  return (
    <ul className="cat-impact">
      <li>{t('builder.impact.open', { count: impact.openRequests })}</li>
      <li>{t('builder.impact.drafts', { count: impact.draftsUnderWay })}</li>
      {draft
        ? questions
            .filter(([, labels]) => labels.length > 0)
            .map(([key, labels]) => <li key={key}>{t(key, { count: labels.length, list: list(labels) })}</li>)
        : null}
    </ul>
  );
}

/** `draft`: what its questions change is part of it. */
export function ImpactLines({ serviceId, draft }: { serviceId: string; draft: boolean }) {
  const t = useT();
  const impact = useImpact(serviceId);
  return (
    <section>
      <h3 className="label">{t('builder.impact')}</h3>
      <LoadTrouble of={impact} />
      {impact.data ? <Lines impact={impact.data} draft={draft} /> : impact.isPending ? <Skeleton lines={2} /> : null}
    </section>
  );
}
