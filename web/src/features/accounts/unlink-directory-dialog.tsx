/** Doing without an account of the institution: what it means is said first. */
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useUnlink } from './directory-queries.ts';

type Props = { id: string; name: string; onClose: () => void };

export function UnlinkDirectoryDialog({ id, name, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const unlink = useUnlink(id);
  const gone = () => {
    toast(t('entrances.own.unlinked', { name }));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('entrances.own.unlink-one', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={unlink.isPending} onClick={() => unlink.mutate(undefined, { onSuccess: gone })}>
            {t('entrances.own.unlink')}
          </Button>
        </>
      }
    >
      <p>{t('entrances.own.unlink-text', { name })}</p>
      {unlink.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, unlink.error)}
        </Notice>
      ) : null}
    </Dialog>
  );
}
