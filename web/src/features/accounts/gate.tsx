/** The doors of the desk share one look: the arcade beside, one short form. */
import '#web/styles/accounts.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { GateShell } from '#web/app/shell/gate-shell.tsx';
import { useT } from '#web/shared/i18n.ts';
import { ReportButton } from '#web/shared/reporting.tsx';
import { useInstitution } from '#web/shared/session.ts';

export function Gate({ children }: { children: ReactNode }) {
  const t = useT();
  const { productName, governmentName } = useInstitution();
  return (
    <GateShell
      productName={productName}
      governmentName={governmentName}
      headline={t('auth.cover.headline')}
      text={t('auth.cover.text')}
    >
      {children}
      <p className="gate__report">
        <Link to="/verificar">{t('auth.verify-document')}</Link> <ReportButton />
      </p>
    </GateShell>
  );
}
