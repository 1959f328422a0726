/** The list in its wide form: groups by deadline, rows to choose, and one act on all that are chosen. */
import '#web/styles/requests-grid.css';
import { useLayoutEffect, useRef } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconColumns } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnButton } from './column-choice.tsx';
import { ListTrouble } from './list-states.tsx';
import { useMoreNear } from './near-window.ts';
import { OutageLine } from './outage-line.tsx';
import { QueueChips } from './queue-chips.tsx';
import { FilterButton, QueueNothing, QueueOrderChoice, QueueSearch, QueueTitle } from './queue-column.tsx';
import { useQueueHere } from './queue-context.ts';
import { useWantedRow } from './queue-rows.tsx';
import { QueueTable } from './queue-table.tsx';

/** Where each list was left, by its address: Back finds it there. */
const left = new Map<string, number>();

function useKeptPlace(address: object, ready: boolean) {
  const frame = useRef<HTMLDivElement>(null);
  const key = JSON.stringify(address);
  useLayoutEffect(() => {
    const own = frame.current;
    if (own === null || !ready) return;
    own.scrollTop = left.get(key) ?? 0;
    return () => {
      left.set(key, own.scrollTop);
    };
  }, [key, ready]);
  return frame;
}

export function QueueList() {
  const t = useT();
  const queue = useQueueHere();
  const { filters, address, list, items, wantsMore, put } = queue;
  const frame = useKeptPlace(address, items.length > 0);
  const end = useMoreNear(wantsMore, list.fetchNextPage);
  useWantedRow(queue);
  return (
    <section className="rq-wide" aria-label={t('console.queue.label')}>
      <header className="rq-wide__head">
        <QueueTitle />
        <Button
          small
          icon={<IconColumns />}
          aria-label={t('console.form.split')}
          title={t('console.form.split')}
          onClick={() => put(filters, { as: 'split' })}
        >
          <span className="desktop-only">{t('console.form.split')}</span>
        </Button>
      </header>
      <div className="rq-wide__tools">
        <QueueSearch />
        <FilterButton>{t('console.filter.button')}</FilterButton>
        <QueueChips />
        <span className="grow" />
        <p className="mini sub" role="status">
          {list.isPending
            ? ''
            : t('requests.list.count', { count: items.length, more: list.hasNextPage ? 'yes' : 'no' })}
        </p>
        <QueueOrderChoice />
        <ColumnButton />
      </div>
      <OutageLine />
      <div className="rq-list__body" ref={frame}>
        <ListTrouble list={list} />
        {list.isPending ? <Skeleton rows={10} /> : null}
        {list.data && items.length === 0 ? <QueueNothing /> : null}
        {items.length > 0 ? <QueueTable /> : null}
        <div ref={end}>
          {list.hasNextPage ? <More onMore={() => void list.fetchNextPage()} busy={list.isFetchingNextPage} /> : null}
        </div>
      </div>
      <BulkBar queue={queue} />
    </section>
  );
}
