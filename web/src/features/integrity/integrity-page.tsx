/** Integridad: whether everything is as it was done, what is not, the anchors by day, and who outside keeps them. */
import '#web/styles/administration.css';
import '#web/styles/integrity.css';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { Anchors } from './anchors.tsx';
import { CompareAnchor } from './compare-anchor.tsx';
import { LastCheck } from './last-check.tsx';
import { type Integrity, useCheck, useIntegrity } from './queries.ts';
import { WhoIsTold } from './who-is-told.tsx';

export function IntegrityPage() {
  const t = useT();
  const integrity = useIntegrity();
  return (
    <div className="desk__body admin integrity">
      <header>
        <h1>{t('integrity.title')}</h1>
        <p className="sub measure">{t('integrity.intro')}</p>
      </header>
      <LoadTrouble of={integrity} />
      {integrity.isPending ? <Skeleton rows={6} /> : null}
      {integrity.data ? (
        <>
          <Verdict of={integrity.data} />
          <div className="integrity__pair">
            <CompareAnchor />
            <WhoIsTold of={integrity.data} />
          </div>
          <Anchors late={integrity.data.late} />
        </>
      ) : null}
    </div>
  );
}

function Verdict({ of: { last, underWay } }: { of: Integrity }) {
  const t = useT();
  const check = useCheck();
  return (
    <section className="card card__body integrity__verdict" aria-labelledby="integrity-verdict">
      <LastCheck check={last} />
      <div className="integrity__act" aria-live="polite">
        {underWay === null ? (
          <Button kind="primary" busy={check.isPending} onClick={() => check.mutate()}>
            {t('integrity.check')}
          </Button>
        ) : (
          <div className="integrity__progress">
            <progress aria-label={t('integrity.check')} />
            <p>
              {underWay.phase === null
                ? t('integrity.waiting')
                : t(`integrity.phase.${underWay.phase}`, { seen: underWay.seen })}
            </p>
            <p className="small sub">{t('integrity.meanwhile')}</p>
          </div>
        )}
      </div>
      {check.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, check.error)}
        </Notice>
      ) : null}
    </section>
  );
}
