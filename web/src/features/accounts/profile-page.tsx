/** Mi perfil: what I may change, what others change for me, my password, my letters and my open sessions. */
import '#web/styles/accounts.css';

import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ProfileView } from '#contract/accounts.ts';
import { late } from '#web/shared/announcements/late.tsx';
import { formatDay } from '#web/shared/format.ts';
import { loadSections, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { Appearance } from './appearance.tsx';
import { ChangePasswordForm } from './change-password-form.tsx';
import { FactorsPanel } from './factors-panel.tsx';
import { OneKeys } from './one-keys.tsx';
import { OpenSessions } from './open-sessions.tsx';
import { OwnData } from './own-data.tsx';
import { OwnDelegations } from './own-delegations.tsx';
import { useProfile } from './queries.ts';
import { WantedLetters } from './wanted-letters.tsx';

const PARTS = [
  ['profile-data', 'auth.profile.data'],
  ['profile-password', 'auth.password'],
  ['profile-factor', 'auth.factor.title'],
  ['profile-letters', 'auth.letters.title'],
  ['profile-appearance', 'auth.profile.appearance'],
  ['profile-sessions', 'auth.sessions.title'],
] as const;

const OwnCopy = late(async () => {
  const [file] = await Promise.all([import('./own-copy.tsx'), loadSections('privacy')]);
  return file;
});
const OwnDirectories = late(() => import('./own-directories.tsx'));

export function ProfilePage() {
  const t = useT();
  const profile = useProfile();
  return (
    <div className="profile">
      <h1>{t('auth.profile.title')}</h1>
      <LoadTrouble of={profile} />
      {profile.isPending ? <Skeleton lines={8} /> : null}
      {profile.data ? (
        <div className="profile__both">
          <nav className="profile__nav" aria-label={t('auth.profile.title')}>
            {PARTS.map(([id, title]) => (
              <Link key={id} to="/perfil" hash={id} activeOptions={{ exact: true, includeHash: true }}>
                {t(title)}
              </Link>
            ))}
          </nav>
          <Sections profile={profile.data} />
        </div>
      ) : null}
    </div>
  );
}

function Sections({ profile }: { profile: ProfileView }) {
  // The part an address names is drawn only now, long after the browser looked for it.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  return (
    <div className="profile__parts">
      <OwnData profile={profile} />
      <Password profile={profile} />
      <FactorsPanel />
      <OwnDirectories />
      <OwnDelegations />
      <WantedLetters profile={profile} />
      <Appearance profile={profile} />
      <OneKeys />
      <OwnCopy />
      <OpenSessions sessions={profile.sessions} />
    </div>
  );
}

function Password({ profile: { passwordChangedAt, passwordExpiresAt } }: { profile: ProfileView }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const [done, setDone] = useState(0);
  const { timeZone } = useInstitution();
  const day = (at: string) => formatDay(new Date(at), { timeZone, locale, now });
  return (
    <section className="panel" aria-labelledby="profile-password">
      <h2 id="profile-password">{t('auth.password')}</h2>
      <p className="sub">
        {passwordChangedAt === null ? null : t('auth.profile.password-changed', { day: day(passwordChangedAt) })}{' '}
        {passwordExpiresAt === null ? null : t('auth.profile.password-until', { day: day(passwordExpiresAt) })}{' '}
        {t('auth.profile.password-ends')}
      </p>
      {/* Changed, the form begins anew: nothing typed stays in it. */}
      <ChangePasswordForm key={done} onDone={() => setDone(done + 1)} />
    </section>
  );
}
