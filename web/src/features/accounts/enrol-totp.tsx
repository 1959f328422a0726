/** An application of codes, from its QR code to its first code and the recovery codes that come with the first factor. */
import { type FormEvent, useState } from 'react';
import { confirmTotp } from '#contract/second-factor.ts';
import { faultsOf, standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { CodeField } from './code-field.tsx';
import { useBeginTotp, useConfirmTotp } from './factor-queries.ts';
import { type FieldErrors, fieldsOf } from './form.ts';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

type Begun = { secret: string; uri: string };
type Props = { onDone: () => void; onBegin?: () => void };

export function EnrolTotp({ onDone, onBegin }: Props) {
  const t = useT();
  const toast = useToast();
  const begin = useBeginTotp();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const done = () => {
    toast(t('auth.factor.added'));
    onDone();
  };
  const ask = () => begin.mutate(undefined, { onSuccess: () => onBegin?.() });
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={done} />;
  return (
    <div className="stack">
      {begin.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, begin.error)}
        </Notice>
      ) : null}
      {begin.data ? (
        <FirstCode
          key={begin.data.secret}
          begun={begin.data}
          onAnother={ask}
          onAdded={(recoveryCodes) => (recoveryCodes === null ? done() : setCodes(recoveryCodes))}
        />
      ) : (
        <>
          <p>{t('auth.factor.begin-text')}</p>
          <Button kind="primary" busy={begin.isPending} onClick={ask}>
            {t('auth.factor.begin')}
          </Button>
        </>
      )}
    </div>
  );
}

type FirstProps = { begun: Begun; onAnother: () => void; onAdded: (codes: string[] | null) => void };

function FirstCode({ begun, onAnother, onAdded }: FirstProps) {
  const t = useT();
  const send = useConfirmTotp();
  const form = useStandAtRefusal(send.error);
  const [errors, setErrors] = useState<FieldErrors>({});
  const shown = { ...errors, ...fieldErrors(t, send.error) };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (send.isPending) return;
    const body = { code: fieldsOf(event.currentTarget).code ?? '' };
    const found = faultsOf(t, confirmTotp.body, body);
    setErrors(found);
    send.reset();
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    send.mutate(body, { onSuccess: ({ recoveryCodes }) => onAdded(recoveryCodes) });
  };
  return (
    <form ref={form} className="stack" onSubmit={submit} noValidate>
      <p>{t('auth.factor.scan')}</p>
      <QrCode text={begun.uri} label={t('auth.factor.qr')} />
      <p className="small">
        {t('auth.factor.by-hand')} <code className="totp-key">{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      {send.error && shown.code === undefined ? (
        <Notice kind="problem" role="alert">
          {faultText(t, send.error)}
        </Notice>
      ) : null}
      <CodeField
        id="first-code"
        digits
        label={t('auth.factor.first-code')}
        hint={t('auth.factor.code-hint')}
        error={shown.code ?? null}
      />
      <div className="row row--wrap">
        <Button kind="primary" type="submit" busy={send.isPending}>
          {t('auth.factor.confirm')}
        </Button>
        <Button onClick={onAnother}>{t('auth.factor.another')}</Button>
      </div>
    </form>
  );
}
