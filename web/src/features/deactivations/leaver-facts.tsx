/** What follows from a deactivation, before it is signed; or what stands in its way. */
import { Link } from '@tanstack/react-router';
import type { lookAtLeaver } from '#contract/deactivations.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';

export type Leaver = ReplyOf<typeof lookAtLeaver>;

export const mayLeave = ({ obstacle, ways }: Leaver): boolean => obstacle === null && ways.length > 0;

export function LeaverFacts({ leaver }: { leaver: Leaver }) {
  const t = useT();
  const locale = useLocale();
  const { person, obstacle, follows, attends, ways } = leaver;
  const about = [person.employeeNumber, local(person.positionName, locale), local(person.agency.name, locale)];
  return (
    <div className="baja-leaver">
      <p className="sub alta-wrap">{about.filter((part) => part !== '').join(' · ')}</p>
      {obstacle === 'scheduled' ? (
        <Notice kind="warning" role="status">
          {t('deactivations.obstacle.scheduled')}{' '}
          <Link to="/bajas" search={{ estado: 'scheduled', q: person.employeeNumber || person.name }}>
            {t('deactivations.obstacle.see')}
          </Link>
        </Notice>
      ) : obstacle !== null || ways.length === 0 ? (
        <Notice kind="warning" role="status">
          {t(`deactivations.obstacle.${obstacle ?? 'right'}`)}
        </Notice>
      ) : (
        <>
          <p>
            <strong>{t('deactivations.follows.title')}</strong>
          </p>
          <ul className="baja-follows">
            <li>{t('deactivations.follows.sessions')}</li>
            <li>{t('deactivations.follows.requests', { count: follows })}</li>
            {attends > 0 ? <li>{t('deactivations.follows.attends', { count: attends })}</li> : null}
            <li>{t('deactivations.follows.kept')}</li>
          </ul>
        </>
      )}
    </div>
  );
}
