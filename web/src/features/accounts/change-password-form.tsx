/** Changing the own password: in the profile, and when it has expired. */
import { changePassword } from '#contract/accounts.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { useToast } from '#web/shared/ui/toast.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import { useChangePassword } from './queries.ts';

export function ChangePasswordForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const toast = useToast();
  const send = useChangePassword();
  const { givenNames, firstSurname, secondSurname, email, agencyName } = useSession().person;
  return (
    <NewPasswordForm
      schema={changePassword.body}
      withCurrent
      pending={send.isPending}
      error={send.error}
      label={t('auth.change-password')}
      words={[givenNames, firstSurname, secondSurname, email, agencyName.es, agencyName.en]}
      onSend={(fields) =>
        send.mutate(fields, {
          onSuccess: () => {
            toast(t('auth.password-changed'));
            onDone();
          },
        })
      }
    />
  );
}
