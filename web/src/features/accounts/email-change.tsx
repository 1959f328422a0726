/** Another e-mail: asked for with the password, pending until the link sent there is followed. */
import { type FormEvent, useId, useState } from 'react';
import { askEmailChange, type ProfileView } from '#contract/accounts.ts';
import { faultsOf, standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { EmailInput, Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type FieldErrors, fieldsOf, listed, passwordErrors } from './form.ts';
import { useAskEmail, useCancelEmail } from './queries.ts';

type DialogProps = { present: string; start: string; onClose: () => void };

export function EmailDialog({ present, start, onClose }: DialogProps) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const { mailDomains } = useInstitution();
  const send = useAskEmail();
  const refusedForm = useStandAtRefusal(send.error);
  const kept = useKept('email', start);
  const [errors, setErrors] = useState<FieldErrors>({});
  const refused = passwordErrors(t, send.error);
  const shown: FieldErrors = { ...errors, ...refused, ...(refused.current ? { password: refused.current } : {}) };
  delete shown.current;
  const close = () => {
    kept.settle(start);
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (send.isPending) return;
    const form = event.currentTarget;
    const body = { email: kept.value, password: fieldsOf(form).password ?? '' };
    const found = faultsOf(t, askEmailChange.body, body);
    setErrors(found);
    send.reset();
    if (Object.keys(found).length > 0) return standAtFault(form);
    send.mutate(body, {
      onSuccess: ({ sentTo }) => {
        toast(t('auth.email-change.sent', { email: sentTo }));
        close();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('auth.email-change.title')}
      intro={t('auth.email-change.intro', { email: present })}
      confirmLoss={kept.value !== start}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={id} busy={send.isPending}>
            {t('auth.email-change.send')}
          </Button>
        </>
      }
    >
      <form ref={refusedForm} id={id} className="stack" onSubmit={submit} noValidate>
        {Object.keys(shown).length > 1 ? <ErrorSummary errors={listed(shown, id)} /> : null}
        {send.error && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, send.error)}
          </Notice>
        ) : null}
        <Field
          label={t('auth.email-change.new')}
          hint={t('auth.email-change.hint', { domains: mailDomains.map((domain) => `@${domain}`).join(', ') })}
          error={shown.email ?? null}
          id={`${id}-email`}
        >
          {(wired) => (
            <EmailInput
              {...wired}
              name="email"
              autoComplete="off"
              value={kept.value}
              onChange={(event) => kept.set(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field
          label={t('auth.current-password')}
          hint={t('auth.email-change.why-password')}
          error={shown.password ?? null}
          id={`${id}-password`}
        >
          {(wired) => <PasswordInput {...wired} name="password" autoComplete="current-password" />}
        </Field>
      </form>
    </Dialog>
  );
}

export function PendingEmail({ profile, onAgain }: { profile: ProfileView; onAgain: () => void }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const toast = useToast();
  const { timeZone } = useInstitution();
  const cancel = useCancelEmail();
  const pending = profile.pendingEmail;
  if (pending === null) return null;
  const until = formatWhen(new Date(pending.expiresAt), { timeZone, locale, now });
  return (
    <Notice kind="info" title={t('auth.email-change.pending', { email: pending.email })}>
      {t('auth.email-change.pending-text', { until, email: profile.email })}{' '}
      {cancel.error ? <strong role="alert">{faultText(t, cancel.error)}</strong> : null}
      <span className="row row--wrap pending__acts">
        <Button small onClick={onAgain}>
          {t('auth.email-change.again')}
        </Button>
        <Button
          small
          busy={cancel.isPending}
          onClick={() => cancel.mutate(undefined, { onSuccess: () => toast(t('auth.email-change.cancelled')) })}
        >
          {t('auth.email-change.cancel')}
        </Button>
      </span>
    </Notice>
  );
}
