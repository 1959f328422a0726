/** Niveles: the promises of the desk, the most pressing first, and one of them to read or change. */
import '#web/styles/administration.css';
import '#web/styles/levels.css';
import { useParams } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SplitPage } from '#web/shared/ui/split-page.tsx';
import { LevelDetail } from './level-detail.tsx';
import { LevelList } from './level-list.tsx';
import { useLevels } from './queries.ts';

const NEW = 'nuevo';

export function LevelsPage() {
  const t = useT();
  const { can } = useSession();
  const params: { id?: string } = useParams({ strict: false });
  const levels = useLevels();
  const open = params.id;
  return (
    <SplitPage
      id="levels-title"
      title={t('levels.title')}
      open={open}
      label={t('levels.one')}
      act={
        can.levels ? (
          <LinkButton small icon={<IconPlus />} to="/niveles/$id" params={{ id: NEW }}>
            {t('levels.new')}
          </LinkButton>
        ) : null
      }
      list={
        <>
          <LoadTrouble of={levels} />
          {levels.isPending ? <Skeleton rows={5} /> : null}
          {levels.data ? <LevelList levels={levels.data.levels} open={open} /> : null}
        </>
      }
    >
      {open === undefined ? (
        <EmptyState drawing="counter" title={t('levels.choose')}>
          <p>{t('levels.about')}</p>
        </EmptyState>
      ) : levels.data ? (
        <LevelDetail key={open} id={open === NEW ? null : open} calendars={levels.data.calendars} />
      ) : null}
    </SplitPage>
  );
}
