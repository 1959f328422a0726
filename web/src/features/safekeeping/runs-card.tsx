/** The backups there were: when, how large, how long, what became of each, and what to do about it. */
import { useState } from 'react';
import { formatSize } from '#web/shared/format.ts';
import { local, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { troubleOf } from './outcome.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import { type BackupView, type Details, useBackups } from './queries.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { useTimes } from './words.ts';

export function RunsCard({ details }: { details: Details }) {
  const t = useT();
  const runs = useBackups(true, details.underWay?.id ?? null);
  const [restoring, restore] = useState<BackupView | null>(null);
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="card" aria-labelledby="runs-title">
      <div className="card__head">
        <h2 id="runs-title">{t('backups.list')}</h2>
      </div>
      <LoadTrouble of={runs} />
      {runs.isPending ? <Skeleton rows={4} /> : null}
      {runs.data && items.length === 0 ? (
        <EmptyState drawing="counter" title={t('backups.none')}>
          <p>{t(details.key === null ? 'backups.none.no-key' : 'backups.none.text')}</p>
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <div className="admin__table">
          <table className="table" aria-labelledby="runs-title">
            <thead>
              <tr>
                <th scope="col">{t('backups.col.when')}</th>
                <th scope="col">{t('backups.col.size')}</th>
                <th scope="col">{t('backups.col.took')}</th>
                <th scope="col">{t('backups.col.outcome')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('backups.col.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((run) => (
                <Row key={run.id} run={run} onRestore={() => restore(run)} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {runs.hasNextPage ? <More onMore={() => void runs.fetchNextPage()} busy={runs.isFetchingNextPage} /> : null}
      {restoring === null ? null : <RestoreDialog run={restoring} onClose={() => restore(null)} />}
    </section>
  );
}

function Row({ run, onRestore }: { run: BackupView; onRestore: () => void }) {
  const t = useT();
  const times = useTimes();
  const when = times.short(run.beganAt ?? run.askedAt);
  const trouble = troubleOf(run);
  return (
    <tr>
      <td className="num">
        {when}
        <small>
          {run.askedBy === null ? t(`backups.kind.${run.kind}`) : t('backups.asked-by', { name: run.askedBy })}
        </small>
      </td>
      <td className="num">{run.bytes === null ? '–' : formatSize(run.bytes, times.locale)}</td>
      <td className="num">{run.seconds === null ? '–' : times.span(run.seconds)}</td>
      <td>
        <OutcomeMark run={run} />
        {trouble === null ? null : <small className="safe-trouble">{local(trouble, times.locale)}</small>}
      </td>
      <td className="admin__last">
        {run.name !== null && run.removedAt === null ? (
          <Button
            small
            data-opens={`restore-${run.id}`}
            aria-label={t('backups.restore-one', { when })}
            onClick={onRestore}
          >
            {t('backups.restore')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
