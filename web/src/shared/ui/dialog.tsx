/** The browser's own modal dialog; the whole screen on a phone. Its focus comes back to where it was. */
import { type MouseEvent, type ReactNode, type SyntheticEvent, useId, useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Button } from './button.tsx';
import { IconX } from './icons.tsx';
import { useModal } from './modal.ts';

type Props = {
  open: boolean;
  onClose(): void;
  title: string;
  /** One line under the title. */
  intro?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  /** Asks before Esc or the cross throw away what was typed. */
  confirmLoss?: boolean;
};

/** Where the focus goes first, unless something says `data-first`. */
const FIELDS = 'input:not([type=hidden]):not([disabled]), select, textarea';
const firstField = (dialog: HTMLDialogElement): HTMLElement | null => {
  const body = dialog.querySelector('.dialog__body');
  return body?.querySelector<HTMLElement>('[data-first]') ?? body?.querySelector<HTMLElement>(FIELDS) ?? null;
};

function AskLoss({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const t = useT();
  return (
    <div className="dialog__loss" role="alert">
      <span className="grow">{t('common.dialog.loss')}</span>
      <Button small onClick={onStay}>
        {t('common.dialog.stay')}
      </Button>
      <Button small kind="danger" onClick={onLeave}>
        {t('common.dialog.leave')}
      </Button>
    </div>
  );
}

export function Dialog(props: Props) {
  // Mounted while open: what was typed in a closed one does not come back.
  return props.open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ onClose, title, intro, children, footer, wide, confirmLoss }: Props) {
  const t = useT();
  const heading = useId();
  const dialog = useModal(firstField);
  const [asking, ask] = useState(false);
  const leave = () => {
    if (confirmLoss && !asking) ask(true);
    else onClose();
  };
  const cancel = (event: SyntheticEvent<HTMLDialogElement>) => {
    // A file field inside sends its own "cancel" up to here.
    if (event.target !== dialog.current) return;
    event.preventDefault();
    leave();
  };
  const pressOutside = (event: MouseEvent) => {
    if (event.target === dialog.current) leave();
  };
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog dialog--wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={cancel}
      onClose={(event) => event.target === dialog.current && onClose()}
      onMouseDown={pressOutside}
    >
      <div className="dialog__head">
        <div>
          <h2 id={heading}>{title}</h2>
          {intro ? <p className="sub small">{intro}</p> : null}
        </div>
        <Button kind="quiet" small icon={<IconX />} aria-label={t('common.close')} onClick={leave} />
      </div>
      <div className="dialog__body">{children}</div>
      {asking ? <AskLoss onStay={() => ask(false)} onLeave={onClose} /> : null}
      {footer ? <div className="dialog__foot">{footer}</div> : null}
    </dialog>
  );
}
