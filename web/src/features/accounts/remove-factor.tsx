/** Doing without a factor: what it means is said first. */
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';

type Props = {
  title: string;
  /** Said once it is gone. */
  done: string;
  /** It is the only one: the password alone is enough afterwards. */
  isLast: boolean;
  remove: { isPending: boolean; error: unknown };
  send: (then: { onSuccess: () => void }) => void;
  onClose: () => void;
};

export function RemoveFactor({ title, done, isLast, remove, send, onClose }: Props) {
  const t = useT();
  const toast = useToast();
  const gone = () => {
    toast(done);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => send({ onSuccess: gone })}>
            {t('auth.factor.remove')}
          </Button>
        </>
      }
    >
      <p>{t(isLast ? 'auth.factor.remove-text' : 'auth.factor.remove-one-text')}</p>
      {remove.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, remove.error)}
        </Notice>
      ) : null}
    </Dialog>
  );
}
