/** Forgotten password: the same answer for a known and an unknown address. */
import { type FormEvent, useState } from 'react';
import { askPasswordReset } from '#contract/accounts.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type FieldErrors, fieldsOf } from './form.ts';
import { Gate } from './gate.tsx';
import { useAskReset } from './queries.ts';

export function RecoverPage() {
  const t = useT();
  const send = useAskReset();
  const { deskPhone } = useInstitution();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [email, setEmail] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = fieldsOf(event.currentTarget).email ?? '';
    const found = faultsOf(t, askPasswordReset.body, { email: typed });
    setErrors(found);
    setEmail(typed);
    if (Object.keys(found).length === 0 && !send.isPending) send.mutate({ email: typed });
  };
  if (send.isSuccess) {
    return (
      <Gate>
        <h1>{t('auth.recover.sent-title')}</h1>
        <p>{t('auth.recover.sent-text', { email })}</p>
        {deskPhone === '' ? null : <p className="sub">{t('auth.help.phone', { phone: deskPhone })}</p>}
        <LinkButton to="/entrar">{t('auth.back')}</LinkButton>
      </Gate>
    );
  }
  return (
    <Gate>
      <h1>{t('auth.recover.title')}</h1>
      <p>{t('auth.recover.text')}</p>
      <form className="stack" onSubmit={submit} noValidate>
        {send.error ? (
          <Notice kind="problem" role="alert">
            {faultText(t, send.error)}
          </Notice>
        ) : null}
        <Field label={t('auth.email')} error={errors.email ?? null} id="recover-email">
          {(wired) => (
            <TextInput
              {...wired}
              name="email"
              type="email"
              autoComplete="username"
              inputMode="email"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </Field>
        <div className="gate__actions">
          <Button kind="primary" type="submit" busy={send.isPending}>
            {t('auth.recover.send')}
          </Button>
          <LinkButton kind="quiet" to="/entrar">
            {t('auth.back')}
          </LinkButton>
        </div>
      </form>
    </Gate>
  );
}
