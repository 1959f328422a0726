/** E-mail and password; whatever goes wrong, the e-mail stays. */
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { signIn } from '#contract/accounts.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { EmailInput, Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type FieldErrors, fieldsOf, listed } from './form.ts';
import { useSignIn } from './queries.ts';

export function SignInForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const send = useSignIn();
  const [errors, setErrors] = useState<FieldErrors>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (send.isPending) return;
    const { email = '', password = '' } = fieldsOf(event.currentTarget);
    const found = faultsOf(t, signIn.body, { email, password });
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    send.mutate({ email, password }, { onSuccess: onDone });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {Object.keys(errors).length > 1 ? <ErrorSummary errors={listed(errors, 'sign-in')} /> : null}
      {send.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, send.error)}
        </Notice>
      ) : null}
      <Field label={t('auth.email')} error={errors.email ?? null} id="sign-in-email">
        {(wired) => <EmailInput {...wired} name="email" required />}
      </Field>
      <Field label={t('auth.password')} error={errors.password ?? null} id="sign-in-password">
        {(wired) => <PasswordInput {...wired} name="password" autoComplete="current-password" required />}
      </Field>
      <div className="gate__actions">
        <Button kind="primary" type="submit" busy={send.isPending}>
          {t('auth.sign-in.send')}
        </Button>
        <Link to="/recuperar">{t('auth.sign-in.forgot')}</Link>
      </div>
    </form>
  );
}
