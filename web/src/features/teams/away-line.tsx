/** For who is away today and is here all the same: until when, and who answers meanwhile. */
import { Link } from '@tanstack/react-router';
import { holds } from '#contract/permissions.ts';
import { sayDay } from '#web/shared/days.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useOwnAbsence } from './absence-queries.ts';

export function AwayLine() {
  const t = useT();
  const locale = useLocale();
  const { person, roles } = useSession();
  const own = useOwnAbsence(person.id, holds(roles, 'absence.set')).data;
  if (!own) return null;
  return (
    <Notice
      kind="info"
      action={
        <Link to="/equipos/ausencias" search={{ ver: own.id }}>
          {t('console.away.see')}
        </Link>
      }
    >
      {t('console.away.own', { day: sayDay(own.to, locale), name: own.standInName ?? own.deputy.name })}
    </Notice>
  );
}
