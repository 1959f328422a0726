/** Where I am signed in, and the way to end each, or all the others at once. */
import { useState } from 'react';
import type { ProfileView } from '#contract/accounts.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatWhen } from '#web/shared/format.ts';
import { type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { useEndOtherSessions, useEndSession } from './queries.ts';

type Session = ProfileView['sessions'][number];

function deviceWords(t: Translate, { browser, system }: Session): string {
  if (browser !== '' && system !== '') return t('auth.sessions.device', { browser, system });
  return browser || system || t('auth.sessions.unknown');
}

function SessionLine({ session }: { session: Session }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const toast = useToast();
  const { timeZone } = useInstitution();
  const end = useEndSession();
  const device = deviceWords(t, session);
  const when = (at: string) => formatWhen(new Date(at), { timeZone, locale, now });
  return (
    <li>
      <div>
        <strong>{device}</strong>
        {session.current ? <span className="chip">{t('auth.sessions.this')}</span> : null}
        <p className="small sub">
          {t('auth.sessions.used', { when: when(session.lastUsedAt), address: session.address })}
        </p>
        <p className="small sub">{t('auth.sessions.since', { when: when(session.startedAt) })}</p>
        {end.error ? (
          <Notice kind="problem" role="alert">
            {faultText(t, end.error)}
          </Notice>
        ) : null}
      </div>
      {session.current ? null : (
        <Button
          small
          busy={end.isPending}
          aria-label={t('auth.sessions.end-which', { device, when: when(session.lastUsedAt) })}
          onClick={() => end.mutate(session.id, { onSuccess: () => toast(t('auth.sessions.ended')) })}
        >
          {t('auth.sessions.end')}
        </Button>
      )}
    </li>
  );
}

function EndOthers({ count, onClose }: { count: number; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const end = useEndOtherSessions();
  const send = () =>
    end.mutate(undefined, {
      onSuccess: () => {
        toast(t('auth.sessions.all-ended', { count }));
        onClose();
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('auth.sessions.all-title', { count })}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={end.isPending} onClick={send}>
            {t('auth.sessions.all')}
          </Button>
        </>
      }
    >
      <p>{t('auth.sessions.all-text')}</p>
      {end.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, end.error)}
        </Notice>
      ) : null}
    </Dialog>
  );
}

export function OpenSessions({ sessions }: { sessions: ProfileView['sessions'] }) {
  const t = useT();
  const [asking, ask] = useState(false);
  const others = sessions.filter(({ current }) => !current).length;
  return (
    <section className="panel" aria-labelledby="profile-sessions">
      <h2 id="profile-sessions">{t('auth.sessions.title')}</h2>
      <p className="sub">{t('auth.sessions.text')}</p>
      <ul className="session-list">
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </ul>
      {others === 0 ? null : (
        <Button className="panel__act" onClick={() => ask(true)}>
          {t('auth.sessions.all')}
        </Button>
      )}
      {asking ? <EndOthers count={others} onClose={() => ask(false)} /> : null}
    </section>
  );
}
