/** Atención: the list stays beside whatever is open, with its place; on a phone one or the other. */
import '#web/styles/requests.css';
import '#web/styles/requests-list.css';
import '#web/styles/requests-desk.css';
import '#web/styles/requests-queue.css';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCommand } from '#web/shared/commands.ts';
import { useT } from '#web/shared/i18n.ts';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { useQueueCounts } from './queries.ts';
import { QueueColumn } from './queue-column.tsx';
import { QueueContext, type QueueState, useQueueState } from './queue-context.ts';
import { searchOf, VIEWS } from './queue-filters.ts';

/** The bare address of the desk leads to where there is work; a view once chosen stands in the address and stays. */
function useWork(queue: QueueState, search: Record<string, unknown>): void {
  const navigate = useNavigate();
  const { filters, openRef } = queue;
  const bare = search.vista === undefined && openRef === null && filters.q === '' && filters.state === 'open';
  const counts = useQueueCounts().data?.views ?? null;
  const elsewhere = counts && counts.mine === 0 ? VIEWS.find((view) => counts[view] > 0) : undefined;
  useEffect(() => {
    if (bare && elsewhere !== undefined)
      void navigate({ to: '/atencion', search: searchOf({ q: '', state: 'open', view: elsewhere }), replace: true });
  }, [bare, elsewhere, navigate]);
}

const focusSearch = () => document.querySelector<HTMLInputElement>('.rq-column input[type=search]')?.focus();

export function QueueFrame() {
  const params: { ref?: string } = useParams({ strict: false });
  const search: Record<string, unknown> = useSearch({ strict: false });
  const openRef = params.ref ?? null;
  const queue = useQueueState(openRef, search);
  useWork(queue, search);
  useCommand('next', () => queue.step(1));
  useCommand('previous', () => queue.step(-1));
  useCommand('back', openRef === null ? null : queue.leave);
  useCommand('search', focusSearch);
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
