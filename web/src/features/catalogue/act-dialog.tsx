/** The frame of an act on the catalogue: what it touches, why it is done, and what the server said against it. */
import type { FormEvent, ReactNode } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';

type Props = {
  id: string;
  title: string;
  submit: string;
  onClose: () => void;
  onSubmit: () => void;
  busy: boolean;
  error: unknown;
  typed: boolean;
  danger?: boolean;
  wide?: boolean;
  children: ReactNode;
};

export function ActDialog({ id, title, submit, onClose, onSubmit, busy, error, typed, danger, wide, children }: Props) {
  const t = useT();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      confirmLoss={typed}
      {...(wide ? { wide } : {})}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" form={id} busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={id} className="cat-fields" onSubmit={send} noValidate>
        {error ? (
          <Notice kind="problem" role="alert">
            {faultText(t, error)}
          </Notice>
        ) : null}
        {children}
      </form>
    </Dialog>
  );
}

type ReasonProps = { value: string; onChange: (value: string) => void; error: string | null };

export function ReasonField({ value, onChange, error }: ReasonProps) {
  const t = useT();
  return (
    <Field id="act-reason" label={t('builder.reason')} hint={t('builder.reason-hint')} error={error}>
      {(wired) => (
        <TextArea
          {...wired}
          data-first
          rows={2}
          maxLength={500}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
