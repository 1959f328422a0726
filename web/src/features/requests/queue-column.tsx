/** The desk's list: views with their counts, search, state, and rows by deadline. All of it in the address. */
import { useId } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { Keys } from '#web/shared/ui/keys.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SearchBox } from './list-filters.tsx';
import { ListTrouble } from './list-states.tsx';
import { useQueueCounts } from './queries.ts';
import { useQueueHere } from './queue-context.ts';
import { type QueueFilters, STATE_WORDS, STATES, VIEW_WORDS, VIEWS } from './queue-filters.ts';
import { QueueRows } from './queue-rows.tsx';

function Nothing({ filters, onChange }: { filters: QueueFilters; onChange: (next: Partial<QueueFilters>) => void }) {
  const t = useT();
  return (
    <EmptyState
      drawing="search"
      title={filters.q === '' ? t('console.queue.empty') : t('requests.nothing.title', { q: filters.q })}
      action={
        filters.q !== '' || filters.state !== 'open' ? (
          <Button onClick={() => onChange({ q: '', state: 'open' })}>{t('requests.nothing.clear')}</Button>
        ) : filters.view !== 'unassigned' ? (
          <Button onClick={() => onChange({ view: 'unassigned' })}>{t('console.queue.see-unassigned')}</Button>
        ) : null
      }
    />
  );
}

export function QueueColumn() {
  const t = useT();
  const id = useId();
  const { filters, list, items, openRef, change, want } = useQueueHere();
  const counts = useQueueCounts().data?.views ?? null;
  return (
    <section className="rq-column" aria-label={t('console.queue.label')}>
      <header className="rq-column__head">
        {openRef === null ? <h1 className="visually-hidden">{t('console.queue.title')}</h1> : null}
        <nav className="tabs rq-views" aria-label={t('console.queue.views')}>
          {VIEWS.map((view) => (
            <button key={view} type="button" aria-pressed={view === filters.view} onClick={() => change({ view })}>
              {t(VIEW_WORDS[view])} {counts ? <span className="count">{counts[view]}</span> : null}
            </button>
          ))}
        </nav>
        <div className="rq-column__search">
          <SearchBox
            label={t('console.queue.search')}
            hint={t('console.queue.search-hint')}
            q={filters.q}
            onSearch={(q) => change({ q }, filters.q !== '')}
            onLeave={() => want(items[0] ?? null)}
          />
          <Keys of="search" />
        </div>
        <div className="rq-column__row">
          <label className="visually-hidden" htmlFor={id}>
            {t('requests.filter.state')}
          </label>
          <Select
            id={id}
            value={filters.state}
            onChange={(event) => change({ state: STATES.find((one) => one === event.currentTarget.value) ?? 'open' })}
          >
            {STATES.map((state) => (
              <option key={state} value={state}>
                {t(STATE_WORDS[state])}
              </option>
            ))}
          </Select>
          <p className="mini sub" role="status">
            {list.isPending
              ? ''
              : t('requests.list.count', { count: items.length, more: list.hasNextPage ? 'yes' : 'no' })}
          </p>
        </div>
      </header>
      <ListTrouble list={list} />
      {list.isPending ? <Skeleton rows={8} /> : null}
      {list.data && items.length === 0 ? <Nothing filters={filters} onChange={change} /> : null}
      <QueueRows>
        {list.hasNextPage ? <More onMore={() => void list.fetchNextPage()} busy={list.isFetchingNextPage} /> : null}
      </QueueRows>
    </section>
  );
}
