/** The window every act on an agency shares: its form, what went wrong, and the words for one that changed meanwhile. */
import { type FormEvent, type ReactNode, useId } from 'react';
import { standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { faultText, whoWasFirst } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { isStale } from './queries.ts';

type Props = {
  title: string;
  intro?: ReactNode;
  submit: string;
  act: { isPending: boolean; error: unknown };
  /** Faults stand at their boxes. */
  hasFaults: boolean;
  typed: boolean;
  /** What to do about an agency that changed meanwhile, beside sending it once more. */
  stale?: ReactNode;
  onClose: () => void;
  /** False: something does not fit, and stands at its box. */
  onSend: () => boolean;
  children: ReactNode;
};

export function ActForm({ act, stale, hasFaults, onSend, onClose, ...given }: Props) {
  const t = useT();
  const id = useId();
  const form = useStandAtRefusal(act.error);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!act.isPending && !onSend()) standAtFault(event.currentTarget);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={given.title}
      intro={given.intro}
      confirmLoss={given.typed}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={id} busy={act.isPending}>
            {given.submit}
          </Button>
        </>
      }
    >
      <form ref={form} id={id} className="adm-form" onSubmit={send} noValidate>
        {isStale(act.error) ? (
          <Notice kind="warning" role="alert" action={stale}>
            {t('agencies.stale', { first: whoWasFirst(t, act.error) })}
          </Notice>
        ) : act.error && !hasFaults ? (
          <Notice kind="problem" role="alert">
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        {given.children}
      </form>
    </Dialog>
  );
}
