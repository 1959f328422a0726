/** Dependencias: the tree of agencies, and one of them with who heads and coordinates it and who follows it. */
import '#web/styles/administration.css';
import '#web/styles/forms.css';
import '#web/styles/levels.css';
import '#web/styles/organisation.css';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SplitPage } from '#web/shared/ui/split-page.tsx';
import { AgencyDetail } from './agency-detail.tsx';
import { AgencyDialog } from './agency-dialog.tsx';
import { AgencyTree } from './agency-tree.tsx';
import { useTree } from './queries.ts';

/** In `ver`: an agency that is only being thought of. */
const NEW = 'nueva';

export function AgenciesPage() {
  const t = useT();
  const tree = useTree();
  const navigate = useNavigate();
  const { id }: { id?: string } = useParams({ strict: false });
  const { ver }: { ver?: string } = useSearch({ strict: false });
  const data = tree.data;
  const mayAdd = data?.can.add ?? false;
  const close = (added?: string) =>
    void navigate(
      added === undefined
        ? { to: '/administracion/dependencias', search: {} }
        : { to: '/administracion/dependencias/$id', params: { id: added } },
    );
  return (
    <SplitPage
      id="agencies-title"
      title={t('agencies.title')}
      open={id}
      label={t('agencies.one')}
      windows={ver === NEW && data && mayAdd ? <AgencyDialog agency={null} tree={data} onClose={close} /> : null}
      act={
        mayAdd ? (
          <LinkButton small icon={<IconPlus />} to="/administracion/dependencias" search={{ ver: NEW }}>
            {t('agencies.new')}
          </LinkButton>
        ) : null
      }
      list={
        <>
          <LoadTrouble of={tree} />
          {tree.isPending ? <Skeleton rows={8} /> : null}
          {data ? <AgencyTree data={data} open={id} /> : null}
        </>
      }
    >
      {id === undefined ? (
        <EmptyState drawing="counter" title={t('agencies.choose')}>
          <p>{t('agencies.about')}</p>
        </EmptyState>
      ) : data ? (
        <AgencyDetail key={id} id={id} tree={data} />
      ) : null}
    </SplitPage>
  );
}
