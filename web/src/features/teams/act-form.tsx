/** The window every act on a team shares: its form, what went wrong, and the words for a team that changed meanwhile. */
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
  danger?: boolean;
  act: { isPending: boolean; error: unknown };
  /** Faults stand at their boxes. */
  hasFaults?: boolean;
  typed: boolean;
  /** What to do about a team that changed meanwhile, beside sending it once more. */
  stale?: ReactNode;
  /** Where to go for what stands in the way. */
  way?: ReactNode;
  onClose: () => void;
  /** False: something does not fit, and stands at its box. */
  onSend: () => boolean;
  children: ReactNode;
};

export function ActForm(props: Props) {
  const {
    title,
    intro,
    submit,
    danger = false,
    act,
    hasFaults = false,
    typed,
    stale,
    way,
    onClose,
    onSend,
    children,
  } = props;
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
      title={title}
      intro={intro}
      confirmLoss={typed}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" form={id} busy={act.isPending}>
            {submit}
          </Button>
        </>
      }
    >
      <form ref={form} id={id} className="adm-form" onSubmit={send} noValidate>
        {isStale(act.error) ? (
          <Notice kind="warning" role="alert" action={stale}>
            {t('teams.stale', { first: whoWasFirst(t, act.error) })}
          </Notice>
        ) : act.error && !hasFaults ? (
          <Notice kind="problem" role="alert" action={way}>
            {faultText(t, act.error)}
          </Notice>
        ) : null}
        {children}
      </form>
    </Dialog>
  );
}
