/** Requests on personal data as a list; whose they are where others are shown too. */
import { Link } from '@tanstack/react-router';
import type { DataRightSummary } from '#contract/data-right-shapes.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { RightMark } from './marks.tsx';
import { KIND_WORDS, useMoments } from './words.ts';

type Props = { items: readonly DataRightSummary[]; own: boolean; label: string };

export function RightLines({ items, own, label }: Props) {
  const t = useT();
  return (
    <div className="card admin__table">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('data-rights.col.request')}</th>
            <th scope="col">{t('data-rights.col.state')}</th>
            <th scope="col">{t('data-rights.col.due')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Line key={item.id} item={item} own={own} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ item, own }: { item: DataRightSummary; own: boolean }) {
  const t = useT();
  const locale = useLocale();
  const { day } = useMoments();
  return (
    <tr>
      <td>
        <Link to={own ? '/perfil/datos-personales/$id' : '/datos-personales/$id'} params={{ id: item.id }}>
          <strong>{t(KIND_WORDS[item.kind])}</strong>
        </Link>
        <small>
          {item.folio}
          {own ? null : ` · ${item.holder.name} · ${local(item.holder.agencyName, locale)}`}
        </small>
      </td>
      <td>
        <RightMark state={item.state} />
      </td>
      <td className="admin__due">
        {item.dueAt === null ? '—' : day(item.dueAt)}
        {item.isLate ? <small className="c-grana">{t('data-rights.late')}</small> : null}
      </td>
    </tr>
  );
}
