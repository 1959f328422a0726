/** The readings one by one, the newest first; a name or a folio narrows the log to it. */
import { Link } from '@tanstack/react-router';
import type { ReadingLine } from '#contract/readings.ts';
import { dateTag, formatMoment } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { shortFolio } from '#web/shared/ui/stub.tsx';
import { type ReadingFilter, searchOf } from './filter.ts';

type Given = { items: readonly ReadingLine[]; filter: ReadingFilter };

export function ReadingsTable({ items, filter }: Given) {
  const t = useT();
  return (
    <div className="card ledger__frame">
      <table className="table ledger__table readings-table" aria-label={t('readings.list')}>
        <thead>
          <tr>
            <th scope="col">{t('readings.at')}</th>
            <th scope="col">{t('readings.name')}</th>
            <th scope="col">{t('readings.what')}</th>
            <th scope="col">{t('common.folio.label')}</th>
            <th scope="col">{t('readings.right')}</th>
            <th scope="col">{t('readings.address')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((line) => (
            <Line key={line.id} line={line} filter={filter} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ line, filter }: { line: ReadingLine; filter: ReadingFilter }) {
  const t = useT();
  const { name: _words, ...others } = filter;
  return (
    <tr>
      <td className="readings-at">
        <When at={line.at} />
      </td>
      <th scope="row">
        <Link
          to="/lecturas"
          search={searchOf({ ...others, person: line.personId })}
          title={t('readings.only-person', { name: line.name })}
        >
          {line.name}
        </Link>
      </th>
      <td data-label={t('readings.what')}>
        <span>
          {t(`readings.what.${line.what}`)}
          {line.fileName === null ? null : <small>{line.fileName}</small>}
        </span>
      </td>
      <td data-label={t('common.folio.label')}>
        {line.of === null ? (
          <span className="sub">{t('readings.no-request')}</span>
        ) : (
          <Link
            className="num"
            to="/lecturas"
            search={searchOf({ ...filter, folio: line.of.folio })}
            title={t('readings.only-request', { folio: line.of.folio })}
          >
            {shortFolio(line.of.folio)}
          </Link>
        )}
      </td>
      <td data-label={t('readings.right')}>{t(`readings.right.${line.right}`)}</td>
      <td data-label={t('readings.address')}>
        {line.address === null ? (
          <span className="sub">{t('readings.no-address')}</span>
        ) : (
          <span className="num">{line.address}</span>
        )}
      </td>
    </tr>
  );
}

/** "hoy, 10:05"; to the second for whoever stays on it. */
function When({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const instant = new Date(at);
  const exact = new Intl.DateTimeFormat(dateTag(locale), { dateStyle: 'full', timeStyle: 'medium', timeZone });
  return (
    <time className="num" dateTime={at} title={exact.format(instant)}>
      {formatMoment(instant, { timeZone, locale, now })}
    </time>
  );
}
