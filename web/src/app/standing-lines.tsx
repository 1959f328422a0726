/** What an administrator has to mend, and where. */
import { Link } from '@tanstack/react-router';
import type { StandingNotice } from '#contract/institution.ts';
import { useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';

type Place = '/administracion/correo' | '/administracion/estado' | '/respaldos' | '/integridad';
const WHERE: Partial<Record<StandingNotice, Place>> = {
  'mail-missing': '/administracion/correo',
  'mail-failing': '/administracion/correo',
  'work-failing': '/administracion/estado',
  'storage-low': '/administracion/estado',
  'backup-key-missing': '/respaldos',
  'backup-overdue': '/respaldos',
  'backup-failed': '/respaldos',
  'backup-unproven': '/respaldos',
  'record-broken': '/integridad',
  'anchor-late': '/integridad',
};

export default function StandingLines({ notices }: { notices: readonly StandingNotice[] }) {
  const t = useT();
  return (
    <>
      {notices.map((notice) => {
        const to = WHERE[notice];
        return (
          <Notice key={notice} kind="warning" action={to ? <Link to={to}>{t('standing.mend')}</Link> : undefined}>
            {t(`standing.${notice}`)}
          </Notice>
        );
      })}
    </>
  );
}
