/** The mail server as it is typed, and a test letter before anything is stored. May be left for later. */
import { useState } from 'react';
import { sendSetUpLetter } from '#contract/institution.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmailInput, Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type SetUp, useTestLetter } from './queries.ts';

type Mail = SetUp['mail'];
type Props = {
  token: string;
  value: Mail;
  onChange: (next: Mail) => void;
  errors: Record<string, string>;
  prefix: string;
};

export function SetUpMail({ token, value, onChange, errors, prefix }: Props) {
  const t = useT();
  const [to, setTo] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const test = useTestLetter();
  const set = (next: Partial<Mail>) => {
    // What was proven is no longer what is written.
    test.reset();
    setWrong({});
    onChange({ ...value, ...next });
  };
  const send = () => {
    if (test.isPending) return;
    const body = { token, mail: value, to };
    const faults = faultsOf(t, sendSetUpLetter.body, body);
    for (const name of ['smtpUrl', 'mailFrom'] as const)
      if (value[name].trim() === '') faults[`mail.${name}`] = t('field.required');
    setWrong(faults);
    if (Object.keys(faults).length > 0) return test.reset();
    test.mutate(body, { onError: (error) => setWrong(fieldErrors(t, error)) });
  };
  const error = (name: keyof Mail) => wrong[`mail.${name}`] ?? errors[name] ?? null;
  return (
    <>
      <Field
        id={`${prefix}-smtpUrl`}
        label={t('setup.mail.url')}
        hint={t('setup.mail.url-hint')}
        optional
        error={error('smtpUrl')}
      >
        {(wired) => (
          <PasswordInput
            {...wired}
            autoComplete="off"
            value={value.smtpUrl}
            onChange={(event) => set({ smtpUrl: event.currentTarget.value })}
          />
        )}
      </Field>
      <div className="adm-grid">
        <Field
          id={`${prefix}-mailFrom`}
          label={t('setup.mail.from')}
          hint={t('setup.mail.from-hint')}
          optional
          error={error('mailFrom')}
        >
          {(wired) => (
            <EmailInput
              {...wired}
              autoComplete="off"
              value={value.mailFrom}
              onChange={(event) => set({ mailFrom: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('setup.start.test-to')} hint={t('setup.start.test-hint')} optional error={wrong.to ?? null}>
          {(wired) => (
            <EmailInput
              {...wired}
              autoComplete="off"
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <div className="adm-form__acts">
        <Button busy={test.isPending} onClick={send}>
          {t('setup.start.test')}
        </Button>
      </div>
      {test.isSuccess ? (
        <Notice kind="good" role="status">
          {t('setup.start.test-sent', { to })}
        </Notice>
      ) : null}
      {test.isError && Object.keys(wrong).length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, test.error)}
        </Notice>
      ) : null}
    </>
  );
}
