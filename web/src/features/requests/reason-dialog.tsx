/** Asks why, and does it: cancelling, reopening, refusing. Rules and sentences are the contract's. */
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import type * as v from 'valibot';
import type { RequestView } from '#contract/requests.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { newKey } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { actText } from './act-text.ts';
import { useAct } from './queries.ts';

export type ReasonDialogProps = {
  open: boolean;
  onClose: () => void;
  reference: string;
  title: string;
  label: string;
  hint?: string;
  submit: string;
  danger?: boolean;
  schema: v.GenericSchema;
  /** What the contract calls the words typed. */
  field?: string;
  /** The body as the contract wants it, from the reason typed. */
  body: (reason: string) => Record<string, unknown>;
  act: (reason: string, key: string) => Promise<RequestView>;
  children?: ReactNode;
};

export function ReasonDialog(props: ReasonDialogProps) {
  const { open, onClose, reference, title, label, hint, submit, danger = false, schema, body, act, children } = props;
  const { field = 'reason' } = props;
  const t = useT();
  const id = useId();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const key = useRef(newKey());
  const doing = useAct(reference, (text: string) => act(text, key.current));

  const close = () => {
    setWrong(null);
    doing.reset();
    onClose();
  };
  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (doing.isPending) return;
    const faults = faultsOf(t, schema, body(reason));
    setWrong(faults[field] ?? null);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    doing.mutate(reason, {
      onSuccess: () => {
        key.current = newKey();
        setReason('');
        close();
      },
    });
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      confirmLoss={reason.trim() !== ''}
      footer={
        <>
          <Button onClick={close}>{t('requests.dialog.back')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" form={id} busy={doing.isPending}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={confirm} className="rq-form" noValidate>
        {children}
        {doing.isError ? (
          <Notice kind="problem" role="alert">
            {actText(t, doing.error)}
          </Notice>
        ) : null}
        <Field label={label} hint={hint} error={wrong}>
          {(wired) => (
            <TextArea {...wired} rows={3} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
