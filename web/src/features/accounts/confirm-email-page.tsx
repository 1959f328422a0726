/** The link of the letter to the new address. It takes a press: mail scanners open links on their own. */
import { Refused } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Gate } from './gate.tsx';
import { useConfirmEmail } from './queries.ts';
import { isWhole, useToken } from './token.ts';

export function ConfirmEmailPage() {
  const t = useT();
  const token = useToken();
  const send = useConfirmEmail();
  if (send.isSuccess)
    return (
      <Gate>
        <h1>{t('auth.confirm-email.done')}</h1>
        <p>{t('auth.confirm-email.done-text')}</p>
        <LinkButton kind="primary" to="/">
          {t('auth.confirm-email.go')}
        </LinkButton>
      </Gate>
    );
  const spent = send.error instanceof Refused && send.error.problem.code === 'token.spent';
  if (!isWhole(token) || spent)
    return (
      <Gate>
        <h1>{t(spent ? 'auth.confirm-email.spent' : 'auth.link.broken-title')}</h1>
        <p>{t(spent ? 'auth.confirm-email.spent-text' : 'auth.link.broken-text')}</p>
        <LinkButton to="/perfil">{t('auth.confirm-email.profile')}</LinkButton>
      </Gate>
    );
  return (
    <Gate>
      <h1>{t('auth.confirm-email.title')}</h1>
      <p>{t('auth.confirm-email.text')}</p>
      {send.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, send.error)}
        </Notice>
      ) : null}
      <Button kind="primary" busy={send.isPending} onClick={() => send.mutate({ token })}>
        {t('auth.confirm-email.send')}
      </Button>
    </Gate>
  );
}
