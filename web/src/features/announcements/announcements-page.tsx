/** Avisos de la Mesa: those there are or will be, those over, and one of them to word or to read. */
import '#web/styles/administration.css';
import '#web/styles/levels.css';
import '#web/styles/announcements.css';
import '#web/styles/announcing.css';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { AnnouncementView } from '#contract/announcements.ts';
import { useTimes } from '#web/shared/announcements/words.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { Editor } from './editor.tsx';
import { useAnnouncement, useAnnouncements } from './queries.ts';
import { STANDING_TONES } from './words.ts';

const NEW = 'nuevo';
const OVER = 'pasados';
type Shown = { readonly id?: string; readonly ver?: string };

function Line({ one, open, ver }: { one: AnnouncementView; open: boolean; ver: string | undefined }) {
  const t = useT();
  const locale = useLocale();
  const times = useTimes();
  const { kind, begins, until, endedAt, standing } = one;
  const when =
    begins === null ? '' : times({ kind, begins, until: endedAt ?? until, said: one.updates[0]?.at ?? null });
  return (
    <Link
      to="/avisos/$id"
      params={{ id: one.id }}
      search={ver === undefined ? {} : { ver }}
      className={standing === 'ended' || standing === 'withdrawn' ? 'split__line split__line--over' : 'split__line'}
      aria-current={open ? 'page' : undefined}
    >
      <span className="split__name">
        <strong className="clip">{local(one.title, locale)}</strong>
        <small className={`state ${STANDING_TONES[standing]}`}>{t(`announcing.standing.${standing}`)}</small>
      </span>
      <span className="split__about clip">{[t(`announcements.kind.${kind}`), when].filter(Boolean).join(' · ')}</span>
    </Link>
  );
}

function List({ id, ver }: Shown) {
  const t = useT();
  const over = ver === OVER;
  const list = useAnnouncements(over ? 'over' : 'open');
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const tabs = [
    { words: t('announcing.open'), search: {}, here: !over },
    { words: t('announcing.past'), search: { ver: OVER }, here: over },
  ];
  return (
    <>
      <nav className="tabs announcing-tabs" aria-label={t('announcing.which')}>
        {tabs.map(({ words, search, here }) => (
          <Link
            key={words}
            to="/avisos"
            search={search}
            activeOptions={{ exact: true, includeSearch: true }}
            className="tab"
            aria-current={here ? 'page' : undefined}
          >
            {words}
          </Link>
        ))}
      </nav>
      <LoadTrouble of={list} />
      {list.isPending ? <Skeleton rows={4} /> : null}
      {list.data && items.length === 0 ? (
        <EmptyState title={t(over ? 'announcing.none-past' : 'announcing.none-open')} />
      ) : null}
      <ul className="split__lines">
        {items.map((one) => (
          <li key={one.id}>
            <Line one={one} open={one.id === id} ver={ver} />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? <More onMore={() => void list.fetchNextPage()} busy={list.isFetchingNextPage} /> : null}
    </>
  );
}

function One({ id }: { id: string }) {
  const t = useT();
  const one = useAnnouncement(id);
  const missing = one.isError && one.data === undefined && isMissing(one.error);
  if (missing)
    return (
      <EmptyState page drawing="search" title={t('common.not-found.title')}>
        <p>{t('common.not-found.text')}</p>
      </EmptyState>
    );
  return (
    <>
      <LoadTrouble of={one} />
      {one.isPending ? <Skeleton lines={8} /> : null}
      {one.data ? <Editor key={one.data.id} one={one.data} /> : null}
    </>
  );
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'problem' in error &&
  ['not-found', 'input.invalid'].includes((error as { problem: { code: string } }).problem.code);

export function AnnouncementsPage() {
  const t = useT();
  const { id }: Shown = useParams({ strict: false });
  const { ver }: Shown = useSearch({ strict: false });
  const Title = id === undefined ? 'h1' : 'h2';
  return (
    <div className={id === undefined ? 'split' : 'split split--open'}>
      <section className="split__list" aria-labelledby="announcements-title">
        <header className="split__head">
          <Title id="announcements-title" className="h2">
            {t('announcing.list')}
          </Title>
          <LinkButton small icon={<IconPlus />} to="/avisos/$id" params={{ id: NEW }}>
            {t('announcing.new')}
          </LinkButton>
        </header>
        <List id={id} ver={ver} />
      </section>
      <section className="split__main" aria-label={t('announcing.one')}>
        {id === undefined ? (
          <EmptyState drawing="counter" title={t('announcing.choose')}>
            <p>{t('announcing.about')}</p>
          </EmptyState>
        ) : id === NEW ? (
          <Editor key={NEW} one={null} />
        ) : (
          <One key={id} id={id} />
        )}
      </section>
    </div>
  );
}
