/** One team: what it is, who is in it, and what may be done to it. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TeamMember, TeamView } from '#contract/teams.ts';
import { sayDay } from '#web/shared/days.ts';
import { initialsOfName } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { Avatar } from '#web/shared/ui/avatar.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft, IconPencil, IconPlus } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { SiftBox, useSifted } from '#web/shared/ui/sift.tsx';
import { AddDialog, RemoveDialog } from './member-dialogs.tsx';
import type { Teams } from './queries.ts';
import { RestoreDialog, RetireDialog } from './retire-dialog.tsx';
import { TeamDialog } from './team-dialog.tsx';
import { leadOf, TIER_WORDS } from './words.ts';

type Shown = 'change' | 'retire' | 'restore' | 'add' | null;

export function TeamDetail({
  team,
  data,
}: {
  /** Null: there is none of that address. */ team: TeamView | null;
  data: Teams;
}) {
  const t = useT();
  const locale = useLocale();
  const [shown, show] = useState<Shown>(null);
  const close = () => show(null);
  if (team === null)
    return (
      <EmptyState page drawing="search" title={t('common.not-found.title')}>
        <p>{t('common.not-found.text')}</p>
        <p>
          <Link to="/equipos">{t('teams.title')}</Link>
        </p>
      </EmptyState>
    );
  const { can } = team;
  return (
    <>
      <header className="split__top">
        <div className="grow">
          <nav className="crumbs split__back" aria-label={t('teams.path')}>
            <Link to="/equipos">
              <IconArrowLeft /> {t('teams.title')}
            </Link>
          </nav>
          <p className="mini sub">{team.areaName === null ? t('teams.every-area') : local(team.areaName, locale)}</p>
          <h1>{local(team.name, locale)}</h1>
        </div>
        {can.retire ? (
          <Button kind="quiet" onClick={() => show('retire')}>
            {t('teams.retire')}
          </Button>
        ) : null}
        {can.restore ? <Button onClick={() => show('restore')}>{t('teams.restore')}</Button> : null}
        {can.change ? (
          <Button icon={<IconPencil />} onClick={() => show('change')}>
            {t('teams.change')}
          </Button>
        ) : null}
      </header>
      <div className="split__body stack stack--4">
        {team.retired ? <Notice kind="info">{t('teams.retired-text')}</Notice> : null}
        <Facts team={team} />
        {team.retired ? null : <People team={team} onAdd={() => show('add')} />}
      </div>
      {shown === 'change' ? <TeamDialog team={team} areas={data.areas} onClose={close} /> : null}
      {shown === 'retire' ? <RetireDialog team={team} onClose={close} /> : null}
      {shown === 'restore' ? <RestoreDialog team={team} onClose={close} /> : null}
      {shown === 'add' ? <AddDialog team={team} onClose={close} /> : null}
    </>
  );
}

function Facts({ team }: { team: TeamView }) {
  const t = useT();
  const tier = TIER_WORDS[team.tier];
  return (
    <dl className="data teams-facts">
      <div>
        <dt>{t('teams.field.tier')}</dt>
        <dd>{tier === undefined ? team.tier : t(tier)}</dd>
      </div>
      {team.retired ? null : (
        <div>
          <dt>{t('teams.field.lead')}</dt>
          <dd>{leadOf(team)?.name ?? t('teams.no-lead-text')}</dd>
        </div>
      )}
      {team.open ? (
        <div>
          <dt>{t('teams.load')}</dt>
          <dd>
            {team.open.all === 0 ? (
              t('teams.open', { count: 0 })
            ) : (
              <Link to="/atencion" search={{ vista: 'all', equipo: team.id }}>
                {t('teams.open', { count: team.open.all })}
              </Link>
            )}
            {team.open.unassigned > 0 ? ` · ${t('teams.unassigned', { count: team.open.unassigned })}` : ''}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function People({ team, onAdd }: { team: TeamView; onAdd: () => void }) {
  const t = useT();
  const [leaving, leave] = useState<string | null>(null);
  const who = team.members.find(({ id }) => id === leaving);
  const sifted = useSifted(team.members, ({ name }) => name);
  return (
    <section aria-labelledby="team-people">
      <div className="teams-people__head">
        <h2 className="h3" id="team-people">
          {t('teams.members')} <span className="count">{team.members.length}</span>
        </h2>
        {team.can.members ? (
          <Button small icon={<IconPlus />} onClick={onAdd}>
            {t('teams.add')}
          </Button>
        ) : null}
      </div>
      {team.can.members ? null : <p className="sub">{t('teams.read-only')}</p>}
      <SiftBox of={sifted} label={t('teams.sift')} />
      {team.members.length === 0 ? (
        <p className="sub">{t('teams.nobody')}</p>
      ) : (
        <ul className="teams-people">
          {sifted.found.map((member) => (
            <Member
              key={member.id}
              member={member}
              leads={member.id === team.leadId}
              onRemove={team.can.members ? () => leave(member.id) : null}
            />
          ))}
        </ul>
      )}
      {who ? <RemoveDialog team={team} member={who} onClose={() => leave(null)} /> : null}
    </section>
  );
}

type MemberProps = { member: TeamMember; leads: boolean; onRemove: (() => void) | null };

function Member({ member, leads, onRemove }: MemberProps) {
  const t = useT();
  const locale = useLocale();
  const { away, name } = member;
  return (
    <li>
      <Avatar initials={initialsOfName(name)} tone="desk" />
      <div className="teams-people__who">
        <strong>{name}</strong>
        {leads ? <span className="chip chip--brand">{t('teams.leads')}</span> : null}
        <small>{local(member.positionName, locale)}</small>
        {away ? (
          <small className="strong">
            {t('teams.away', { day: sayDay(away.to, locale) })}
            {away.standInName === null ? '' : ` · ${t('teams.stands-in', { name: away.standInName })}`}
          </small>
        ) : null}
      </div>
      {member.open === null ? null : <span className="sub num">{t('teams.open', { count: member.open })}</span>}
      {onRemove ? (
        <Button small kind="quiet" aria-label={t('teams.remove-name', { name })} onClick={onRemove}>
          {t('teams.remove')}
        </Button>
      ) : null}
    </li>
  );
}
