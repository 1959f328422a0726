/** Crear cuenta: one window, the data the manual asks for, and a letter that proves the address. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createAccount } from '#contract/accounts.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { noticeQuery } from '#web/shared/privacy/queries.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { CreateAccountFields } from './create-account-fields.tsx';
import { type FieldErrors, fieldsOf, listed, passwordErrors } from './form.ts';
import { useCreateAccount } from './queries.ts';

const FORM = 'create';

/** Mounted while it is open, so that it opens empty the next time. */
export function CreateAccountDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const send = useCreateAccount();
  const notice = useQuery(noticeQuery());
  const [errors, setErrors] = useState<FieldErrors>({});
  const [touched, setTouched] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const shown = { ...errors, ...passwordErrors(t, send.error) };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (send.isPending) return;
    const fields = fieldsOf(event.currentTarget);
    const shownVersion = notice.data ? { privacyNoticeVersion: notice.data.version } : {};
    const body = { ...fields, ...shownVersion, privacyNoticeRead: fields.privacyNoticeRead === 'on' } as Parameters<
      typeof send.mutate
    >[0];
    const found = faultsOf(t, createAccount.body, body);
    setErrors(found);
    setAttempt(attempt + 1);
    send.reset();
    if (Object.keys(found).length === 0) send.mutate(body);
  };
  if (send.data) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={t('auth.created.title')}
        footer={
          <Button kind="primary" onClick={onClose}>
            {t('auth.created.close')}
          </Button>
        }
      >
        <p>{t('auth.created.text', { email: send.data.sentTo })}</p>
        <p className="sub">{t('auth.created.spam')}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('auth.create.title')}
      wide
      confirmLoss={touched}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={send.isPending}>
            {t('auth.create.title')}
          </Button>
        </>
      }
    >
      <form id={FORM} className="stack" onSubmit={submit} onChange={() => setTouched(true)} noValidate>
        {Object.keys(shown).length > 1 ? <ErrorSummary key={attempt} errors={listed(shown, FORM)} /> : null}
        {send.error && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, send.error)}
          </Notice>
        ) : null}
        <CreateAccountFields errors={shown} prefix={FORM} notice={notice.data} />
      </form>
    </Dialog>
  );
}
