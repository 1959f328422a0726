/** The desk's list: views with their counts, search, state, and rows by deadline. All of it in the address. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useId } from 'react';
import { REQUEST_STATES, type RequestSummary } from '#contract/requests.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import { SearchBox } from './list-filters.tsx';
import { ListTrouble } from './list-states.tsx';
import { type QueueFilter, useQueue, useQueueCounts } from './queries.ts';
import { type Moments, useMoments } from './use-moments.ts';
import { refOf } from './words.ts';

const VIEWS = ['mine', 'unassigned', 'team', 'all'] as const;
type View = (typeof VIEWS)[number];
const VIEW_WORDS: Record<View, MessageKey> = {
  mine: 'console.view.mine',
  unassigned: 'console.view.unassigned',
  team: 'console.view.team',
  all: 'console.view.all',
};
const SINGLE = REQUEST_STATES.filter((state) => state !== 'resolved' && state !== 'closed');
const STATES = ['open', 'resolved', 'closed', 'all', ...SINGLE] as const;
type State = (typeof STATES)[number];
const STATE_WORDS: Record<State, MessageKey> = {
  open: 'console.state.open',
  resolved: 'console.state.resolved',
  closed: 'console.state.closed',
  all: 'console.state.all',
  registered: 'console.state.registered',
  assigned: 'console.state.assigned',
  in_progress: 'console.state.in-progress',
  scheduled: 'console.state.scheduled',
  waiting_requester: 'console.state.waiting-requester',
  waiting_third_party: 'console.state.waiting-third-party',
  cancelled: 'console.state.cancelled',
  rejected: 'console.state.rejected',
};

type Filters = { q: string; view: View; state: State };

function filtersOf(search: Record<string, unknown>): Filters {
  const { q, vista, estado } = search;
  return {
    q: typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 160) : '',
    view: VIEWS.find((view) => view === vista) ?? 'mine',
    state: STATES.find((state) => state === estado) ?? 'open',
  };
}

const searchOf = ({ q, view, state }: Filters) => ({
  q: q || undefined,
  vista: view,
  estado: state === 'open' ? undefined : state,
});

function Row(props: { request: RequestSummary; filters: Filters; moments: Moments; here: boolean }) {
  const t = useT();
  const { request, filters, moments, here } = props;
  return (
    <li>
      <Link
        className={`rq-file${here ? ' rq-file--here' : ''}${request.unread ? ' rq-file--unread' : ''}`}
        to="/atencion/$ref"
        params={{ ref: refOf(request) }}
        search={searchOf(filters)}
        aria-current={here ? 'true' : undefined}
      >
        <span className="rq-file__top">
          <Folio folio={request.folio} short />
          <DueMark clock={request.resolution} state={request.state} timeZone={moments.timeZone} now={moments.now} />
        </span>
        <strong>{request.subject}</strong>
        {request.unread ? <span className="visually-hidden">{t('requests.list.unread')}</span> : null}
        <span className="rq-file__foot">
          <span>
            {request.requesterName} · {request.agencyAcronym}
          </span>
          <StateMark state={request.state} />
        </span>
      </Link>
    </li>
  );
}

function Nothing({ filters, onChange }: { filters: Filters; onChange: (next: Partial<Filters>) => void }) {
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

export function QueueColumn({ current }: { current: string | null }) {
  const t = useT();
  const id = useId();
  const navigate = useNavigate();
  const moments = useMoments();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const filters = filtersOf(search);
  const query: QueueFilter = { q: filters.q, view: filters.view, state: filters.state };
  const list = useQueue(query);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = useQueueCounts().data?.views ?? null;
  const change = (next: Partial<Filters>, replace = false) => {
    const chosen = searchOf({ ...filters, ...next });
    if (current === null) void navigate({ to: '/atencion', search: chosen, replace });
    else void navigate({ to: '/atencion/$ref', params: { ref: current }, search: chosen, replace });
  };
  // The bare address of the desk leads to where there is work; a view once chosen stands in the address and stays.
  const bare = search.vista === undefined && current === null && filters.q === '' && filters.state === 'open';
  const elsewhere = counts && counts.mine === 0 ? VIEWS.find((view) => counts[view] > 0) : undefined;
  useEffect(() => {
    if (bare && elsewhere !== undefined)
      void navigate({ to: '/atencion', search: searchOf({ q: '', state: 'open', view: elsewhere }), replace: true });
  }, [bare, elsewhere, navigate]);
  return (
    <section className="rq-column" aria-label={t('console.queue.label')}>
      <header className="rq-column__head">
        <nav className="tabs rq-views" aria-label={t('console.queue.views')}>
          {VIEWS.map((view) => (
            <button key={view} type="button" aria-pressed={view === filters.view} onClick={() => change({ view })}>
              {t(VIEW_WORDS[view])} {counts ? <span className="count">{counts[view]}</span> : null}
            </button>
          ))}
        </nav>
        <SearchBox
          label={t('console.queue.search')}
          hint={t('console.queue.search-hint')}
          q={filters.q}
          onSearch={(q) => change({ q }, filters.q !== '')}
        />
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
      <ul className="rq-column__list" aria-busy={list.isPlaceholderData}>
        {items.map((request) => (
          <Row
            key={request.id}
            request={request}
            filters={filters}
            moments={moments}
            here={refOf(request) === current || request.id === current}
          />
        ))}
        {list.hasNextPage ? (
          <li>
            <More onMore={() => void list.fetchNextPage()} busy={list.isFetchingNextPage} />
          </li>
        ) : null}
      </ul>
    </section>
  );
}
