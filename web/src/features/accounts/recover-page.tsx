/** Forgotten password: a link by letter, the same answer for a known and an unknown address; or a code by telephone. */
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { askPasswordReset } from '#contract/accounts.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { EmailInput, Field } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type FieldErrors, fieldsOf } from './form.ts';
import { Gate } from './gate.tsx';
import { useAskReset } from './queries.ts';

export function RecoverPage() {
  const t = useT();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { deskPhone, mailWorks, operatorUnit } = useInstitution();
  if (!mailWorks)
    return (
      <Gate>
        <h1>{t('auth.recover.title')}</h1>
        <Notice kind="warning">{t('auth.recover.no-mail')}</Notice>
        <p>
          {deskPhone === ''
            ? t('auth.recover.ask', { unit: operatorUnit })
            : t('auth.recover.call', { unit: operatorUnit, phone: deskPhone })}
        </p>
        <div className="gate__actions">
          <LinkButton kind="primary" to="/recuperar/codigo">
            {t('auth.recover.have-code')}
          </LinkButton>
          <LinkButton kind="quiet" to="/entrar">
            {t('auth.back')}
          </LinkButton>
        </div>
      </Gate>
    );
  if (sentTo !== null)
    return (
      <Gate>
        <h1>{t('auth.recover.sent-title')}</h1>
        <p>{t('auth.recover.sent-text', { email: sentTo })}</p>
        {deskPhone === '' ? null : <p className="sub">{t('auth.help.phone', { phone: deskPhone })}</p>}
        <LinkButton to="/entrar">{t('auth.back')}</LinkButton>
        <HaveCode />
      </Gate>
    );
  return (
    <Gate>
      <h1>{t('auth.recover.title')}</h1>
      <p>{t('auth.recover.text')}</p>
      <AskForm onSent={setSentTo} />
      <HaveCode />
    </Gate>
  );
}

function HaveCode() {
  const t = useT();
  const { operatorUnit } = useInstitution();
  return (
    <p className="gate__first">
      <span className="small sub">{t('auth.recover.code-text', { unit: operatorUnit })}</span>
      <Link to="/recuperar/codigo">{t('auth.recover.have-code')}</Link>
    </p>
  );
}

function AskForm({ onSent }: { onSent: (email: string) => void }) {
  const t = useT();
  const send = useAskReset();
  const [errors, setErrors] = useState<FieldErrors>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const email = fieldsOf(form).email ?? '';
    const found = faultsOf(t, askPasswordReset.body, { email });
    setErrors(found);
    if (Object.keys(found).length > 0) return standAtFault(form);
    if (!send.isPending) send.mutate({ email }, { onSuccess: () => onSent(email) });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {send.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, send.error)}
        </Notice>
      ) : null}
      <Field label={t('auth.email')} error={errors.email ?? null} id="recover-email">
        {(wired) => <EmailInput {...wired} name="email" />}
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
  );
}
