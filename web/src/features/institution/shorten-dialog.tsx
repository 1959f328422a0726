/** Before letters are kept for less time: how many the next night takes away for good. */
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useForeseen } from './queries.ts';

type Props = { from: number; to: number; onClose: () => void; onConfirm: () => void };

export function ShortenDialog({ from, to, onClose, onConfirm }: Props) {
  const t = useT();
  const foreseen = useForeseen(to);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('setup.retention.shorten')}
      intro={t('setup.retention.shorten-from', { from, to })}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.retention.back')}</Button>
          <Button kind="danger" disabled={!foreseen.data} onClick={onConfirm}>
            {t('setup.retention.confirm')}
          </Button>
        </>
      }
    >
      {foreseen.isError ? (
        <Notice
          kind="problem"
          role="alert"
          action={<Button onClick={() => void foreseen.refetch()}>{t('common.trouble.again')}</Button>}
        >
          {faultText(t, foreseen.error)}
        </Notice>
      ) : null}
      {foreseen.isPending ? <Skeleton lines={2} /> : null}
      {foreseen.data ? <Outcome of={foreseen.data} /> : null}
    </Dialog>
  );
}

function Outcome({ of: { letters, notices, already } }: { of: NonNullable<ReturnType<typeof useForeseen>['data']> }) {
  const t = useT();
  const more = { letters: letters - already.letters, notices: notices - already.notices };
  if (more.letters + more.notices <= 0) return <p>{t('setup.retention.nothing-goes')}</p>;
  return (
    <div className="stack">
      <Notice kind="warning">{t('setup.retention.goes', more)}</Notice>
      <p>{t('setup.retention.stays')}</p>
    </div>
  );
}
