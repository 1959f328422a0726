/** Atención: the list stays beside whatever is open, with its place; on a phone one or the other. */
import '#web/styles/requests.css';
import '#web/styles/requests-urgency.css';
import '#web/styles/requests-list.css';
import '#web/styles/requests-desk.css';
import '#web/styles/requests-queue.css';
import { Outlet, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useCommand } from '#web/shared/commands.ts';
import { useT } from '#web/shared/i18n.ts';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { useQueueCounts } from './queries.ts';
import { QueueColumn } from './queue-column.tsx';
import { placeOf, QueueContext, type QueueState, useQueueState } from './queue-context.ts';
import { isNarrowed, QUEUE_VIEWS } from './queue-filters.ts';
import { QueueList } from './queue-list.tsx';

/** The bare address of the desk leads to where there is work; a view once chosen stands in the address and stays. */
function useWork(queue: QueueState, search: Record<string, unknown>): void {
  const { filters, form, openRef, put } = queue;
  const bare = search.vista === undefined && openRef === null && !isNarrowed(filters);
  const counts = useQueueCounts().data?.views ?? null;
  const view = counts && (counts.mine > 0 ? 'mine' : QUEUE_VIEWS.find((each) => counts[each] > 0));
  const go = useRef(put);
  go.current = put;
  useEffect(() => {
    if (bare && view) go.current({ view }, { replace: true, as: form });
  }, [bare, view, form]);
}

const focusSearch = () => document.querySelector<HTMLInputElement>('.rq-column__search input')?.focus();

/** The row at the eye joins the choice, or leaves it. */
function chooseHere({ items, selection }: QueueState): void {
  const here = items[placeOf(items, null)];
  if (here) selection.toggle(here.id);
}

/** Whoever opened a row that is gone with its form of the list stands at the same row of the other one. */
function useFocusKept({ openRef, items, want }: QueueState): void {
  const latest = useRef({ items, want });
  latest.current = { items, want };
  const before = useRef(openRef);
  useEffect(() => {
    const at = openRef ?? before.current;
    before.current = openRef;
    const row = at === null ? undefined : latest.current.items[placeOf(latest.current.items, at)];
    if (row && document.activeElement === document.body) latest.current.want({ id: row.id });
  }, [openRef]);
}

export function QueueFrame() {
  const params: { ref?: string } = useParams({ strict: false });
  const search: Record<string, unknown> = useSearch({ strict: false });
  const openRef = params.ref ?? null;
  const queue = useQueueState(openRef, search);
  useWork(queue, search);
  useFocusKept(queue);
  useCommand('next', () => queue.step(1));
  useCommand('previous', () => queue.step(-1));
  useCommand('back', openRef === null ? null : queue.leave);
  useCommand('search', focusSearch);
  useCommand('form', () => queue.put(queue.filters, { as: queue.form === 'list' ? 'split' : 'list' }));
  useCommand('select', queue.form === 'list' && openRef === null ? () => chooseHere(queue) : null);
  if (queue.form === 'list' && openRef === null)
    return (
      <QueueContext.Provider value={queue}>
        <QueueList />
      </QueueContext.Provider>
    );
  return (
    <QueueContext.Provider value={queue}>
      <div className={openRef === null ? 'rq-desk' : 'rq-desk rq-desk--open'}>
        <QueueColumn />
        <Outlet />
      </div>
    </QueueContext.Provider>
  );
}

export function NothingOpen() {
  const t = useT();
  return (
    <div className="rq-desk__nothing">
      <EmptyState drawing="counter" title={t('console.queue.choose')}>
        <p>{t('console.queue.choose-text')}</p>
      </EmptyState>
    </div>
  );
}
