/** Where somebody is signed in, and the way to end all of it at once. */
import { useState } from 'react';
import type { PersonPage } from '#contract/person-page.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { nameOf } from './name.ts';
import { useEndSessionsOf, useSessionsOf } from './queries.ts';
import { useWhen } from './when.ts';

export function SessionsOf({ person }: { person: PersonPage }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      {person.openSessions}{' '}
      {person.openSessions > 0 ? (
        <Button small onClick={() => setOpen(true)}>
          {t('persons.sessions.see')}
        </Button>
      ) : null}
      {open ? <SessionsDialog person={person} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function SessionsDialog({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const when = useWhen();
  const own = useSession().person.id === person.id;
  const sessions = useSessionsOf(person.id);
  const end = useEndSessionsOf(person.id);
  const items = sessions.data?.items ?? [];
  const name = nameOf(person);
  const send = () =>
    end.mutate(undefined, {
      onSuccess: () => {
        toast(t('persons.sessions.done', { name }));
        onClose();
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('persons.sessions.title', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.back')}</Button>
          {own || items.length === 0 ? null : (
            <Button kind="danger" busy={end.isPending} onClick={send}>
              {t('persons.sessions.all')}
            </Button>
          )}
        </>
      }
    >
      <div className="adm-form">
        {end.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, end.error)}
          </Notice>
        ) : null}
        <LoadTrouble of={sessions} />
        {sessions.isPending ? <Skeleton rows={3} /> : null}
        {sessions.data && items.length === 0 ? <p>{t('persons.sessions.none')}</p> : null}
        <ul className="adm-versions">
          {items.map(({ id, browser, system, address, startedAt, lastUsedAt }) => (
            <li key={id}>
              <strong>
                {browser !== '' && system !== ''
                  ? t('auth.sessions.device', { browser, system })
                  : browser || system || t('auth.sessions.unknown')}
              </strong>
              <p className="small sub">{t('auth.sessions.used', { when: when.at(lastUsedAt), address })}</p>
              <p className="small sub">{t('auth.sessions.since', { when: when.at(startedAt) })}</p>
            </li>
          ))}
        </ul>
        {items.length > 0 ? (
          <Notice kind="info">{t(own ? 'persons.sessions.own' : 'persons.sessions.effect')}</Notice>
        ) : null}
      </div>
    </Dialog>
  );
}
