/** "¿Cómo se cuenta?" beside a deadline; the window with the account is fetched when it is asked for. */
import { lazy, Suspense, useState } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';

const AccountDialog = lazy(async () => ({ default: (await import('./clock-account.tsx')).AccountDialog }));

export function AccountButton({ view }: { view: RequestView }) {
  const t = useT();
  const [open, show] = useState(false);
  return (
    <>
      <button type="button" className="link-button" onClick={() => show(true)}>
        {t('requests.account.open')}
      </button>
      <Suspense fallback={null}>{open ? <AccountDialog view={view} onClose={() => show(false)} /> : null}</Suspense>
    </>
  );
}
