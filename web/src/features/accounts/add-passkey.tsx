/** A passkey, from its name to the recovery codes that come with the first factor. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { PasskeyNamed } from '#contract/passkeys.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type FieldErrors, fieldsOf } from './form.ts';
import { passkeyText } from './no-passkey.ts';
import { useAddPasskey } from './passkey-queries.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

/** `instead`: another way, for as long as nothing is on its way. */
type Props = { onDone: () => void; onBegin?: () => void; instead?: ReactNode };

export function AddPasskey({ onDone, onBegin, instead }: Props) {
  const t = useT();
  const toast = useToast();
  const id = useId();
  const add = useAddPasskey();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const done = () => {
    toast(t('auth.passkey.added'));
    onDone();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (add.isPending) return;
    const { name = '' } = fieldsOf(event.currentTarget);
    const found = faultsOf(t, PasskeyNamed, { name });
    setErrors(found);
    add.reset();
    if (Object.keys(found).length > 0) return standAtFault(event.currentTarget);
    onBegin?.();
    add.mutate(name, {
      onSuccess: ({ recoveryCodes }) => (recoveryCodes === null ? done() : setCodes(recoveryCodes)),
    });
  };
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={done} />;
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{t('auth.passkey.what')}</p>
      {add.error ? (
        <Notice kind="problem" role="alert">
          {passkeyText(t, add.error)}
        </Notice>
      ) : null}
      <Field label={t('auth.passkey.name')} hint={t('auth.passkey.name-hint')} error={errors.name ?? null} id={id}>
        {(wired) => <TextInput {...wired} name="name" autoComplete="off" maxLength={60} />}
      </Field>
      <div className="row row--wrap">
        <Button kind="primary" type="submit" busy={add.isPending}>
          {t('auth.passkey.make')}
        </Button>
        {add.isPending ? null : instead}
      </div>
    </form>
  );
}
