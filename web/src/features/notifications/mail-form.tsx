/** New mail settings; the password inside the address is typed again each time, because the server never gives it back. */
import { type FormEvent, useId, useState } from 'react';
import { saveMail } from '#contract/institution.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { EmailInput, Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type MailBody, useSaveMail } from './queries.ts';

export function MailForm({ from, close }: { from: string; close: () => void }) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const { person } = useSession();
  const [typed, setTyped] = useState<MailBody>({ smtpUrl: '', mailFrom: from });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const save = useSaveMail();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const faults = faultsOf(t, saveMail.body, typed);
    // Blank means "no mail" to the server; here somebody is setting mail up.
    for (const name of ['smtpUrl', 'mailFrom'] as const)
      if (typed[name].trim() === '') faults[name] = t('field.required');
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    save.mutate(typed, {
      onSuccess: () => {
        toast(t('setup.mail.saved', { email: person.email }));
        close();
      },
      onError: (error) => setWrong(fieldErrors(t, error)),
    });
  };
  const listed = Object.entries(wrong).map(([path, message]) => ({
    id: `${id}-${path}`,
    message,
  }));
  return (
    <form className="adm-form" onSubmit={send} noValidate>
      {listed.length > 1 ? <ErrorSummary errors={listed} /> : null}
      {save.isError && listed.length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, save.error)}
        </Notice>
      ) : null}
      <Field
        id={`${id}-smtpUrl`}
        label={t('setup.mail.url')}
        hint={t('setup.mail.url-hint')}
        error={wrong.smtpUrl ?? null}
      >
        {(wired) => (
          <PasswordInput
            {...wired}
            autoComplete="off"
            value={typed.smtpUrl}
            onChange={(event) => setTyped({ ...typed, smtpUrl: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        id={`${id}-mailFrom`}
        label={t('setup.mail.from')}
        hint={t('setup.mail.from-hint')}
        error={wrong.mailFrom ?? null}
      >
        {(wired) => (
          <EmailInput
            {...wired}
            autoComplete="off"
            value={typed.mailFrom}
            onChange={(event) => setTyped({ ...typed, mailFrom: event.currentTarget.value })}
          />
        )}
      </Field>
      <p className="hint">{t('setup.mail.proof', { email: person.email })}</p>
      <div className="adm-form__acts">
        <Button kind="primary" type="submit" busy={save.isPending}>
          {t('setup.mail.save')}
        </Button>
        <Button onClick={close}>{t('setup.dialog.back')}</Button>
      </div>
    </form>
  );
}
