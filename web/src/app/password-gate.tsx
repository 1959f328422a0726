/** The only page of a person whose password has expired: choose another and go on where one was. */
import '#web/styles/accounts.css';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { loadSections, useT } from '#web/shared/i18n.ts';
import { useInstitution } from '#web/shared/session.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { sessionQuery } from './queries.ts';
import { GateShell } from './shell/gate-shell.tsx';
import { SignOutButton } from './sign-out.tsx';

const ChangePassword = lazy(() =>
  import('#web/features/accounts/change-password-form.tsx').then((file) => ({ default: file.ChangePasswordForm })),
);

export function PasswordGate() {
  const t = useT();
  const client = useQueryClient();
  const { productName, governmentName, passwordMaxAgeDays } = useInstitution();
  const [hasWords, setHasWords] = useState(false);
  useEffect(() => void loadSections('auth').then(() => setHasWords(true)), []);
  return (
    <GateShell
      productName={productName}
      governmentName={governmentName}
      headline={t('common.password-gate.headline')}
      text={t('common.password-gate.text', { days: passwordMaxAgeDays })}
    >
      <h1>{t('common.password-gate.title')}</h1>
      <Notice kind="warning">{t('common.password-gate.notice')}</Notice>
      {hasWords ? (
        <Suspense>
          <ChangePassword onDone={() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })} />
        </Suspense>
      ) : null}
      <SignOutButton />
    </GateShell>
  );
}
