/** The desk's list beside what is open: what it is of, search, filters, order, and rows by deadline. All of it in the address. */
import { type ReactNode, useId, useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconChevronDown, IconFilter, IconTable } from '#web/shared/ui/icons.tsx';
import { Keys } from '#web/shared/ui/keys.tsx';
import { Menu } from '#web/shared/ui/menu.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SearchBox } from './list-filters.tsx';
import { ListTrouble } from './list-states.tsx';
import { OutageLine } from './outage-line.tsx';
import { useQueueCounts } from './queries.ts';
import { FilterDialog, QueueChips } from './queue-chips.tsx';
import { useQueueHere } from './queue-context.ts';
import { isNarrowed, ORDER_WORDS, QUEUE_ORDERS, shownCount, VIEW_WORDS, widened } from './queue-filters.ts';
import { QueueRows } from './queue-rows.tsx';
import { ViewLinks } from './queue-views.tsx';
import { useSavedView } from './saved-views.tsx';

export function QueueNothing() {
  const t = useT();
  const { filters, put } = useQueueHere();
  return (
    <EmptyState
      drawing="search"
      title={filters.q ? t('requests.nothing.title', { q: filters.q }) : t('console.queue.empty')}
      action={
        isNarrowed(filters) ? (
          <Button onClick={() => put(widened(filters), { saved: null })}>{t('requests.nothing.clear')}</Button>
        ) : filters.view !== 'unassigned' ? (
          <Button onClick={() => put({ view: 'unassigned' }, { saved: null })}>
            {t('console.queue.see-unassigned')}
          </Button>
        ) : null
      }
    />
  );
}

/** What the list is of, with how many there are. The title of the page while nothing else is. */
export function QueueTitle() {
  const t = useT();
  const { filters, openRef } = useQueueHere();
  const counts = useQueueCounts().data;
  const saved = useSavedView();
  const known = saved
    ? counts?.saved.find(({ id }) => id === saved.id)?.count
    : isNarrowed(filters)
      ? null
      : counts?.views[filters.view];
  const words = saved?.name ?? t(VIEW_WORDS[filters.view]);
  return (
    <div className="rq-viewing">
      {openRef === null ? <h1 className="clip">{words}</h1> : <p className="clip">{words}</p>}
      {typeof known === 'number' ? <span className="count">{shownCount(known)}</span> : null}
      <Menu
        className="rq-viewing__views"
        look="button button--quiet button--icon"
        aria-label={t('console.queue.views')}
        label={<IconChevronDown />}
      >
        <ViewLinks itemClass="menu__item" />
      </Menu>
    </div>
  );
}

export function QueueSearch() {
  const t = useT();
  const { filters, items, put, want } = useQueueHere();
  return (
    <div className="rq-column__search">
      <SearchBox
        label={t('console.queue.search')}
        hint={t('console.queue.search-hint')}
        q={filters.q ?? ''}
        onSearch={(q) => put({ ...filters, q }, { replace: Boolean(filters.q) })}
        onLeave={() => want(items[0] ?? null)}
      />
      <Keys of="search" />
    </div>
  );
}

/** A select that looks like a line of text, for it is changed seldom. */
export function QueueOrderChoice() {
  const t = useT();
  const id = useId();
  const { filters, put } = useQueueHere();
  return (
    <span className="rq-order">
      <label className="visually-hidden" htmlFor={id}>
        {t('console.order.label')}
      </label>
      <select
        id={id}
        value={filters.order ?? ''}
        onChange={(event) =>
          put({ ...filters, order: QUEUE_ORDERS.find((order) => order === event.currentTarget.value) })
        }
      >
        <option value="">{t('console.order.usual')}</option>
        {QUEUE_ORDERS.map((order) => (
          <option key={order} value={order}>
            {t(ORDER_WORDS[order])}
          </option>
        ))}
      </select>
      <IconChevronDown />
    </span>
  );
}

export function FilterButton({ children }: { children?: ReactNode }) {
  const t = useT();
  const [open, show] = useState(false);
  return (
    <>
      <Button
        kind={children ? 'plain' : 'quiet'}
        small
        icon={<IconFilter />}
        aria-label={children ? undefined : t('console.filter.title')}
        onClick={() => show(true)}
      >
        {children}
      </Button>
      {open ? <FilterDialog onClose={() => show(false)} /> : null}
    </>
  );
}

export function QueueColumn() {
  const t = useT();
  const { filters, list, items, put } = useQueueHere();
  return (
    <section className="rq-column" aria-label={t('console.queue.label')}>
      <header className="rq-column__head">
        <div className="rq-column__top">
          <QueueTitle />
          <Button
            kind="quiet"
            small
            icon={<IconTable />}
            aria-label={t('console.form.list')}
            title={t('console.form.list')}
            onClick={() => put(filters, { as: 'list' })}
          />
          <FilterButton />
        </div>
        <QueueSearch />
        <QueueChips />
        <OutageLine />
        <div className="rq-column__row">
          <QueueOrderChoice />
          <p className="mini sub" role="status">
            {list.isPending
              ? ''
              : t('requests.list.count', { count: items.length, more: list.hasNextPage ? 'yes' : 'no' })}
          </p>
        </div>
      </header>
      <ListTrouble list={list} />
      {list.isPending ? <Skeleton rows={8} /> : null}
      {list.data && items.length === 0 ? <QueueNothing /> : null}
      <QueueRows>
        {list.hasNextPage ? <More onMore={() => void list.fetchNextPage()} busy={list.isFetchingNextPage} /> : null}
      </QueueRows>
    </section>
  );
}
