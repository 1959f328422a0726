/** The filters of "Mis solicitudes": one box, two selects, all of it in the address. */
import { type FormEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { AreaView } from '#contract/catalogue.ts';
import { REQUEST_STATES, type RequestState, type StateGroup } from '#contract/requests.ts';
import { loadSections, local, type MessageKey, useLocale, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Select, TextInput } from '#web/shared/ui/field.tsx';
import { IconSearch } from '#web/shared/ui/icons.tsx';
import type { MyRequests } from './queries.ts';

/** Few are delegates: what tells theirs from others' comes with them, words and all. */
const WhoseFilter = lazy(async () => {
  const [part] = await Promise.all([import('./whose-filter.tsx'), loadSections('delegations')]);
  return { default: part.WhoseFilter };
});

export type StateChoice = StateGroup | 'all' | Exclude<RequestState, 'resolved' | 'closed'>;
export type Whose = 'own' | 'theirs';
/** As the address says it. */
export const WHOSE_IN_ADDRESS = { own: 'mias', theirs: 'ajenas' } as const satisfies Record<Whose, string>;
export type Filters = {
  q?: string;
  state?: StateChoice | undefined;
  area?: string | undefined;
  whose?: Whose | undefined;
};

const GROUPS = ['open', 'my_turn', 'resolved', 'closed', 'all'] as const;
const SINGLE = REQUEST_STATES.filter((state) => state !== 'resolved' && state !== 'closed');

const GROUP_WORDS: Record<(typeof GROUPS)[number], MessageKey> = {
  open: 'requests.filter.open',
  my_turn: 'requests.filter.my-turn',
  resolved: 'requests.filter.resolved',
  closed: 'requests.filter.closed',
  all: 'requests.filter.all',
};
const STATE_WORDS: Record<(typeof SINGLE)[number], MessageKey> = {
  registered: 'requests.filter.registered',
  assigned: 'requests.filter.assigned',
  in_progress: 'requests.filter.in-progress',
  scheduled: 'requests.filter.scheduled',
  waiting_requester: 'requests.filter.waiting-requester',
  waiting_third_party: 'requests.filter.waiting-third-party',
  cancelled: 'requests.filter.cancelled',
  rejected: 'requests.filter.rejected',
};

const isChoice = (value: unknown): value is StateChoice =>
  [...GROUPS, ...SINGLE].includes(value as (typeof GROUPS)[number]);

/** Whatever stands in the address, only what means something passes. */
export function filtersOf(search: Record<string, unknown>): Filters {
  const { q, estado, area, de } = search;
  return {
    q: typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 160) : '',
    state: isChoice(estado) ? estado : undefined,
    area: typeof area === 'string' && /^[0-9a-f-]{36}$/.test(area) ? area : undefined,
    whose: de === WHOSE_IN_ADDRESS.own ? 'own' : de === WHOSE_IN_ADDRESS.theirs ? 'theirs' : undefined,
  };
}

/** What is typed reaches the address 300 ms after the last key; Back brings it out of the address again. */
export function useTypedSearch(q: string, onSettled: (q: string) => void) {
  const [typed, setTyped] = useState(q);
  const settled = useRef(onSettled);
  settled.current = onSettled;
  const last = useRef(q);
  useEffect(() => {
    if (q !== last.current) setTyped(q);
    last.current = q;
  }, [q]);
  useEffect(() => {
    if (typed === last.current) return;
    const timer = setTimeout(() => {
      // Enter was quicker.
      if (typed === last.current) return;
      last.current = typed;
      settled.current(typed);
    }, 300);
    return () => clearTimeout(timer);
  }, [typed]);
  const now = () => {
    if (typed === last.current) return;
    last.current = typed;
    settled.current(typed);
  };
  return { typed, setTyped, now };
}

type SearchProps = {
  label: string;
  hint: string;
  q: string;
  onSearch: (q: string) => void;
  /** Arrow down, or Escape in an empty box: on to the rows. */
  onLeave?: () => void;
};

export function SearchBox(props: SearchProps) {
  const id = useId();
  const { typed, setTyped, now } = useTypedSearch(props.q, props.onSearch);
  return (
    <div className="rq-search">
      <label className="visually-hidden" htmlFor={id}>
        {props.label}
      </label>
      <IconSearch />
      <TextInput
        id={id}
        type="search"
        value={typed}
        maxLength={160}
        placeholder={props.hint}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') now();
          if (!props.onLeave || (event.key !== 'ArrowDown' && !(event.key === 'Escape' && typed === ''))) return;
          event.preventDefault();
          props.onLeave();
        }}
      />
    </div>
  );
}

type Props = {
  filters: Filters;
  counts: MyRequests['counts'];
  areas: readonly AreaView[];
  shown: { count: number; more: boolean } | null;
  onChange: (next: Filters, replace: boolean) => void;
};

export function RequestFilters({ filters, counts, areas, shown, onChange }: Props) {
  const t = useT();
  const locale = useLocale();
  const id = useId();
  const { roles } = useSession();
  const stay = (event: FormEvent) => event.preventDefault();
  return (
    <search>
      <form className="rq-filters" onSubmit={stay}>
        <SearchBox
          label={t('requests.filter.search')}
          hint={t('requests.filter.search-hint')}
          q={filters.q ?? ''}
          onSearch={(q) => onChange({ ...filters, q }, filters.q !== '')}
        />
        <div className="rq-filters__select">
          <label className="visually-hidden" htmlFor={`${id}s`}>
            {t('requests.filter.state')}
          </label>
          <Select
            id={`${id}s`}
            value={filters.state ?? 'open'}
            onChange={(event) => {
              const value = event.currentTarget.value;
              if (isChoice(value)) onChange({ ...filters, state: value === 'open' ? undefined : value }, false);
            }}
          >
            {GROUPS.map((group) => (
              <option key={group} value={group}>
                {t(GROUP_WORDS[group], { known: counts === null ? 'no' : 'yes', count: counts?.[group] ?? 0 })}
              </option>
            ))}
            <optgroup label={t('requests.filter.one-state')}>
              {SINGLE.map((state) => (
                <option key={state} value={state}>
                  {t(STATE_WORDS[state])}
                </option>
              ))}
            </optgroup>
          </Select>
        </div>
        <div className="rq-filters__select">
          <label className="visually-hidden" htmlFor={`${id}a`}>
            {t('requests.filter.area')}
          </label>
          <Select
            id={`${id}a`}
            value={filters.area ?? ''}
            onChange={(event) => onChange({ ...filters, area: event.currentTarget.value || undefined }, false)}
          >
            <option value="">{t('requests.filter.every-area')}</option>
            {areas.map((area) => (
              <option key={area.id} value={area.id}>
                {local(area.name, locale)}
              </option>
            ))}
          </Select>
        </div>
        {roles.includes('delegate') ? (
          <Suspense fallback={null}>
            <WhoseFilter value={filters.whose} onChange={(whose) => onChange({ ...filters, whose }, false)} />
          </Suspense>
        ) : null}
        <p className="rq-filters__count" role="status">
          {shown === null ? '' : t('requests.list.count', { count: shown.count, more: shown.more ? 'yes' : 'no' })}
        </p>
      </form>
    </search>
  );
}
