/** Lecturas: who opened which request, what of it, when, from where and by which right; for whoever audits. */
import '#web/styles/administration.css';
import '#web/styles/urgency-ledger.css';
import '#web/styles/readings.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { exportReadings } from '#contract/readings.ts';
import { fieldErrors } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconDownload } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { exportPath, filterOf, type ReadingFilter, searchOf } from './filter.ts';
import { Narrowing } from './narrowing.tsx';
import { useReadings } from './queries.ts';
import { ReadingsForm } from './readings-form.tsx';
import { ReadingsTable } from './readings-table.tsx';

export function ReadingsPage() {
  const t = useT();
  const navigate = useNavigate();
  const filter = filterOf(useSearch({ strict: false }));
  const readings = useReadings(filter);
  const [first] = readings.data?.pages ?? [];
  const items = readings.data?.pages.flatMap((page) => page.items) ?? [];
  const refused = fieldErrors(t, readings.error);
  // What was typed is mended where it was typed: nothing else of the page has failed.
  const isRefused = Object.keys(refused).length > 0;
  const change = (next: ReadingFilter) => void navigate({ to: '/lecturas', search: searchOf(next) });
  return (
    <div className="desk__body admin readings">
      <header className="admin__head">
        <div>
          <h1>{t('readings.title')}</h1>
          <p className="sub">{t('readings.intro')}</p>
        </div>
        {isRefused ? null : (
          <a
            className="button"
            href={exportPath(exportReadings.path, filter)}
            title={t('readings.export-hint')}
            download
          >
            <IconDownload /> {t('readings.export')}
          </a>
        )}
      </header>
      <ReadingsForm filter={filter} refused={refused} error={readings.error} change={change} />
      {isRefused ? null : <LoadTrouble of={readings} />}
      {readings.isPending ? <Skeleton rows={8} /> : null}
      {first === undefined ? null : (
        <section
          className={readings.isPlaceholderData ? 'admin admin__rows--old' : 'admin'}
          aria-busy={readings.isPlaceholderData}
          aria-label={t('readings.list')}
        >
          <Narrowing filter={filter} first={first} count={items.length} more={readings.hasNextPage} />
          {items.length === 0 ? (
            <Nothing filter={filter} clear={() => change({})} />
          ) : (
            <ReadingsTable items={items} filter={filter} />
          )}
          {readings.hasNextPage ? (
            <More onMore={() => void readings.fetchNextPage()} busy={readings.isFetchingNextPage} />
          ) : null}
        </section>
      )}
    </div>
  );
}

function Nothing({ filter, clear }: { filter: ReadingFilter; clear: () => void }) {
  const t = useT();
  if (Object.keys(filter).length === 0)
    return (
      <EmptyState drawing="counter" title={t('readings.none')}>
        <p>{t('readings.none-text')}</p>
      </EmptyState>
    );
  const isOfOne = filter.folio !== undefined && Object.keys(filter).length === 1;
  return (
    <EmptyState
      drawing="search"
      title={t(isOfOne ? 'readings.unopened' : 'readings.nothing')}
      action={<Button onClick={clear}>{t('readings.clear')}</Button>}
    >
      <p>{t(isOfOne ? 'readings.unopened-text' : 'readings.nothing-text')}</p>
    </EmptyState>
  );
}
