/** A code read out by the desk instead of a letter: who, the code, another password. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useResetCode as resetByCode } from '#contract/accounts.ts';
import { faultsOf, standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { EmailInput, Field, TextInput } from '#web/shared/ui/field.tsx';
import { NewPasswordField } from '#web/shared/ui/new-password-field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type FieldErrors, fieldsOf, listed, passwordErrors } from './form.ts';
import { Gate } from './gate.tsx';
import { useCode } from './queries.ts';

export function CodePage() {
  const t = useT();
  const navigate = useNavigate();
  const send = useCode();
  const refusedForm = useStandAtRefusal(send.error);
  const { operatorUnit, deskPhone } = useInstitution();
  const [errors, setErrors] = useState<FieldErrors>({});
  const shown = { ...errors, ...passwordErrors(t, send.error) };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (send.isPending) return;
    const form = event.currentTarget;
    const { email = '', code = '', password = '' } = fieldsOf(form);
    const found = faultsOf(t, resetByCode.body, { email, code, password });
    setErrors(found);
    send.reset();
    if (Object.keys(found).length > 0) return standAtFault(form);
    send.mutate(
      { email, code, password },
      {
        onSuccess: () => void navigate({ to: '/entrar', search: { aviso: 'password-set' } }),
      },
    );
  };
  return (
    <Gate>
      <h1>{t('auth.code.title')}</h1>
      <p>
        {t('auth.code.text', { unit: operatorUnit })}{' '}
        {deskPhone === '' ? null : t('auth.code.phone', { phone: deskPhone })}
      </p>
      <form ref={refusedForm} className="stack" onSubmit={submit} noValidate>
        {Object.keys(shown).length > 1 ? <ErrorSummary errors={listed(shown, 'code')} /> : null}
        {send.error && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, send.error)}
          </Notice>
        ) : null}
        <Field label={t('auth.email')} error={shown.email ?? null} id="code-email">
          {(wired) => <EmailInput {...wired} name="email" />}
        </Field>
        <Field label={t('auth.code.code')} hint={t('auth.code.hint')} error={shown.code ?? null} id="code-code">
          {(wired) => (
            <TextInput
              {...wired}
              name="code"
              className="input--code"
              autoComplete="one-time-code"
              autoCapitalize="characters"
              autoCorrect="off"
              spellCheck={false}
              maxLength={40}
            />
          )}
        </Field>
        <NewPasswordField label={t('auth.new-password')} error={shown.password ?? null} id="code-password" />
        <div className="gate__actions">
          <Button kind="primary" type="submit" busy={send.isPending}>
            {t('auth.activate.send')}
          </Button>
          <LinkButton kind="quiet" to="/entrar">
            {t('auth.back')}
          </LinkButton>
        </div>
      </form>
    </Gate>
  );
}
