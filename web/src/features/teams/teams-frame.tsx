/** Equipos: its parts side by side, each at its own address. */
import '#web/styles/administration.css';
import '#web/styles/levels.css';
import '#web/styles/teams.css';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { holds } from '#contract/permissions.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';

/** Parts with an address under the same name; any other address there is a team. */
const PARTS = ['/equipos/ausencias', '/equipos/reglas'];

export function TeamsFrame() {
  const t = useT();
  const { roles } = useSession();
  const { pathname } = useLocation();
  const isTeams = !PARTS.includes(pathname);
  return (
    <>
      <nav className="tabs teams-tabs" aria-label={t('teams.tabs')}>
        <Link to="/equipos" aria-current={isTeams ? 'page' : undefined} activeOptions={{ exact: true }}>
          {t('common.nav.teams')}
        </Link>
        <Link to="/equipos/ausencias">{t('console.nav.absences')}</Link>
        {holds(roles, 'routing.read') ? <Link to="/equipos/reglas">{t('teams.tab.rules')}</Link> : null}
        {holds(roles, 'duty.read') ? <Link to="/guardia">{t('console.nav.duty')}</Link> : null}
      </nav>
      <Outlet />
    </>
  );
}
