/** Preparar: the first set-up, opened by the one-time link the program printed. One page, four parts, one button. */
import '#web/styles/administration.css';
import { useState } from 'react';
import { PlainShell } from '#web/app/shell/plain-shell.tsx';
import { Refused } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution } from '#web/shared/session.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useProposed } from './queries.ts';
import { SetUpForm } from './set-up-form.tsx';

export function SetUpPage() {
  const t = useT();
  const { isSetUp } = useInstitution();
  // The secret stands after the hash, so it reaches no server log; it stays there, so that reloading works.
  const [token] = useState(() => location.hash.slice(1));
  const [finished, setFinished] = useState(false);
  return (
    <PlainShell className="canvas page-alone">
      <header className="stack stack--2">
        <h1>{t('setup.start.title')}</h1>
        {finished ? null : <p className="sub measure">{t('setup.start.intro')}</p>}
      </header>
      {finished ? <Ready /> : isSetUp ? <AlreadyDone /> : <Opening token={token} finish={() => setFinished(true)} />}
    </PlainShell>
  );
}

function Opening({ token, finish }: { token: string; finish: () => void }) {
  const t = useT();
  const proposed = useProposed(token);
  if (token === '')
    return (
      <Notice kind="warning" title={t('setup.start.no-link')}>
        {t('setup.start.no-link-text')}
      </Notice>
    );
  if (proposed.error instanceof Refused && ['set-up.token', 'input.invalid'].includes(proposed.error.problem.code))
    return (
      <Notice kind="problem" role="alert" title={t('setup.start.bad-link')}>
        {t('setup.start.no-link-text')}
      </Notice>
    );
  if (proposed.error instanceof Refused && proposed.error.problem.code === 'set-up.done') return <AlreadyDone />;
  if (proposed.isPending) return <Skeleton rows={6} />;
  if (proposed.data === undefined) return <LoadTrouble of={proposed} />;
  return <SetUpForm token={token} proposed={proposed.data.proposed} finish={finish} />;
}

function Ready() {
  const t = useT();
  return (
    <Notice
      kind="good"
      role="status"
      title={t('setup.start.ready')}
      action={
        <LinkButton kind="primary" to="/entrar">
          {t('setup.start.enter')}
        </LinkButton>
      }
    >
      {t('setup.start.ready-text')}
    </Notice>
  );
}

function AlreadyDone() {
  const t = useT();
  return (
    <Notice
      kind="info"
      title={t('setup.start.done')}
      action={<LinkButton to="/entrar">{t('setup.start.enter')}</LinkButton>}
    />
  );
}
