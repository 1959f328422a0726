/** Equipos: the teams of the desk by area, and one of them with its people. */
import '#web/styles/forms.css';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SplitPage } from '#web/shared/ui/split-page.tsx';
import { useTeams } from './queries.ts';
import { TeamDetail } from './team-detail.tsx';
import { TeamDialog } from './team-dialog.tsx';
import { TeamList } from './team-list.tsx';

/** In `ver`: a team that is only being thought of. */
const NEW = 'nuevo';

export function TeamsPage() {
  const t = useT();
  const teams = useTeams();
  const navigate = useNavigate();
  const { id }: { id?: string } = useParams({ strict: false });
  const { ver }: { ver?: string } = useSearch({ strict: false });
  const data = teams.data;
  const mayAdd = data?.can.add ?? false;
  return (
    <SplitPage
      id="teams-title"
      title={t('teams.title')}
      open={id}
      label={t('teams.one')}
      windows={
        ver === NEW && data && mayAdd ? (
          <TeamDialog
            team={null}
            areas={data.areas}
            onClose={(added) =>
              void navigate(
                added === undefined ? { to: '/equipos', search: {} } : { to: '/equipos/$id', params: { id: added } },
              )
            }
          />
        ) : null
      }
      act={
        mayAdd ? (
          <LinkButton small icon={<IconPlus />} to="/equipos" search={{ ver: NEW }}>
            {t('teams.new')}
          </LinkButton>
        ) : null
      }
      list={
        <>
          <LoadTrouble of={teams} />
          {teams.isPending ? <Skeleton rows={8} /> : null}
          {data ? <TeamList data={data} open={id} /> : null}
        </>
      }
    >
      {id === undefined ? (
        <EmptyState drawing="counter" title={t('teams.choose')}>
          <p>{t('teams.about')}</p>
        </EmptyState>
      ) : data ? (
        <TeamDetail key={id} team={data.teams.find((each) => each.id === id) ?? null} data={data} />
      ) : null}
    </SplitPage>
  );
}
