/** What follows from a deactivation, before it is signed; or what stands in its way. */
import { Link } from '@tanstack/react-router';
import type { lookAtLeaver } from '#contract/deactivations.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { Role } from '#contract/permissions.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';

export type Leaver = ReplyOf<typeof lookAtLeaver>;

export const mayLeave = ({ obstacle, ways }: Leaver): boolean => obstacle === null && ways.length > 0;

export function LeaverFacts({ leaver }: { leaver: Leaver }) {
  const t = useT();
  const locale = useLocale();
  const { person, obstacle, scheduled, ways } = leaver;
  const about = [person.employeeNumber, local(person.positionName, locale), local(person.agency.name, locale)];
  return (
    <div className="baja-leaver">
      <p className="sub alta-wrap">{about.filter((part) => part !== '').join(' · ')}</p>
      {obstacle === 'scheduled' ? (
        <Notice kind="warning" role="status">
          {t('deactivations.obstacle.scheduled')}{' '}
          {scheduled === null ? null : (
            <Link to="/bajas/$id" params={{ id: scheduled.id }}>
              {t('deactivations.obstacle.see-folio', { folio: scheduled.folio })}
            </Link>
          )}
        </Notice>
      ) : obstacle !== null || ways.length === 0 ? (
        <Notice kind="warning" role="status">
          {t(`deactivations.obstacle.${obstacle ?? 'right'}`)}
        </Notice>
      ) : (
        <Follows leaver={leaver} />
      )}
    </div>
  );
}

const OFFICES = {
  agency_head: 'deactivations.holds.agency_head',
  agency_coordinator: 'deactivations.holds.agency_coordinator',
} as const;

/** What they hold beside requests, as sentences. An office said by itself, and the lead of a named team, are not said as roles again. */
function useHeld({ holds, person }: Leaver): string[] {
  const t = useT();
  const locale = useLocale();
  const agency = local(person.agency.name, locale);
  const { roles, alone, leads, filesFor, filedForBy } = holds;
  const offices = (['agency_head', 'agency_coordinator'] as const).filter((office) => roles.includes(office));
  const said = new Set<Role>([...offices, 'delegate', ...(leads.length > 0 ? (['team_lead'] as const) : [])]);
  const others = roles.filter((role) => !said.has(role)).map((role) => t(`common.role.${role}`));
  const teams = leads.map((name) => local(name, locale));
  const list = (items: string[]) => new Intl.ListFormat(locale === 'en' ? 'en' : 'es-MX').format(items);
  return [
    ...offices.map((office) => t(OFFICES[office], { agency, alone: alone.includes(office) ? 'yes' : 'no' })),
    ...(teams.length > 0 ? [t('deactivations.holds.leads', { teams: list(teams), count: teams.length })] : []),
    ...(others.length > 0 ? [t('deactivations.holds.roles', { roles: list(others), count: others.length })] : []),
    ...(filesFor > 0 ? [t('deactivations.holds.files-for', { count: filesFor })] : []),
    ...(filedForBy > 0 ? [t('deactivations.holds.filed-for', { count: filedForBy })] : []),
  ];
}

function Follows({ leaver }: { leaver: Leaver }) {
  const t = useT();
  const { follows, attends } = leaver;
  const held = useHeld(leaver);
  return (
    <>
      <p>
        <strong>{t('deactivations.follows.title')}</strong>
      </p>
      <ul className="baja-follows">
        <li>{t('deactivations.follows.sessions')}</li>
        <li>{t('deactivations.follows.requests', { count: follows })}</li>
        {attends > 0 ? <li>{t('deactivations.follows.attends', { count: attends })}</li> : null}
        {held.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        <li>{t('deactivations.follows.kept')}</li>
      </ul>
    </>
  );
}
