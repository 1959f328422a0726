/** Personas: who has an account, in which state, and what an administrator may do about it. */
import '#web/styles/administration.css';
import '#web/styles/people.css';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconDownload, IconPlus } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { isFiltered, NO_FILTER, toSearch, useFilter } from './filters.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { PeopleFilters } from './people-filters.tsx';
import { PeopleTable } from './people-table.tsx';
import { usePeople } from './queries.ts';

export function PeoplePage() {
  const t = useT();
  const navigate = useNavigate();
  const filter = useFilter();
  const people = usePeople(filter);
  const [inviting, setInviting] = useState(false);
  const [exporting, setExporting] = useState(false);
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: typeof filter) =>
    void navigate({
      to: '/administracion/personas',
      search: toSearch(next),
      replace: filter.q !== '',
    });
  return (
    <div className="desk__body admin">
      <header className="admin__head">
        <div>
          <h1>{t('setup.people.title')}</h1>
          <p className="sub">{t('setup.people.intro')}</p>
        </div>
        <div className="row row--wrap">
          <LinkButton to="/administracion/nomina">{t('persons.payroll')}</LinkButton>
          <Button icon={<IconDownload />} onClick={() => setExporting(true)}>
            {t('persons.export.open')}
          </Button>
          <Button kind="primary" icon={<IconPlus />} onClick={() => setInviting(true)}>
            {t('setup.people.invite')}
          </Button>
        </div>
      </header>
      <PeopleFilters filter={filter} onChange={change}>
        <p className="sub small" role="status">
          {people.data
            ? t('setup.people.count', { count: items.length, more: people.hasNextPage ? 'yes' : 'no' })
            : null}
        </p>
      </PeopleFilters>
      <LoadTrouble of={people} />
      {people.isPending ? <Skeleton rows={6} /> : null}
      {items.length > 0 ? <PeopleTable people={items} old={people.isPlaceholderData} /> : null}
      {people.data && items.length === 0 ? (
        <Nobody filtered={isFiltered(filter)} clear={() => change(NO_FILTER)} />
      ) : null}
      {people.hasNextPage ? <More onMore={() => void people.fetchNextPage()} busy={people.isFetchingNextPage} /> : null}
      {exporting ? <ExportDialog filter={filter} onClose={() => setExporting(false)} /> : null}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </div>
  );
}

function Nobody({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const t = useT();
  if (!filtered)
    return (
      <EmptyState drawing="counter" title={t('setup.people.empty.title')}>
        <p>{t('setup.people.empty.text')}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      drawing="search"
      title={t('setup.people.nothing.title')}
      action={<Button onClick={clear}>{t('setup.people.nothing.clear')}</Button>}
    >
      <p>{t('persons.nothing.text')}</p>
    </EmptyState>
  );
}
