/** Personas: who has an account, in which state, and what an administrator may do about it. */
import '#web/styles/administration.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ACCOUNT_STATES } from '#contract/people.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PeopleTable } from './people-table.tsx';
import { isState, type State, usePeople } from './queries.ts';
import { SearchBox } from './search-box.tsx';
import { STATE_WORDS } from './words.ts';

type Filter = { q: string; state: State | undefined };

function filterOf(search: Record<string, unknown>): Filter {
  const { q, estado } = search;
  return { q: typeof q === 'string' ? q.slice(0, 120) : '', state: isState(estado) ? estado : undefined };
}

export function PeoplePage() {
  const t = useT();
  const navigate = useNavigate();
  const filter = filterOf(useSearch({ strict: false }));
  const people = usePeople(filter);
  const [inviting, setInviting] = useState(false);
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: Filter) =>
    void navigate({
      to: '/administracion/personas',
      search: { q: next.q || undefined, estado: next.state },
      replace: filter.q !== '',
    });
  return (
    <div className="desk__body admin">
      <header className="admin__head">
        <div>
          <h1>{t('setup.people.title')}</h1>
          <p className="sub">{t('setup.people.intro')}</p>
        </div>
        <Button kind="primary" icon={<IconPlus />} onClick={() => setInviting(true)}>
          {t('setup.people.invite')}
        </Button>
      </header>
      <search className="admin__filters">
        <SearchBox q={filter.q} onSearch={(q) => change({ ...filter, q })} />
        <Select
          aria-label={t('setup.people.filter')}
          value={filter.state ?? ''}
          onChange={({ currentTarget: { value } }) => change({ ...filter, state: isState(value) ? value : undefined })}
        >
          <option value="">{t('setup.people.every-state')}</option>
          {ACCOUNT_STATES.map((state) => (
            <option key={state} value={state}>
              {t(STATE_WORDS[state])}
            </option>
          ))}
        </Select>
        <p className="sub small" role="status">
          {people.data
            ? t('setup.people.count', { count: items.length, more: people.hasNextPage ? 'yes' : 'no' })
            : null}
        </p>
      </search>
      <LoadTrouble of={people} />
      {people.isPending ? <Skeleton rows={6} /> : null}
      {items.length > 0 ? <PeopleTable people={items} old={people.isPlaceholderData} /> : null}
      {people.data && items.length === 0 ? (
        <Nobody
          filtered={filter.q !== '' || filter.state !== undefined}
          clear={() => change({ q: '', state: undefined })}
        />
      ) : null}
      {people.hasNextPage ? <More onMore={() => void people.fetchNextPage()} busy={people.isFetchingNextPage} /> : null}
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
      <p>{t('setup.people.nothing.text')}</p>
    </EmptyState>
  );
}
