/** The one act of the page: everybody but those marked is still there. */
import { useState } from 'react';
import type { StaffRollView } from '#contract/staff-rolls.ts';
import { isOutrun } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { IconCheck } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useConfirm } from './queries.ts';

export function ConfirmBar({ roll }: { roll: StaffRollView }) {
  const t = useT();
  const [asking, ask] = useState(false);
  const counts = { still: roll.people - roll.marked, marked: roll.marked };
  return (
    <div className="roll__bar">
      <p role="status">{t('staff-rolls.confirm.counts', counts)}</p>
      <Button kind="primary" icon={<IconCheck />} onClick={() => ask(true)}>
        {t('staff-rolls.confirm')}
      </Button>
      {asking ? <ConfirmDialog roll={roll} onClose={() => ask(false)} /> : null}
    </div>
  );
}

function ConfirmDialog({ roll, onClose }: { roll: StaffRollView; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const act = useConfirm(roll.id);
  // What stood here when the window opened is what is confirmed, not what a colleague marks behind it.
  const [{ version, people, marked }] = useState(roll);
  const send = () =>
    act.mutate(version, {
      onSuccess: () => {
        toast(t('staff-rolls.confirm.done'));
        onClose();
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('staff-rolls.confirm.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('staff-rolls.back')}</Button>
          <Button kind="primary" busy={act.isPending} disabled={isOutrun(act.error)} onClick={send}>
            {t('staff-rolls.confirm.do')}
          </Button>
        </>
      }
    >
      <div className="adm-form">
        {act.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        <p>{t('staff-rolls.confirm.counts', { still: people - marked, marked })}</p>
        <blockquote className="roll__statement">{roll.statement}</blockquote>
        {roll.suspendedAt === null ? null : <p>{t('staff-rolls.confirm.back')}</p>}
        <Notice kind="info">{t('staff-rolls.confirm.recorded')}</Notice>
      </div>
    </Dialog>
  );
}
