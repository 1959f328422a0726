/** What must be known on every page: that one's password ends soon, and what an administrator has to mend. */
import { Link } from '@tanstack/react-router';
import type { StandingNotice } from '#contract/institution.ts';
import { late } from '#web/shared/announcements/late.tsx';
import { loadSections, useT } from '#web/shared/i18n.ts';
import { useInstitution, useSession } from '#web/shared/session.ts';
import { Notice } from '#web/shared/ui/notice.tsx';

const NoticeLine = late<{ version: number }>(async () => {
  const [file] = await Promise.all([import('./notice-line.tsx'), loadSections('privacy')]);
  return file;
});

/** Of administrators alone: nobody else loads its words. */
const StandingLines = late<{ notices: readonly StandingNotice[] }>(async () => {
  const [file] = await Promise.all([import('./standing-lines.tsx'), loadSections('standing')]);
  return file;
});

/** Days; the first letter leaves then too. */
const NOTICE_FROM = 7;

export function StandingNotices() {
  const t = useT();
  const { standingNotices, passwordDaysLeft, privacyNoticeDue } = useSession();
  const { demo } = useInstitution();
  return (
    <>
      {demo ? (
        <Notice kind="info" action={<Link to="/correo-de-prueba">{t('common.demo.mail')}</Link>}>
          {t('common.demo.banner')}
        </Notice>
      ) : null}
      {passwordDaysLeft !== null && passwordDaysLeft > 0 && passwordDaysLeft <= NOTICE_FROM ? (
        <Notice kind="warning" action={<Link to="/perfil">{t('common.password-line.change')}</Link>}>
          {t('common.password-line', { days: passwordDaysLeft })}
        </Notice>
      ) : null}
      {/* The starting text is told where data are asked for, and at the foot of the page: the line is for what changed since. */}
      {privacyNoticeDue === null || privacyNoticeDue === 1 ? null : <NoticeLine version={privacyNoticeDue} />}
      {standingNotices.length === 0 ? null : <StandingLines notices={standingNotices} />}
    </>
  );
}
