/** Deactivations: those of one's agency, or of all of them; what is looked for stands in the address. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { DEACTIVATION_STATES, type DeactivationSummary } from '#contract/deactivation-shapes.ts';
import { holds } from '#contract/permissions.ts';
import { AgencyFilter, agencyAsked } from '#web/shared/forms/agency-filter.tsx';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { SearchBox, searched } from '#web/shared/ui/search-box.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { Frame } from './frame.tsx';
import { StateMark } from './marks.tsx';
import { type Filter, useDeactivations } from './queries.ts';
import { GROUND_WORDS, isState, STATE_WORDS } from './words.ts';

function Line({ item }: { item: DeactivationSummary }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const { person } = item;
  return (
    <tr>
      <td data-label={t('deactivations.list.form')}>
        <span>
          <Link to="/bajas/$id" params={{ id: item.id }}>
            {item.folio}
          </Link>
          <small className="sub alta-wrap">{t('deactivations.list.by', { name: item.signerName })}</small>
        </span>
      </td>
      <td data-label={t('deactivations.list.person')} className="alta-wrap">
        <span>
          {person.name}
          <small className="sub">
            {[person.employeeNumber, local(person.positionName, locale)].filter((part) => part !== '').join(' · ')}
          </small>
        </span>
      </td>
      <td data-label={t('deactivations.list.agency')} className="alta-wrap">
        <span title={local(item.agency.name, locale)}>{item.agency.acronym}</span>
      </td>
      <td data-label={t('deactivations.list.ground')}>{t(GROUND_WORDS[item.ground])}</td>
      <td data-label={t('deactivations.list.from')}>
        {item.effectiveOn === null ? moments.since(item.effectiveAt) : moments.day(item.effectiveOn)}
      </td>
      <td data-label={t('deactivations.list.state')}>
        <StateMark of={item} />
      </td>
    </tr>
  );
}

function Lines({ items, old }: { items: readonly DeactivationSummary[]; old: boolean }) {
  const t = useT();
  const columns = ['form', 'person', 'agency', 'ground', 'from', 'state'] as const;
  return (
    <div className={old ? 'card alta-scroll alta-old' : 'card alta-scroll'}>
      <table className="table table--stacks alta-list" aria-label={t('deactivations.title')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`deactivations.list.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Nothing({ sifted, clear }: { sifted: boolean; clear: () => void }) {
  const t = useT();
  return sifted ? (
    <EmptyState
      drawing="search"
      title={t('deactivations.nothing.title')}
      action={<Button onClick={clear}>{t('deactivations.nothing.clear')}</Button>}
    />
  ) : (
    <EmptyState drawing="counter" title={t('deactivations.empty.title')}>
      <p>{t('deactivations.empty.text')}</p>
    </EmptyState>
  );
}

function useFilter() {
  const navigate = useNavigate();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const filter: Filter = {
    state: isState(search.estado) ? search.estado : undefined,
    agencyId: agencyAsked(search.dependencia),
    q: searched(search.q),
  };
  const ask = ({ state, agencyId, q }: Filter) =>
    void navigate({
      to: '/bajas',
      search: { estado: state, dependencia: agencyId, q: q || undefined },
      replace: true,
    });
  return { filter, ask };
}

function Sift({ filter, ask }: ReturnType<typeof useFilter>) {
  const t = useT();
  const { roles } = useSession();
  return (
    <div className="alta-sift">
      <SearchBox label={t('deactivations.search')} q={filter.q} onSearch={(q) => ask({ ...filter, q })} />
      {holds(roles, 'organisation.read') ? (
        <AgencyFilter
          words={{ label: t('deactivations.list.agency'), every: t('enrolments.every-agency') }}
          value={filter.agencyId}
          onChange={(agencyId) => ask({ ...filter, agencyId })}
        />
      ) : null}
      <Select
        aria-label={t('deactivations.list.state')}
        value={filter.state ?? ''}
        onChange={({ currentTarget: { value } }) => ask({ ...filter, state: isState(value) ? value : undefined })}
      >
        <option value="">{t('deactivations.every-state')}</option>
        {DEACTIVATION_STATES.map((one) => (
          <option key={one} value={one}>
            {t(STATE_WORDS[one])}
          </option>
        ))}
      </Select>
    </div>
  );
}

const NO_FILTER: Filter = { state: undefined, agencyId: undefined, q: '' };

export function DeactivationsPage() {
  const t = useT();
  const { roles } = useSession();
  const { filter, ask } = useFilter();
  const found = useDeactivations(filter);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isSifted = filter.state !== undefined || filter.agencyId !== undefined || filter.q !== '';
  return (
    <Frame>
      <header className="alta-top">
        <div>
          <h1>{t('deactivations.title')}</h1>
          <p className="sub">{t('deactivations.intro')}</p>
        </div>
        {holds(roles, 'deactivation.ask') ? (
          <LinkButton kind="primary" icon={<IconPlus />} to="/bajas/nueva" search={{}}>
            {t('deactivations.begin')}
          </LinkButton>
        ) : null}
      </header>
      {items.length > 0 || isSifted ? <Sift filter={filter} ask={ask} /> : null}
      <LoadTrouble of={found} />
      {found.isPending ? <Skeleton rows={5} /> : null}
      {items.length > 0 ? <Lines items={items} old={found.isPlaceholderData} /> : null}
      {found.data && items.length === 0 ? <Nothing sifted={isSifted} clear={() => ask(NO_FILTER)} /> : null}
      {found.hasNextPage ? <More onMore={() => void found.fetchNextPage()} busy={found.isFetchingNextPage} /> : null}
    </Frame>
  );
}
