/** Requests on personal data for whoever attends them: those that wait, what is due first, and those that are over. */
import '#web/styles/administration.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { holds } from '#contract/permissions.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { RightLines } from './lines.tsx';
import { useRights } from './queries.ts';

export function RightsPage() {
  const t = useT();
  const navigate = useNavigate();
  const search: { ver?: string } = useSearch({ strict: false });
  const { roles } = useSession();
  const over = search.ver === 'terminadas';
  const rights = useRights(over);
  const items = rights.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="desk__body admin">
      <header className="admin__head">
        <div>
          <h1>{t('data-rights.title')}</h1>
          <p className="sub measure">{t('data-rights.intro')}</p>
        </div>
        {holds(roles, 'privacy-notice.administer') ? (
          <LinkButton to="/administracion/aviso-de-privacidad">{t('console.nav.privacy-notice')}</LinkButton>
        ) : null}
      </header>
      <div className="admin__filters">
        <Select
          aria-label={t('data-rights.filter')}
          value={over ? 'terminadas' : ''}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ to: '/datos-personales', search: { ver: value || undefined }, replace: true })
          }
        >
          <option value="">{t('data-rights.waiting')}</option>
          <option value="terminadas">{t('data-rights.over')}</option>
        </Select>
      </div>
      <LoadTrouble of={rights} />
      {rights.isPending ? <Skeleton rows={5} /> : null}
      {items.length > 0 ? <RightLines items={items} own={false} label={t('data-rights.title')} /> : null}
      {rights.data && items.length === 0 ? (
        <EmptyState title={t('data-rights.empty')}>{t('data-rights.empty-text')}</EmptyState>
      ) : null}
      {rights.hasNextPage ? <More onMore={() => void rights.fetchNextPage()} busy={rights.isFetchingNextPage} /> : null}
    </div>
  );
}
