/** Telephone, language and theme: the person's own to change. */
import { type FormEvent, useState } from 'react';
import { saveProfile } from '#contract/accounts.ts';
import { faultsOf } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type FieldErrors, fieldsOf } from './form.ts';
import type { Profile } from './profile-page.tsx';
import { useSaveProfile } from './queries.ts';

const THEMES = ['system', 'light', 'dark'] as const;

export function PreferencesForm({ profile }: { profile: Profile }) {
  const t = useT();
  const toast = useToast();
  const send = useSaveProfile();
  const [errors, setErrors] = useState<FieldErrors>({});
  const shown = { ...errors, ...fieldErrors(t, send.error) };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = fieldsOf(event.currentTarget) as Omit<Parameters<typeof send.mutate>[0], 'letters'>;
    const body = { ...fields, letters: profile.letters };
    const found = faultsOf(t, saveProfile.body, { phone: body.phone });
    setErrors(found);
    if (Object.keys(found).length === 0 && !send.isPending)
      send.mutate(body, { onSuccess: () => toast(t('auth.profile.saved')) });
  };
  return (
    <form className="stack profile__wide" onSubmit={submit} noValidate>
      {send.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, send.error)}
        </Notice>
      ) : null}
      <div className="form-grid">
        <Field label={t('auth.phone')} error={shown.phone ?? null} id="profile-phone">
          {(wired) => <TextInput {...wired} name="phone" type="tel" autoComplete="tel" defaultValue={profile.phone} />}
        </Field>
        <Field label={t('auth.profile.language')} id="profile-locale">
          {(wired) => (
            <Select {...wired} name="locale" defaultValue={profile.locale}>
              <option value="es-MX">{t('auth.profile.spanish')}</option>
              <option value="en">{t('auth.profile.english')}</option>
            </Select>
          )}
        </Field>
        <Field label={t('auth.profile.theme')} id="profile-theme">
          {(wired) => (
            <Select {...wired} name="theme" defaultValue={profile.theme}>
              {THEMES.map((theme) => (
                <option key={theme} value={theme}>
                  {t(`auth.profile.theme.${theme}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Button kind="primary" type="submit" busy={send.isPending}>
        {t('common.save')}
      </Button>
    </form>
  );
}
