/** One line per team under its area: who leads it, how many are in it, what it has open. */
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { TeamView } from '#contract/teams.ts';
import { byName } from '#web/shared/by-name.ts';
import { type Locale, local, useLocale, useT } from '#web/shared/i18n.ts';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import type { Teams } from './queries.ts';
import { leadOf } from './words.ts';

type Group = { id: string; name: string | null; teams: TeamView[] };

/** First contact, then each area, then what nothing comes to any more. `null`: the word for it is the page's. */
function groupsOf(data: Teams, locale: Locale): Group[] {
  const inUse = byName(data.teams, locale).filter(({ retired }) => !retired);
  const known = new Set<string>(data.areas.map(({ id }) => id));
  return [
    { id: 'every', name: null, teams: inUse.filter(({ areaId }) => areaId === null || !known.has(areaId)) },
    ...byName(data.areas, locale).map(({ id, name }) => ({
      id,
      name: local(name, locale),
      teams: inUse.filter(({ areaId }) => areaId === id),
    })),
    { id: 'retired', name: null, teams: byName(data.teams, locale).filter(({ retired }) => retired) },
  ].filter(({ teams }) => teams.length > 0);
}

export function TeamList({ data, open }: { data: Teams; open: string | undefined }) {
  const t = useT();
  const locale = useLocale();
  const prefix = useId();
  if (data.teams.length === 0)
    return (
      <EmptyState title={t('teams.empty')}>
        <p>{t('teams.empty-text')}</p>
      </EmptyState>
    );
  // The name of the list is the page's while nothing of it is open.
  const Area = open === undefined ? 'h2' : 'h3';
  return groupsOf(data, locale).map(({ id, name, teams }) => (
    <section key={id} aria-labelledby={`${prefix}${id}`}>
      <Area className="teams-area" id={`${prefix}${id}`}>
        <span className="clip-2">{name ?? t(id === 'every' ? 'teams.every-area' : 'teams.retired-ones')}</span>
        <span className="count">{teams.length}</span>
      </Area>
      <ul className="split__lines">
        {teams.map((team) => (
          <li key={team.id}>
            <Line team={team} isOpen={team.id === open} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function Line({ team, isOpen }: { team: TeamView; isOpen: boolean }) {
  const t = useT();
  const locale = useLocale();
  return (
    <Link
      to="/equipos/$id"
      params={{ id: team.id }}
      className={team.retired ? 'split__line split__line--over' : 'split__line'}
      aria-current={isOpen ? 'page' : undefined}
    >
      <span className="split__name">
        <strong className="clip">{local(team.name, locale)}</strong>
      </span>
      {team.retired ? null : (
        <span className="split__about">
          {leadOf(team)?.name ?? t('teams.no-lead')} · {t('teams.people', { count: team.members.length })}
        </span>
      )}
      {team.open && team.open.all > 0 ? (
        <span className="split__about">
          {t('teams.open', { count: team.open.all })}
          {team.open.unassigned > 0 ? (
            <strong> · {t('teams.unassigned', { count: team.open.unassigned })}</strong>
          ) : null}
        </span>
      ) : null}
    </Link>
  );
}
