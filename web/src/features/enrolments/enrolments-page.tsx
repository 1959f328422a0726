/** Altas: those of one's agency, or of all of them; what is looked for stands in the address. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ENROLMENT_STATES, type EnrolmentSummary } from '#contract/enrolment-shapes.ts';
import { holds } from '#contract/permissions.ts';
import { AgencyFilter, agencyAsked } from '#web/shared/forms/agency-filter.tsx';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { SearchBox, searched } from '#web/shared/ui/search-box.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { Begin } from './begin.tsx';
import { Frame } from './frame.tsx';
import { FormMark } from './marks.tsx';
import { type Filter, useEnrolments } from './queries.ts';
import { isState, STATE_WORDS } from './words.ts';

/** DTI goes to what it decides; a paper that waits for its capture, or for its correction, is written first. */
const isReviewed = ({ source, state }: EnrolmentSummary): boolean =>
  state !== 'draft' && !(source === 'paper' && state === 'returned');

function Line({ item }: { item: EnrolmentSummary }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const { roles } = useSession();
  const { counts } = item;
  const reviews = roles.includes('operator_admin') && isReviewed(item);
  return (
    <tr>
      <td data-label={t('enrolments.list.form')}>
        <span>
          <Link to={reviews ? '/altas/$id/revision' : '/altas/$id'} params={{ id: item.id }} search={{}}>
            {item.folio ?? t('enrolments.list.unsigned')}
          </Link>
          <small className="sub">
            {t(item.source === 'paper' ? 'enrolments.list.paper' : 'enrolments.list.by', { name: item.draftedBy })}
          </small>
        </span>
      </td>
      <td data-label={t('enrolments.list.agency')} className="alta-wrap">
        <span title={local(item.agency.name, locale)}>{item.agency.acronym}</span>
      </td>
      <td data-label={t('enrolments.list.people')}>
        <span>
          {t('enrolments.list.count', { count: counts.rows })}
          {counts.approved + counts.observed + counts.rejected > 0 ? (
            <small className="sub">{t('enrolments.list.counts', counts)}</small>
          ) : null}
          {counts.exceptions > 0 ? (
            <small className="sub">{t('enrolments.list.exceptions', { count: counts.exceptions })}</small>
          ) : null}
        </span>
      </td>
      <td data-label={t('enrolments.list.state')}>
        <FormMark state={item.state} />
      </td>
      <td data-label={t('enrolments.list.moved')}>{moments.since(item.changedAt)}</td>
    </tr>
  );
}

function Lines({ items, old }: { items: readonly EnrolmentSummary[]; old: boolean }) {
  const t = useT();
  return (
    <div className={old ? 'card alta-scroll alta-old' : 'card alta-scroll'}>
      <table className="table table--stacks alta-list" aria-label={t('enrolments.title')}>
        <thead>
          <tr>
            <th scope="col">{t('enrolments.list.form')}</th>
            <th scope="col">{t('enrolments.list.agency')}</th>
            <th scope="col">{t('enrolments.list.people')}</th>
            <th scope="col">{t('enrolments.list.state')}</th>
            <th scope="col">{t('enrolments.list.moved')}</th>
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
  const { roles } = useSession();
  if (sifted)
    return (
      <EmptyState
        drawing="search"
        title={t('enrolments.nothing.title')}
        action={<Button onClick={clear}>{t('enrolments.nothing.clear')}</Button>}
      />
    );
  return (
    <EmptyState drawing="counter" title={t('enrolments.empty.title')}>
      <p>{t(roles.includes('agency_coordinator') ? 'enrolments.empty.own' : 'enrolments.empty.all')}</p>
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
      to: '/altas',
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
      <SearchBox label={t('enrolments.search')} q={filter.q} onSearch={(q) => ask({ ...filter, q })} />
      {holds(roles, 'organisation.read') ? (
        <AgencyFilter
          words={{ label: t('enrolments.list.agency'), every: t('enrolments.every-agency') }}
          value={filter.agencyId}
          onChange={(agencyId) => ask({ ...filter, agencyId })}
        />
      ) : null}
      <Select
        aria-label={t('enrolments.filter')}
        value={filter.state ?? ''}
        onChange={({ currentTarget: { value } }) => ask({ ...filter, state: isState(value) ? value : undefined })}
      >
        <option value="">{t('enrolments.every-state')}</option>
        {ENROLMENT_STATES.map((one) => (
          <option key={one} value={one}>
            {t(STATE_WORDS[one])}
          </option>
        ))}
      </Select>
    </div>
  );
}

const NO_FILTER: Filter = { state: undefined, agencyId: undefined, q: '' };

export function EnrolmentsPage() {
  const t = useT();
  const { filter, ask } = useFilter();
  const enrolments = useEnrolments(filter);
  const items = enrolments.data?.pages.flatMap((page) => page.items) ?? [];
  const isSifted = filter.state !== undefined || filter.agencyId !== undefined || filter.q !== '';
  return (
    <Frame>
      <header className="alta-top">
        <div>
          <h1>{t('enrolments.title')}</h1>
          <p className="sub">{t('enrolments.intro')}</p>
        </div>
        <div className="row row--wrap">
          <LinkButton kind="quiet" to="/bajas" search={{}}>
            {t('common.nav.deactivations')}
          </LinkButton>
          <Begin />
        </div>
      </header>
      {items.length > 0 || isSifted ? <Sift filter={filter} ask={ask} /> : null}
      <LoadTrouble of={enrolments} />
      {enrolments.isPending ? <Skeleton rows={5} /> : null}
      {items.length > 0 ? <Lines items={items} old={enrolments.isPlaceholderData} /> : null}
      {enrolments.data && items.length === 0 ? <Nothing sifted={isSifted} clear={() => ask(NO_FILTER)} /> : null}
      {enrolments.hasNextPage ? (
        <More onMore={() => void enrolments.fetchNextPage()} busy={enrolments.isFetchingNextPage} />
      ) : null}
    </Frame>
  );
}
