/** Around every page: the institution, what is said when the network is cut, and what happens when a page breaks. */
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Refused, Unreachable } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { isPassing, useAgain } from '#web/shared/passing.ts';
import { rememberError } from '#web/shared/remembered.ts';
import { ReportButton } from '#web/shared/reporting.tsx';
import { InstitutionContext, isGated, SessionContext } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { OfflineBanner } from '#web/shared/ui/offline-banner.tsx';
import { keepPhone, keptPhone } from './desk-phone.ts';
import { useOutdated } from './new-version.ts';
import { NewVersionBanner } from './new-version-banner.tsx';
import { NotLoaded, openAnew } from './page.ts';
import { PageTitle } from './page-title.tsx';
import { institutionQuery, sessionQuery } from './queries.ts';
import { RequesterFrame } from './requester-frame.tsx';
import { PlainShell } from './shell/plain-shell.tsx';

export function Root() {
  const { data } = useQuery(institutionQuery);
  const phone = data?.deskPhone;
  useEffect(() => {
    if (phone !== undefined) keepPhone(phone);
  }, [phone]);
  return (
    <InstitutionContext.Provider value={data ?? null}>
      <OfflineBanner />
      <NewVersionBanner />
      {data ? <PageTitle productName={data.productName} /> : null}
      {data ? <Outlet /> : null}
    </InstitutionContext.Provider>
  );
}

/** A page that could not be shown: what happened, a code to read on the phone, and a way to try again. */
export function Trouble({ error }: { error: unknown }) {
  return (
    <main id="content">
      <TroubleInside error={error} />
    </main>
  );
}

/** The same inside a shell, which stays around it. */
export function TroubleInside({ error }: { error: unknown }) {
  const t = useT();
  const router = useRouter();
  const code = error instanceof Refused ? error.problem.requestId : '';
  const phone = keptPhone();
  const passing = isPassing(error);
  const outdated = useOutdated(error);
  // What the page itself could not make sense of is not mended by asking for the same again.
  const broken = !(error instanceof Refused || error instanceof Unreachable);
  const again = () => (error instanceof NotLoaded || broken ? openAnew() : router.invalidate());
  useAgain(error, again);
  useEffect(() => {
    if (broken) rememberError(error);
  }, [broken, error]);
  if (outdated)
    return (
      <EmptyState
        page
        title={t('common.version.title')}
        drawing="problem"
        action={<Button onClick={() => location.reload()}>{t('common.version.reload')}</Button>}
      >
        <p>{t('common.version.text')}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      page
      title={t('common.trouble.title')}
      drawing={passing ? 'offline' : 'problem'}
      action={
        <>
          <Button onClick={() => void again()}>{t('common.trouble.again')}</Button>
          <ReportButton shown={code === '' ? null : code} />
        </>
      }
    >
      <p>
        {error instanceof Unreachable
          ? t('common.trouble.unreachable')
          : broken
            ? t('common.trouble.broken')
            : faultText(t, error)}{' '}
        {passing ? t('common.trouble.by-itself') : null}
      </p>
      {phone === '' ? null : <p>{t('common.trouble.phone', { phone })}</p>}
      {code === '' ? null : <p className="small sub">{t('common.trouble.code', { code })}</p>}
    </EmptyState>
  );
}

/** No such address: said inside the desk to whoever is signed in, and under its name to anybody else. */
export function NotFound() {
  const t = useT();
  const session = useQuery(sessionQuery);
  const said = (
    <EmptyState
      page
      title={t('common.not-found.title')}
      drawing="search"
      action={<LinkButton to="/">{t('common.not-found.home')}</LinkButton>}
    >
      {t('common.not-found.text')}
    </EmptyState>
  );
  if (session.isPending) return null;
  if (!session.data || isGated(session.data)) return <PlainShell>{said}</PlainShell>;
  return (
    <SessionContext.Provider value={session.data}>
      <RequesterFrame>{said}</RequesterFrame>
    </SessionContext.Provider>
  );
}
