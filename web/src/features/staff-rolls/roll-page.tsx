/** A staff roll on one screen: mark the few who are not there, confirm all others. Without an id, one's own agency's newest. */
import '#web/styles/administration.css';
import '#web/styles/staff-rolls.css';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { StaffRollView } from '#contract/staff-rolls.ts';
import { Refused } from '#web/shared/client.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { SearchBox, searched } from '#web/shared/ui/search-box.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { ConfirmBar } from './confirm-bar.tsx';
import { RollMark } from './marks.tsx';
import { RollPeople } from './people.tsx';
import { useRoll, useRollPeople } from './queries.ts';
import { Standing } from './standing.tsx';
import { useMoments } from './words.ts';

export function RollPage() {
  const t = useT();
  const { can } = useSession();
  const { lista: id }: { lista?: string } = useSearch({ strict: false });
  const roll = useRoll(id);
  const isMissing = roll.error instanceof Refused && [400, 404].includes(roll.error.problem.status);
  return (
    <div className={can.queue || can.administer ? 'desk__body admin roll' : 'admin roll'}>
      {isMissing ? (
        <EmptyState page drawing="search" title={t('staff-rolls.missing.title')}>
          <p>{t('staff-rolls.missing.text')}</p>
        </EmptyState>
      ) : (
        <LoadTrouble of={roll} />
      )}
      {roll.isPending ? <Skeleton rows={6} /> : null}
      {roll.data === null ? (
        <EmptyState page title={t('staff-rolls.none.title')}>
          <p>{t('staff-rolls.none.text')}</p>
        </EmptyState>
      ) : null}
      {roll.data ? <Opened key={roll.data.id} roll={roll.data} /> : null}
    </div>
  );
}

function Opened({ roll }: { roll: StaffRollView }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  return (
    <>
      <header className="roll__head">
        <div className="row row--wrap">
          <h1>{t('staff-rolls.roll.title', { month: moments.month(roll.month) })}</h1>
          <RollMark state={roll.state} />
        </div>
        <p className="sub roll__wrap">{local(roll.agencyName, locale)}</p>
      </header>
      <Standing roll={roll} />
      <People roll={roll} />
      {roll.can.answer ? <ConfirmBar roll={roll} /> : null}
      <Others roll={roll} />
    </>
  );
}

/** What fits on a window is found with the eyes. */
const SHORT = 12;

function People({ roll }: { roll: StaffRollView }) {
  const t = useT();
  const navigate = useNavigate();
  const search: { q?: string; marcadas?: string; lista?: string } = useSearch({ strict: false });
  const filter = { q: searched(search.q), marked: search.marcadas === '1' };
  const people = useRollPeople(roll.id, filter);
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: typeof filter) =>
    void navigate({
      to: '/plantilla',
      search: { lista: search.lista, q: next.q || undefined, marcadas: next.marked ? '1' : undefined },
      replace: true,
    });
  return (
    <section className="card roll__people" aria-label={t('staff-rolls.people.title')}>
      {roll.people > SHORT ? (
        <div className="roll__sift">
          <SearchBox
            className="grow"
            label={t('staff-rolls.people.search')}
            q={filter.q}
            onSearch={(q) => change({ ...filter, q })}
          />
          <Checkbox
            label={t('staff-rolls.people.marked', { count: roll.marked })}
            checked={filter.marked}
            onChange={(event) => change({ ...filter, marked: event.currentTarget.checked })}
          />
        </div>
      ) : null}
      <LoadTrouble of={people} />
      {people.isPending ? <Skeleton rows={6} /> : null}
      {items.length > 0 ? <RollPeople roll={roll} people={items} old={people.isPlaceholderData} /> : null}
      {people.data && items.length === 0 ? (
        <EmptyState
          drawing="search"
          title={t('staff-rolls.people.nobody')}
          action={<Button onClick={() => change({ q: '', marked: false })}>{t('staff-rolls.people.everybody')}</Button>}
        />
      ) : null}
      {people.hasNextPage ? <More onMore={() => void people.fetchNextPage()} busy={people.isFetchingNextPage} /> : null}
    </section>
  );
}

function Others({ roll }: { roll: StaffRollView }) {
  const t = useT();
  const moments = useMoments();
  if (roll.others.length === 0) return null;
  return (
    <section className="card roll__others" aria-label={t('staff-rolls.others')}>
      <div className="card__head">
        <h2>{t('staff-rolls.others')}</h2>
      </div>
      <ul>
        {roll.others.map((other) => (
          <li key={other.id}>
            <Link to="/plantilla" search={{ lista: other.id }}>
              {moments.month(other.month)}
            </Link>
            <RollMark state={other.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}
