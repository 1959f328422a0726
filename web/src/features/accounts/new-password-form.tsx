/** A new password typed once, shown on request (nobody has to type it twice), with the current one before it where asked. */
import { type FormEvent, useState } from 'react';
import type * as v from 'valibot';
import { faultsOf, standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { ErrorSummary } from '#web/shared/ui/error-summary.tsx';
import { Field, PasswordInput } from '#web/shared/ui/field.tsx';
import { NewPasswordField } from '#web/shared/ui/new-password-field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { type FieldErrors, fieldsOf, listed, passwordErrors } from './form.ts';

type Props = {
  schema: v.GenericSchema;
  extra?: Record<string, string>;
  withCurrent?: boolean;
  pending: boolean;
  error: unknown;
  label: string;
  /** Names and addresses of the person, for the meter. */
  words?: readonly string[];
  onSend: (fields: { current: string; password: string }) => void;
};

export function NewPasswordForm(props: Props) {
  const { schema, extra = {}, withCurrent = false, pending, error, label, words, onSend } = props;
  const t = useT();
  const [errors, setErrors] = useState<FieldErrors>({});
  const form = useStandAtRefusal(error);
  const shown = { ...errors, ...passwordErrors(t, error) };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const { current = '', password = '' } = fieldsOf(event.currentTarget);
    const found = faultsOf(t, schema, { ...extra, password, ...(withCurrent ? { current } : {}) });
    setErrors(found);
    if (Object.keys(found).length === 0) onSend({ current, password });
    else standAtFault(event.currentTarget);
  };
  return (
    <form ref={form} className="stack" onSubmit={submit} noValidate>
      {Object.keys(shown).length > 1 ? <ErrorSummary errors={listed(shown, 'password')} /> : null}
      {error && Object.keys(shown).length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, error)}
        </Notice>
      ) : null}
      {withCurrent ? (
        <Field label={t('auth.current-password')} error={shown.current ?? null} id="password-current">
          {(wired) => <PasswordInput {...wired} name="current" autoComplete="current-password" />}
        </Field>
      ) : null}
      <NewPasswordField
        label={t('auth.new-password')}
        error={shown.password ?? null}
        id="password-password"
        words={words}
      />
      <Button kind="primary" type="submit" busy={pending}>
        {label}
      </Button>
    </form>
  );
}
