/** Mis solicitudes: what waits for me, then everything I asked for, filtered by folio, subject, state and area. */
import '#web/styles/requests.css';
import '#web/styles/requests-urgency.css';
import '#web/styles/requests-list.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { RequestSummary } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution, useSession } from '#web/shared/session.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { type Filters, filtersOf, RequestFilters, WHOSE_IN_ADDRESS } from './list-filters.tsx';
import { ListTrouble, NothingFound } from './list-states.tsx';
import { useCatalogue, useMyRequests } from './queries.ts';
import { RequestTable } from './request-table.tsx';
import { useMoments } from './use-moments.ts';
import { WaitingCards } from './waiting-cards.tsx';

/** Morning until noon, afternoon until seven, by the clock of the institution. */
function greetingHour(now: Date, timeZone: string): 'morning' | 'afternoon' | 'night' {
  const hour = Number(new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));
  return hour < 12 ? 'morning' : hour < 19 ? 'afternoon' : 'night';
}

function Greeting({ waiting }: { waiting: number | null }) {
  const t = useT();
  const session = useSession();
  const { timeZone } = useInstitution();
  const { now } = useMoments();
  return (
    <header className="heading">
      <div>
        <h1>{t('requests.list.title')}</h1>
        <p className="sub">
          {t('requests.list.greeting', {
            hour: greetingHour(now, timeZone),
            name: session.person.givenNames,
          })}{' '}
          {waiting === null ? null : t('requests.list.waiting', { count: waiting })}
        </p>
      </div>
      {session.can.file ? (
        <LinkButton kind="primary" to="/solicitudes/nueva" icon={<IconPlus />} className="desktop-only">
          {t('requests.list.new')}
        </LinkButton>
      ) : null}
    </header>
  );
}

export function MyRequestsPage() {
  const t = useT();
  const navigate = useNavigate();
  const filters = filtersOf(useSearch({ strict: false }));
  const catalogue = useCatalogue();
  const list = useMyRequests({
    q: filters.q,
    state: filters.state ?? 'open',
    area: filters.area,
    whose: filters.whose,
  });
  const first = list.data?.pages[0];
  const turns = first?.counts?.my_turn ?? first?.waiting.length ?? 0;
  const items: RequestSummary[] = list.data?.pages.flatMap((page) => page.items) ?? [];

  const change = (next: Filters, replace: boolean) =>
    void navigate({
      to: '/solicitudes',
      search: {
        ...{ q: next.q || undefined, estado: next.state, area: next.area },
        de: next.whose && WHOSE_IN_ADDRESS[next.whose],
      },
      replace,
    });

  return (
    <div className="rq-page">
      <Greeting waiting={first ? turns : null} />
      {first ? (
        <WaitingCards
          waiting={first.waiting}
          total={turns}
          all={() => change({ state: 'my_turn', whose: filters.whose }, false)}
          filtered={filters.state}
        />
      ) : null}
      <section className="rq-list" aria-label={t('requests.list.label')}>
        <RequestFilters
          filters={filters}
          counts={first?.counts ?? null}
          areas={catalogue.data?.areas ?? []}
          shown={list.isPending ? null : { count: items.length, more: list.hasNextPage }}
          onChange={change}
        />
        <ListTrouble list={list} />
        {list.isPending ? <Skeleton rows={6} /> : null}
        {items.length > 0 ? <RequestTable items={items} dimmed={list.isPlaceholderData} /> : null}
        {first && items.length === 0 ? (
          <NothingFound filters={filters} everything={first.counts?.all ?? 0} onChange={change} />
        ) : null}
        {list.hasNextPage ? <More onMore={() => void list.fetchNextPage()} busy={list.isFetchingNextPage} /> : null}
      </section>
    </div>
  );
}
