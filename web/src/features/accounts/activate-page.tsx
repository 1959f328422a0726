/** Choosing a password with a one-time link: the first one, or another when it was forgotten. */
import { useNavigate } from '@tanstack/react-router';
import { setPassword } from '#contract/accounts.ts';
import { useT } from '#web/shared/i18n.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { Gate } from './gate.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import { useSetPassword } from './queries.ts';
import { isWhole, useToken } from './token.ts';

export function ActivatePage() {
  const t = useT();
  const token = useToken();
  const navigate = useNavigate();
  const send = useSetPassword();
  if (!isWhole(token)) {
    return (
      <Gate>
        <h1>{t('auth.link.broken-title')}</h1>
        <p>{t('auth.link.broken-text')}</p>
        <LinkButton to="/recuperar">{t('auth.link.ask-another')}</LinkButton>
      </Gate>
    );
  }
  return (
    <Gate>
      <h1>{t('auth.activate.title')}</h1>
      <p>{t('auth.activate.text')}</p>
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
    </Gate>
  );
}
