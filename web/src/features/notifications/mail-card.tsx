/** The mail server: what it is, and changing it, which a test letter to whoever changes it has to prove first. */
import { useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { MailForm } from './mail-form.tsx';
import { type Settings, useSaveMail, useSettings } from './queries.ts';

export function MailCard() {
  const t = useT();
  const settings = useSettings();
  return (
    <section className="card" aria-labelledby="mail-title">
      <div className="card__head">
        <h2 id="mail-title">{t('setup.mail.server')}</h2>
      </div>
      <div className="card__body adm-form">
        <LoadTrouble of={settings} />
        {settings.isPending ? <Skeleton lines={3} /> : null}
        {settings.data ? <Server mail={settings.data.mail} /> : null}
      </div>
    </section>
  );
}

function Server({ mail }: { mail: Settings['mail'] }) {
  const t = useT();
  const { demo } = useInstitution();
  const [changing, setChanging] = useState(false);
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      {mail.source === 'none' ? (
        <Notice kind="warning">{t('setup.mail.none')}</Notice>
      ) : (
        <dl className="data">
          {(['host', 'user', 'from'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`setup.mail.${name}`)}</dt>
              <dd>{mail[name] || t('setup.mail.without')}</dd>
            </div>
          ))}
        </dl>
      )}
      {mail.source === 'environment' ? (
        <Notice kind="info">{t(demo ? 'setup.mail.demo' : 'setup.mail.environment')}</Notice>
      ) : null}
      {mail.source !== 'environment' && changing ? (
        <MailForm from={mail.from} close={() => setChanging(false)} />
      ) : null}
      {mail.source !== 'environment' && !changing ? (
        <div className="adm-form__acts">
          <Button kind={mail.source === 'none' ? 'primary' : 'plain'} onClick={() => setChanging(true)}>
            {t(mail.source === 'none' ? 'setup.mail.set' : 'setup.mail.change')}
          </Button>
          {mail.source === 'settings' ? (
            <Button kind="quiet" onClick={() => setLeaving(true)}>
              {t('setup.mail.off')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {leaving ? <TurnOff close={() => setLeaving(false)} /> : null}
    </>
  );
}

function TurnOff({ close }: { close: () => void }) {
  const t = useT();
  const toast = useToast();
  const save = useSaveMail();
  const confirm = () =>
    save.mutate(
      { smtpUrl: '', mailFrom: '' },
      {
        onSuccess: () => {
          toast(t('setup.mail.is-off'));
          close();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={close}
      title={t('setup.mail.off')}
      footer={
        <>
          <Button onClick={close}>{t('setup.dialog.back')}</Button>
          <Button kind="danger" busy={save.isPending} onClick={confirm}>
            {t('setup.mail.off')}
          </Button>
        </>
      }
    >
      <p>{t('setup.mail.off-text')}</p>
      {save.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, save.error)}
        </Notice>
      ) : null}
    </Dialog>
  );
}
