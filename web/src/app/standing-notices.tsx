/** What an administrator must know on every page, and where to mend it. */
import { Link } from '@tanstack/react-router';
import type { StandingNotice } from '#contract/institution.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution, useSession } from '#web/shared/session.ts';
import { Notice } from '#web/shared/ui/notice.tsx';

type Place = '/administracion/correo' | '/administracion/estado' | '/respaldos';
const WHERE: Partial<Record<StandingNotice, Place>> = {
  'mail-missing': '/administracion/correo',
  'mail-failing': '/administracion/correo',
  'work-failing': '/administracion/estado',
  'storage-low': '/administracion/estado',
  'backup-key-missing': '/respaldos',
  'backup-overdue': '/respaldos',
  'backup-failed': '/respaldos',
  'backup-unproven': '/respaldos',
};

export function StandingNotices() {
  const t = useT();
  const { standingNotices } = useSession();
  const { demo } = useInstitution();
  return (
    <>
      {demo ? (
        <Notice kind="info" action={<Link to="/correo-de-prueba">{t('common.demo.mail')}</Link>}>
          {t('common.demo.banner')}
        </Notice>
      ) : null}
      {standingNotices.map((notice) => {
        const to = WHERE[notice];
        return (
          <Notice
            key={notice}
            kind="warning"
            action={to ? <Link to={to}>{t('common.standing.mend')}</Link> : undefined}
          >
            {t(`common.standing.${notice}`)}
          </Notice>
        );
      })}
    </>
  );
}
