/** The link of the letter: the person proves the address and, with the password chosen, that the account is theirs. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { verifyAccount } from '#contract/accounts.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type FieldErrors, fieldsOf } from './form.ts';
import { Gate } from './gate.tsx';
import { useVerify } from './queries.ts';
import { isWhole, useToken } from './token.ts';

export function VerifyPage() {
  const t = useT();
  const token = useToken();
  const navigate = useNavigate();
  const send = useVerify();
  const [errors, setErrors] = useState<FieldErrors>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { token, password: fieldsOf(event.currentTarget).password ?? '' };
    const found = faultsOf(t, verifyAccount.body, body);
    setErrors(found);
    if (Object.keys(found).length > 0 || send.isPending) return;
    send.mutate(body, {
      onSuccess: ({ outcome }) =>
        void navigate(
          outcome === 'signed-in' ? { to: '/solicitudes' } : { to: '/entrar', search: { aviso: 'approval' } },
        ),
    });
  };
  if (!isWhole(token)) {
    return (
      <Gate>
        <h1>{t('auth.link.broken-title')}</h1>
        <p>{t('auth.link.broken-text')}</p>
        <LinkButton to="/entrar">{t('auth.back')}</LinkButton>
      </Gate>
    );
  }
  return (
    <Gate>
      <h1>{t('auth.verify.title')}</h1>
      <p>{t('auth.verify.text')}</p>
      <form className="stack" onSubmit={submit} noValidate>
        {send.error ? (
          <Notice kind="problem" role="alert">
            {faultText(t, send.error)}
          </Notice>
        ) : null}
        <Field label={t('auth.password')} error={errors.password ?? null} id="verify-password">
          {(wired) => <PasswordInput {...wired} name="password" autoComplete="current-password" />}
        </Field>
        <Button kind="primary" type="submit" busy={send.isPending}>
          {t('auth.verify.send')}
        </Button>
      </form>
    </Gate>
  );
}
