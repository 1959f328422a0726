/** Takes a level out of use, or puts it back, with the reason that stays in the history. */
import { type FormEvent, useId, useState } from 'react';
import { type LevelDetail, retireLevel } from '#contract/service-levels.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useRestore, useRetire } from './queries.ts';

export function RetireButton({ level }: { level: LevelDetail }) {
  const t = useT();
  const [open, show] = useState(false);
  return (
    <>
      <Button kind="quiet" onClick={() => show(true)}>
        {t(level.retired ? 'levels.restore' : 'levels.retire')}
      </Button>
      {open ? <RetireDialog level={level} onClose={() => show(false)} /> : null}
    </>
  );
}

function RetireDialog({ level, onClose }: { level: LevelDetail; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const retire = useRetire(level.id);
  const restore = useRestore(level.id);
  const act = level.retired ? restore : retire;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.isPending) return;
    const faults = faultsOf(t, retireLevel.body, { reason });
    setWrong(faults.reason ?? null);
    if (faults.reason !== undefined) return standAtFault(event.currentTarget);
    act.mutate(reason, {
      onSuccess: () => {
        toast(t(level.retired ? 'levels.restored' : 'levels.retired-done'));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(level.retired ? 'levels.restore-title' : 'levels.retire-title')}
      intro={t(level.retired ? 'levels.restore-text' : 'levels.retire-text')}
      confirmLoss={reason.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('levels.back')}</Button>
          <Button kind={level.retired ? 'primary' : 'danger'} type="submit" form={id} busy={act.isPending}>
            {t(level.retired ? 'levels.restore' : 'levels.retire')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} noValidate>
        {act.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        <Field label={t('levels.reason')} hint={t('levels.hint.reason')} error={wrong}>
          {(wired) => (
            <TextArea {...wired} rows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
