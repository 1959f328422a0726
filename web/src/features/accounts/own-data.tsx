/** Who I am for the desk: the telephone is mine to change, the rest names who changes it. */
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type ProfileView, saveProfile } from '#contract/accounts.ts';
import { faultsOf, standAtFault, useStandAtRefusal } from '#web/shared/check.ts';
import { faultText, fieldErrors } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { DataNotice } from '#web/shared/privacy/data-notice.tsx';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, TextInput } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { EmailDialog, PendingEmail } from './email-change.tsx';
import type { FieldErrors } from './form.ts';
import { PhotoBlock } from './photo-block.tsx';
import { useSaveProfile } from './queries.ts';

export function OwnData({ profile }: { profile: ProfileView }) {
  const t = useT();
  const locale = useLocale();
  const { operatorUnit } = useInstitution();
  const [newEmail, askEmail] = useState<string | null>(null);
  const data = [
    ['auth.profile.name', [profile.givenNames, profile.firstSurname, profile.secondSurname].join(' ')],
    ['auth.employee-number', profile.employeeNumber || '—'],
    ['auth.agency', local(profile.agencyName, locale)],
    ['auth.position', local(profile.positionName, locale)],
  ] as const;
  return (
    <section className="panel" aria-labelledby="profile-data">
      <h2 id="profile-data">{t('auth.profile.data')}</h2>
      <div className="profile__own">
        <PhotoBlock profile={profile} />
        <div className="profile__who">
          <dl className="facts">
            {data.map(([key, value]) => (
              <div key={key}>
                <dt>{t(key)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            <div>
              <dt>{t('auth.email')}</dt>
              <dd className="facts__act">
                <span>{profile.email}</span>
                <Button small aria-label={t('auth.email-change.title')} onClick={() => askEmail('')}>
                  {t('auth.email-change.open')}
                </Button>
              </dd>
            </div>
          </dl>
          <PendingEmail profile={profile} onAgain={() => askEmail(profile.pendingEmail?.email ?? '')} />
          {newEmail === null ? null : (
            <EmailDialog present={profile.email} start={newEmail} onClose={() => askEmail(null)} />
          )}
          <PhoneForm phone={profile.phone} />
        </div>
      </div>
      <p className="small sub panel__foot">{t('auth.profile.who-changes', { unit: operatorUnit })}</p>
      <DataNotice of="profile" />
      <p className="small">
        <Link to="/perfil/datos-personales">{t('auth.profile.data-rights')}</Link>
      </p>
    </section>
  );
}

function PhoneForm({ phone }: { phone: string }) {
  const t = useT();
  const toast = useToast();
  const send = useSaveProfile();
  const refusedForm = useStandAtRefusal(send.error);
  const kept = useKept('phone', phone);
  const [errors, setErrors] = useState<FieldErrors>({});
  const shown = { ...errors, ...fieldErrors(t, send.error) };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = { phone: kept.value };
    const found = faultsOf(t, saveProfile.body, body);
    setErrors(found);
    send.reset();
    if (Object.keys(found).length > 0) return standAtFault(form);
    if (send.isPending) return;
    send.mutate(body, {
      onSuccess: () => {
        kept.settle(kept.value);
        toast(t('auth.profile.saved'));
      },
    });
  };
  return (
    <form ref={refusedForm} className="stack" onSubmit={submit} noValidate>
      <KeptNotice show={kept.restored} onDrop={() => kept.settle(phone)} />
      {send.error && Object.keys(shown).length === 0 ? (
        <Notice kind="problem" role="alert">
          {faultText(t, send.error)}
        </Notice>
      ) : null}
      <Field label={t('auth.phone')} hint={t('auth.phone-hint')} error={shown.phone ?? null} id="profile-phone">
        {(wired) => (
          <span className="with-act">
            <TextInput
              {...wired}
              name="phone"
              type="tel"
              autoComplete="tel"
              value={kept.value}
              onChange={(event) => kept.set(event.currentTarget.value)}
            />
            <Button type="submit" busy={send.isPending}>
              {t('common.save')}
            </Button>
          </span>
        )}
      </Field>
    </form>
  );
}
