/** Where I am signed in, and the way to end each. */
import { faultText } from '#web/shared/fault-text.ts';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import type { Profile } from './profile-page.tsx';
import { useEndSession } from './queries.ts';

const deviceName = ({ browser, system }: { browser: string; system: string }): string =>
  [browser, system].filter((name) => name !== '').join(' · ');

export function OpenSessions({ sessions }: { sessions: Profile['sessions'] }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const end = useEndSession();
  return (
    <section className="panel" aria-labelledby="profile-sessions">
      <h2 id="profile-sessions">{t('auth.sessions.title')}</h2>
      {end.error ? <Notice kind="problem">{faultText(t, end.error)}</Notice> : null}
      <ul className="session-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <div>
              <strong>{deviceName(session) || t('auth.sessions.unknown')}</strong>
              {session.current ? <span className="sub"> · {t('auth.sessions.this')}</span> : null}
              <p className="small sub">
                {t('auth.sessions.used', {
                  when: formatWhen(new Date(session.lastUsedAt), { timeZone, locale, now }),
                  address: session.address,
                })}
              </p>
            </div>
            {session.current ? null : (
              <Button small busy={end.isPending && end.variables === session.id} onClick={() => end.mutate(session.id)}>
                {t('auth.sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
