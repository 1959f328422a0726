/** Mi perfil: what I may change, what others change for me, my password and my open sessions. */
import '#web/styles/accounts.css';

import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { readProfile } from '#contract/accounts.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatDay } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { ChangePasswordForm } from './change-password-form.tsx';
import { OpenSessions } from './open-sessions.tsx';
import { PreferencesForm } from './preferences-form.tsx';
import { useProfile } from './queries.ts';

export type Profile = ReplyOf<typeof readProfile>;

const PARTS = [
  ['profile-data', 'auth.profile.data'],
  ['profile-preferences', 'auth.profile.preferences'],
  ['profile-password', 'auth.change-password'],
  ['profile-sessions', 'auth.sessions.title'],
] as const;

export function ProfilePage() {
  const t = useT();
  const profile = useProfile();
  return (
    <div className="profile">
      <h1>{t('auth.profile.title')}</h1>
      {profile.isPending ? <Skeleton lines={8} /> : null}
      {profile.error ? (
        <Notice
          kind="problem"
          action={<Button onClick={() => void profile.refetch()}>{t('common.trouble.again')}</Button>}
        >
          {faultText(t, profile.error)}
        </Notice>
      ) : null}
      {profile.data ? (
        <div className="profile__both">
          <nav className="profile__nav" aria-label={t('auth.profile.title')}>
            {PARTS.map(([id, title]) => (
              <Link key={id} to="/perfil" hash={id} activeOptions={{ exact: true, includeHash: true }}>
                {t(title)}
              </Link>
            ))}
          </nav>
          <div className="profile__parts">
            <Sections profile={profile.data} onChanged={() => void profile.refetch()} />
          </div>
        </div>
      ) : null}
    </div>
  );
}

function Sections({ profile, onChanged }: { profile: Profile; onChanged: () => void }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone, operatorUnit } = useInstitution();
  // The part an address names is drawn only now, long after the browser looked for it.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  const data = [
    ['auth.profile.name', [profile.givenNames, profile.firstSurname, profile.secondSurname].join(' ')],
    ['auth.email', profile.email],
    ['auth.agency', local(profile.agencyName, locale)],
    ['auth.position', local(profile.positionName, locale)],
    ['auth.employee-number', profile.employeeNumber || '—'],
  ] as const;
  return (
    <>
      <section className="panel" aria-labelledby="profile-data">
        <h2 id="profile-data">{t('auth.profile.data')}</h2>
        <dl className="facts">
          {data.map(([key, value]) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="small sub">{t('auth.profile.who-changes', { unit: operatorUnit })}</p>
      </section>
      <section className="panel" aria-labelledby="profile-preferences">
        <h2 id="profile-preferences">{t('auth.profile.preferences')}</h2>
        <PreferencesForm profile={profile} />
      </section>
      <section className="panel" aria-labelledby="profile-password">
        <h2 id="profile-password">{t('auth.change-password')}</h2>
        {profile.passwordExpiresAt ? (
          <p className="sub">
            {t('auth.profile.password-until', {
              day: formatDay(new Date(profile.passwordExpiresAt), { timeZone, locale, now }),
            })}
          </p>
        ) : null}
        <ChangePasswordForm onDone={onChanged} />
      </section>
      <OpenSessions sessions={profile.sessions} />
    </>
  );
}
