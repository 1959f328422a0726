/** What the requester decides: it works, it does not, it is no longer needed. */
import { lazy, Suspense, useState } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconCheck, IconHistory } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { actText } from './act-text.ts';
import { acts, useAct } from './queries.ts';
import { useMoments } from './use-moments.ts';
import { firstName } from './words.ts';

const ReopenDialog = lazy(async () => ({ default: (await import('./settle-dialogs.tsx')).ReopenDialog }));

/** At "Atendida": does it work? At "Cerrada": it can still be reopened for some days. */
export function SettlePanel(props: { view: RequestView; reference: string; onWrite?: () => void }) {
  const { view, reference, onWrite } = props;
  const t = useT();
  const moments = useMoments();
  const [reopening, reopen] = useState(false);
  const accepting = useAct(reference, () => acts.accept(view, { body: { version: view.version } }));
  const until = view.settleBy === null ? '' : moments.day(view.settleBy);
  if (!view.can.accept && !view.can.reopen) return null;
  return (
    <>
      <Notice
        kind={view.can.accept ? 'good' : 'info'}
        role="status"
        title={
          view.can.accept
            ? t('requests.settle.question', {
                who: view.agentName === null ? 'desk' : 'person',
                name: firstName(view.agentName ?? ''),
              })
            : t('requests.settle.closed')
        }
        action={
          <span className="rq-actions">
            {view.can.accept ? (
              <Button
                kind="primary"
                icon={<IconCheck />}
                busy={accepting.isPending}
                onClick={() => accepting.mutate(undefined)}
              >
                {t('requests.settle.yes')}
              </Button>
            ) : null}
            {view.can.reopen ? (
              <Button icon={<IconHistory />} onClick={() => reopen(true)}>
                {t(view.can.accept ? 'requests.settle.no' : 'requests.settle.reopen')}
              </Button>
            ) : null}
            {onWrite ? (
              <Button kind="quiet" onClick={onWrite}>
                {t('requests.settle.write')}
              </Button>
            ) : null}
          </span>
        }
      >
        {t(view.can.accept ? 'requests.settle.until' : 'requests.settle.reopen-until', { until })}
        {accepting.isError ? <span role="alert"> {actText(t, accepting.error)}</span> : null}
      </Notice>
      <Suspense fallback={null}>
        {reopening ? <ReopenDialog view={view} reference={reference} open onClose={() => reopen(false)} /> : null}
      </Suspense>
    </>
  );
}
