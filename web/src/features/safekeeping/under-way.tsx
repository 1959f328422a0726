/** A backup under way: how far it has come in percent and in words, and the way to give it up. */
import { useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type BackupView, useCancel } from './queries.ts';

const doing = ({ state, phase, cancelling }: BackupView) => {
  if (cancelling) return 'cancelling';
  return state === 'waiting' ? 'waiting' : (phase ?? 'writing');
};

export function UnderWay({ run }: { run: BackupView | null }) {
  const t = useT();
  const [asking, ask] = useState<string | null>(null);
  const said = run === null ? '' : t(`backups.doing.${doing(run)}`);
  return (
    <>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {run === null ? null : (
        <section className="card" aria-label={t('backups.under-way')}>
          <div className="card__body safe-progress">
            <p className="strong" aria-hidden="true">
              {said}{' '}
              {run.progress === null || run.state === 'waiting' ? null : (
                <span className="num">{run.progress.percent} %</span>
              )}
            </p>
            <progress aria-label={said} max={100} value={run.progress?.percent} />
            <p className="small sub">
              {run.state === 'waiting' ? t('backups.soon') : run.progress && t('backups.progress', run.progress)}
            </p>
            {run.can.cancel && !run.cancelling ? (
              <div>
                <Button small data-opens="cancel" onClick={() => ask(run.id)}>
                  {t('backups.cancel')}
                </Button>
              </div>
            ) : null}
          </div>
        </section>
      )}
      {asking === null ? null : <CancelDialog id={asking} onClose={() => ask(null)} />}
    </>
  );
}

function CancelDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const cancel = useCancel();
  const send = () =>
    cancel.mutate(id, {
      onSuccess: () => {
        toast(t('backups.cancelled'));
        onClose();
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('backups.cancel.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('backups.cancel.back')}</Button>
          <Button kind="danger" busy={cancel.isPending} onClick={send}>
            {t('backups.cancel')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {cancel.error ? (
          <Notice kind="problem" role="alert">
            {faultText(t, cancel.error)}
          </Notice>
        ) : null}
        <p>{t('backups.cancel.text')}</p>
      </div>
    </Dialog>
  );
}
