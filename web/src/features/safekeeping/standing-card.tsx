/** The first thing to read: what would be lost now and how long a restore takes; then when, where and with which key. */
import type { ReactNode } from 'react';
import { formatSize } from '#web/shared/format.ts';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconKey } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ShapeDone, ShapeLate, ShapeTicked } from '#web/shared/ui/shapes.tsx';
import type { Details, SafekeepingView } from './queries.ts';
import { useTimes } from './words.ts';

type Props = { standing: SafekeepingView; onKey: () => void };

/** How it stands, worst first. */
const stateOf = ({ hasKey, lastGoodAt, overdue, lastProvenAt }: SafekeepingView) => {
  if (!hasKey) return 'no-key';
  if (overdue) return 'overdue';
  if (lastGoodAt === null) return 'none';
  return lastProvenAt === lastGoodAt ? 'proven' : 'made';
};

export function StandingCard({ standing, onKey }: Props) {
  const t = useT();
  const times = useTimes();
  const { lastGoodAt, restoreSeconds, details } = standing;
  const state = stateOf(standing);
  const at = lastGoodAt === null ? '' : times.moment(lastGoodAt);
  const good = state === 'proven' || state === 'made';
  const Shape = state === 'proven' ? ShapeDone : good ? ShapeTicked : ShapeLate;
  return (
    <section className="card safe-now" aria-labelledby="safe-now">
      <div className="card__body stack">
        <h2 id="safe-now" className={`state safe-now__state ${good ? 'c-jade' : 'c-grana'}`}>
          <Shape />
          {t(`backups.now.${state}`, { at })}
        </h2>
        <p className="safe-now__lost">
          {lastGoodAt === null ? t('backups.lost.all') : t('backups.lost.since', { at })}{' '}
          {restoreSeconds === null
            ? t('backups.restore.unknown')
            : t('backups.restore.takes', { span: times.span(restoreSeconds) })}
        </p>
        {details && !standing.hasKey ? (
          <div>
            <Button kind="primary" icon={<IconKey />} data-opens="key" onClick={onKey}>
              {t('backups.key.make')}
            </Button>
          </div>
        ) : null}
        {details ? <Facts details={details} onKey={onKey} /> : null}
      </div>
    </section>
  );
}

function Facts({ details, onKey }: { details: Details; onKey: () => void }) {
  const t = useT();
  const times = useTimes();
  const { place, plan, nextAt, copiesTo, key } = details;
  const next = nextAt === null ? t(plan.enabled ? 'backups.next.no-key' : 'backups.next.off') : times.moment(nextAt);
  const room =
    place.freeBytes === null
      ? t('backups.place.unseen')
      : t('backups.place.free', { free: formatSize(place.freeBytes, times.locale) });
  const { days, weeks, months } = plan;
  const size = formatSize(place.archiveBytes, times.locale);
  return (
    <>
      {place.writable ? null : <Notice kind="problem">{t('backups.place.closed')}</Notice>}
      {place.onSameDisk && copiesTo === null ? <Notice kind="warning">{t('backups.place.same-disk')}</Notice> : null}
      <dl className="data">
        <Line name={t('backups.fact.next')}>{next}</Line>
        <Line name={t('backups.fact.kept')}>{t('backups.kept', { days, weeks, months })}</Line>
        <Line name={t('backups.fact.place')}>
          <span className="safe-path">{place.folder}</span> <span className="small sub">{room}</span>
        </Line>
        <Line name={t('backups.fact.archives')}>{t('backups.archives', { count: place.archives, size })}</Line>
        <Line name={t('backups.fact.copies')}>
          <span className="safe-path">{copiesTo ?? t('backups.copies.none')}</span>
        </Line>
        {key === null ? null : (
          <Line name={t('backups.fact.key')}>
            {key.since === null ? t('backups.key.there') : t('backups.key.since', { at: times.moment(key.since) })}{' '}
            <Button small kind="quiet" data-opens="key" onClick={onKey}>
              {t('backups.key.replace')}
            </Button>
          </Line>
        )}
      </dl>
    </>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
