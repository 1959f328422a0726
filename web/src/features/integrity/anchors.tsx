/** The anchors by day, newest first; each may be taken along. */
import { type AnchorView, downloadAnchor } from '#contract/integrity.ts';
import { formatDay } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useNow } from '#web/shared/session.ts';
import { More } from '#web/shared/ui/more.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { dayAt } from './day.ts';
import { useAnchors } from './queries.ts';

export function Anchors({ late }: { late: boolean }) {
  const t = useT();
  const anchors = useAnchors();
  const items = anchors.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="admin" aria-labelledby="integrity-anchors">
      <h2 id="integrity-anchors">{t('integrity.anchors.title')}</h2>
      {late ? <Notice kind="warning">{t('integrity.anchors.late')}</Notice> : null}
      <LoadTrouble of={anchors} />
      {anchors.isPending ? <Skeleton rows={4} /> : null}
      {anchors.data && items.length === 0 ? <p className="sub">{t('integrity.anchors.none')}</p> : null}
      {items.length === 0 ? null : <Table items={items} />}
      {anchors.hasNextPage ? (
        <More onMore={() => void anchors.fetchNextPage()} busy={anchors.isFetchingNextPage} />
      ) : null}
    </section>
  );
}

function Table({ items }: { items: readonly AnchorView[] }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  return (
    <div className="card integrity__anchors">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('integrity.anchors.day')}</th>
            <th scope="col" className="integrity__figure">
              {t('integrity.anchors.number')}
            </th>
            <th scope="col" className="integrity__figure">
              {t('integrity.anchors.entries')}
            </th>
            <th scope="col">{t('integrity.anchors.sum')}</th>
            <th scope="col">{t('integrity.anchors.file')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ number, day, entries, sha256 }) => (
            <tr key={number}>
              <td>{formatDay(dayAt(day), { timeZone: 'UTC', locale, now })}</td>
              <td className="integrity__figure">{number}</td>
              <td className="integrity__figure">{new Intl.NumberFormat(locale).format(entries)}</td>
              <td>
                <code className="integrity__sum">{sha256}</code>
              </td>
              <td>
                <a
                  href={downloadAnchor.path.replace(':number', String(number))}
                  download
                  aria-label={t('integrity.anchors.download', { number })}
                >
                  JSON
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
