/** Who sits at the session proves it once more; the act that asked for it goes on by itself. */
import { type FormEvent, useId, useState } from 'react';
import { confirmSession } from '#contract/second-factor.ts';
import { faultsOf, standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ByPasskey } from './by-passkey.tsx';
import { CodeField } from './code-field.tsx';
import { useConfirm, useFactors } from './factor-queries.ts';
import { type FieldErrors, fieldsOf } from './form.ts';
import { mayHavePasskeys } from './no-passkey.ts';
import { useConfirmByPasskey } from './passkey-queries.ts';

type By = 'password' | 'code';

export function ConfirmDialog({ onEnd }: { onEnd: (confirmed: boolean) => void }) {
  const t = useT();
  const id = useId();
  const { hasSecondFactor } = useSession();
  const [by, setBy] = useState<By>('password');
  const send = useConfirm();
  const byPasskey = useConfirmByPasskey();
  const { data: factors } = useFactors();
  const hasPasskey = factors !== undefined && factors.passkeys.length > 0 && mayHavePasskeys();
  const other: By = by === 'password' ? 'code' : 'password';
  const change = () => {
    send.reset();
    setBy(other);
  };
  return (
    <Dialog
      open
      onClose={() => onEnd(false)}
      title={t('auth.confirm.title')}
      footer={
        <>
          <Button onClick={() => onEnd(false)}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={id} busy={send.isPending}>
            {t('auth.confirm.send')}
          </Button>
        </>
      }
    >
      <p>{t('auth.confirm.text')}</p>
      <ProofForm key={by} id={id} by={by} send={send} onDone={() => onEnd(true)} />
      {hasSecondFactor ? (
        <Button kind="quiet" onClick={change}>
          {t(by === 'password' ? 'auth.confirm.by-code' : 'auth.confirm.by-password')}
        </Button>
      ) : null}
      {hasPasskey ? <ByPasskey send={byPasskey} onDone={() => onEnd(true)} /> : null}
    </Dialog>
  );
}

type FormProps = { id: string; by: By; send: ReturnType<typeof useConfirm>; onDone: () => void };

function ProofForm({ id, by, send, onDone }: FormProps) {
  const t = useT();
  const form = useStandAtRefusal(send.error);
  const [errors, setErrors] = useState<FieldErrors>({});
  const shown = { ...errors, ...fieldErrors(t, send.error) };
  const error = shown.proof ?? null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // Inside the form of whoever asked, this one is its own.
    event.stopPropagation();
    if (send.isPending) return;
    const { password = '', code = '' } = fieldsOf(event.currentTarget);
    const body = { by, proof: by === 'password' ? password : code };
    const found = faultsOf(t, confirmSession.body, body);
    setErrors(found);
    send.reset();
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    send.mutate(body, { onSuccess: onDone });
  };
  return (
    <form ref={form} id={id} className="stack" onSubmit={submit} noValidate>
      {send.error && error === null ? (
        <Notice kind="problem" role="alert">
          {faultText(t, send.error)}
        </Notice>
      ) : null}
      {by === 'code' ? (
        <CodeField id={`${id}-code`} label={t('auth.confirm.code')} hint={t('auth.second-step.hint')} error={error} />
      ) : (
        <Field label={t('auth.current-password')} error={error} id={`${id}-password`}>
          {(wired) => <PasswordInput {...wired} name="password" autoComplete="current-password" />}
        </Field>
      )}
    </form>
  );
}
