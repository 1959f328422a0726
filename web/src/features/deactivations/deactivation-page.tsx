/** One deactivation: who, from when, who signed it, and what became of it. */
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeactivationView } from '#contract/deactivation-shapes.ts';
import { downloadDeactivationRecord, listDeactivationRecords } from '#contract/records.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LateRecords } from '#web/shared/official/late.tsx';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconPrinter } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { CallOffDialog } from './call-off-dialog.tsx';
import { Facts } from './facts.tsx';
import { Crumbs, Frame } from './frame.tsx';
import { StateMark } from './marks.tsx';
import { isMissing, Missing } from './missing.tsx';
import { useDeactivation } from './queries.ts';
import { Sheet } from './sheet.tsx';
import { standingOf } from './words.ts';

const KINDS = { scheduled: 'info', 'held-up': 'warning', done: 'good', called_off: 'info', lapsed: 'warning' } as const;

/** To whom the requests passed, of one that is done. Those of before were not counted where nobody took them. */
function whomOf({ takenBy, requestsLeft }: DeactivationView): 'somebody' | 'uncounted' | 'nobody' {
  if (takenBy !== null) return 'somebody';
  return requestsLeft === null ? 'uncounted' : 'nobody';
}

function Said({ view }: { view: DeactivationView }) {
  const t = useT();
  const moments = useMoments();
  const { hostAgencyName: operator } = useInstitution();
  const standing = standingOf(view);
  return (
    <Notice kind={(view.requestsLeft ?? 0) > 0 ? 'warning' : KINDS[standing]} role="status">
      {t(`deactivations.said.${standing}`, {
        ...{ name: view.person.name, operator, open: view.requestsOpen, passed: view.requestsPassed },
        at: moments.dayTime(view.doneAt ?? view.effectiveAt),
        taker: view.takenBy?.name ?? '',
        whom: whomOf(view),
        left: view.requestsLeft ?? 0,
        ...{ by: view.calledOff?.by ?? '', reason: view.calledOff?.reason ?? '' },
      })}
    </Notice>
  );
}

function One({ view }: { view: DeactivationView }) {
  const t = useT();
  const [isCallingOff, callOff] = useState(false);
  return (
    <>
      <div className="alta-screen alta-stack">
        <header className="alta-title">
          <Crumbs />
          <div className="row row--wrap">
            <h1>{t('deactivations.title-folio', { folio: view.folio })}</h1>
            <StateMark of={view} />
          </div>
        </header>
        <Said view={view} />
        <Facts view={view} />
        <LateRecords list={listDeactivationRecords} paper={downloadDeactivationRecord} params={{ id: view.id }} />
        <div className="row row--wrap">
          <Button icon={<IconPrinter />} onClick={() => window.print()}>
            {t('deactivations.print')}
          </Button>
          {view.can.callOff ? (
            <Button kind="danger" onClick={() => callOff(true)}>
              {t('deactivations.call-off.open')}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="alta-paper print-only">
        <Sheet view={view} />
      </div>
      {isCallingOff ? <CallOffDialog view={view} onClose={() => callOff(false)} /> : null}
    </>
  );
}

export function DeactivationPage() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const deactivation = useDeactivation(id);
  if (isMissing(deactivation.error))
    return (
      <Frame>
        <Missing />
      </Frame>
    );
  return (
    <Frame>
      <LoadTrouble of={deactivation} />
      {deactivation.isPending ? <Skeleton rows={5} /> : null}
      {deactivation.data ? <One view={deactivation.data} /> : null}
    </Frame>
  );
}
