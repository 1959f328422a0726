/** Respaldos: what would be lost if the server failed now, how backups are made, those there are, and how one is brought back. */
import '#web/styles/administration.css';
import '#web/styles/safekeeping.css';
import { useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { IconDatabase, IconGear } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { type Details, type SafekeepingView, useSafekeeping, useStart } from './queries.ts';
import { RunsCard } from './runs-card.tsx';
import { StandingCard } from './standing-card.tsx';
import { UnderWay } from './under-way.tsx';

export function SafekeepingPage() {
  const t = useT();
  const standing = useSafekeeping();
  const [window, open] = useState<'key' | 'plan' | null>(null);
  const { data } = standing;
  const details = data?.details ?? null;
  return (
    <>
      <div className="desk__body admin safe">
        <header className="admin__head">
          <h1>{t('backups.title')}</h1>
          {data && details ? <Acts standing={data} details={details} onPlan={() => open('plan')} /> : null}
        </header>
        <LoadTrouble of={standing} />
        {standing.isPending ? <Skeleton rows={5} /> : null}
        {data ? (
          <div className="safe-parts">
            <StandingCard standing={data} onKey={() => open('key')} />
            {details ? (
              <div className="safe-runs">
                <UnderWay run={details.underWay} />
                <RunsCard details={details} />
              </div>
            ) : null}
          </div>
        ) : null}
      </div>
      {window === 'plan' && details ? <PlanDialog plan={details.plan} onClose={() => open(null)} /> : null}
      {window === 'key' && data ? <KeyDialog replaces={data.hasKey} onClose={() => open(null)} /> : null}
    </>
  );
}

type ActsProps = { standing: SafekeepingView; details: Details; onPlan: () => void };

function Acts({ standing, details, onPlan }: ActsProps) {
  const t = useT();
  const toast = useToast();
  const start = useStart();
  const begin = () =>
    start.mutate(undefined, {
      onSuccess: () => toast(t('backups.asked')),
      onError: (error) => toast(faultText(t, error), 'problem'),
    });
  return (
    <div className="row row--wrap">
      <Button icon={<IconGear />} data-opens="plan" onClick={onPlan}>
        {t('backups.plan')}
      </Button>
      {standing.hasKey ? (
        <Button
          kind="primary"
          icon={<IconDatabase />}
          busy={start.isPending}
          disabled={details.underWay !== null}
          onClick={begin}
        >
          {t('backups.start')}
        </Button>
      ) : null}
    </div>
  );
}
