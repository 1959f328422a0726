/** Two proofs: the desk's password here, and the directory's own, there or here. */
import { type FormEvent, useId, useState } from 'react';
import { linkDirectory } from '#contract/directories.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type OwnDirectory, useLink } from './directory-queries.ts';
import { fieldsOf } from './form.ts';
import { setOut } from './way.ts';

type Props = { directory: OwnDirectory; name: string; onClose: () => void };

export function LinkDirectoryDialog({ directory, name, onClose }: Props) {
  const t = useT();
  const form = useId();
  const toast = useToast();
  const link = useLink(directory.id);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const isLdap = directory.kind === 'ldap';
  const shown = { ...wrong, ...fieldErrors(t, link.error) };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (link.isPending || link.isSuccess) return;
    const { password = '', directoryPassword = '' } = fieldsOf(event.currentTarget);
    const body = { password, ...(isLdap ? { directoryPassword } : {}) };
    const found = faultsOf(t, linkDirectory.body, body);
    setWrong(found);
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    link.mutate(body, {
      onSuccess: ({ url }) => {
        if (url !== null) return setOut(url, { to: '/perfil', linking: true });
        toast(t('entrances.own.linked'));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('entrances.own.link-one', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={link.isPending || link.isSuccess}>
            {isLdap ? t('entrances.own.link') : t('entrances.own.go', { name })}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={send} noValidate>
        <p>{t(isLdap ? 'entrances.own.link-ldap' : 'entrances.own.link-oidc')}</p>
        {link.isError && Object.keys(shown).length === 0 ? (
          <Notice kind="problem" role="alert">
            {faultText(t, link.error)}
          </Notice>
        ) : null}
        <Field label={t('entrances.own.password')} error={shown.password ?? null} id={`${form}-password`}>
          {(wired) => <PasswordInput {...wired} name="password" autoComplete="current-password" required />}
        </Field>
        {isLdap ? (
          <Field
            label={t('entrances.own.directory-password', { name })}
            error={shown.directoryPassword ?? null}
            id={`${form}-directory`}
          >
            {(wired) => <PasswordInput {...wired} name="directoryPassword" autoComplete="off" required />}
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}
