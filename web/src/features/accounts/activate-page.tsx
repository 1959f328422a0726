/** Choosing a password with a one-time link: the first one, or another when it was forgotten. */
import { useNavigate } from '@tanstack/react-router';
import { LINK_ENDS, setPassword } from '#contract/accounts.ts';
import { Refused } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { DataNotice } from '#web/shared/privacy/data-notice.tsx';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { Gate } from './gate.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import { useLink, useSetPassword } from './queries.ts';
import { isWhole, useToken } from './token.ts';

/** Why the link opens nothing, and what to do: said before anybody thinks of a password. */
function Dead({ of }: { of: Refused }) {
  const t = useT();
  const why = LINK_ENDS.find((end) => end === of.problem.values?.why) ?? 'unknown';
  return (
    <Gate>
      <h1>{t('auth.link.dead-title', { why })}</h1>
      <p>{t('auth.link.dead-text', { why })}</p>
      <div className="gate__actions">
        {why === 'used' ? (
          <LinkButton kind="primary" to="/entrar">
            {t('auth.sign-in.send')}
          </LinkButton>
        ) : null}
        {why === 'withdrawn' ? (
          <LinkButton to="/entrar">{t('auth.back')}</LinkButton>
        ) : (
          <LinkButton to="/recuperar">{t('auth.link.ask-another')}</LinkButton>
        )}
      </div>
    </Gate>
  );
}

function Choosing({ token }: { token: string }) {
  const t = useT();
  const navigate = useNavigate();
  const send = useSetPassword();
  return (
    <NewPasswordForm
      schema={setPassword.body}
      extra={{ token }}
      pending={send.isPending}
      error={send.error}
      label={t('auth.activate.send')}
      onSend={({ password }) =>
        send.mutate(
          { token, password },
          { onSuccess: () => void navigate({ to: '/entrar', search: { aviso: 'password-set' } }) },
        )
      }
    />
  );
}

export function ActivatePage() {
  const t = useT();
  const token = useToken();
  const whole = isWhole(token);
  const looking = useLink(token, whole);
  if (!whole) {
    return (
      <Gate>
        <h1>{t('auth.link.broken-title')}</h1>
        <p>{t('auth.link.broken-text')}</p>
        <LinkButton to="/recuperar">{t('auth.link.ask-another')}</LinkButton>
      </Gate>
    );
  }
  if (looking.error instanceof Refused && looking.error.problem.code === 'token.spent')
    return <Dead of={looking.error} />;
  return (
    <Gate>
      <h1>{t('auth.activate.title')}</h1>
      <p>{t('auth.activate.text')}</p>
      {looking.data ? (
        <>
          <Choosing token={token} />
          <DataNotice of="account" />
        </>
      ) : looking.isError ? (
        <Notice
          kind="problem"
          role="alert"
          action={<Button onClick={() => void looking.refetch()}>{t('common.trouble.again')}</Button>}
        >
          {faultText(t, looking.error)}
        </Notice>
      ) : (
        <Skeleton lines={3} />
      )}
    </Gate>
  );
}
