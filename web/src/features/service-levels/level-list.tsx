/** One line per level: its times, and what is being prepared or will come. */
import { Link } from '@tanstack/react-router';
import type { LevelLine } from '#contract/service-levels.ts';
import { formatDay } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useNow } from '#web/shared/session.ts';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { dayAt } from './days.ts';
import { writeSpan } from './spans.ts';

export function LevelList({ levels, open }: { levels: readonly LevelLine[]; open: string | undefined }) {
  const t = useT();
  if (levels.length === 0) return <EmptyState title={t('levels.empty')} />;
  return (
    <ul className="split__lines">
      {levels.map((level) => (
        <li key={level.id}>
          <Line level={level} isOpen={level.id === open} />
        </li>
      ))}
    </ul>
  );
}

function Line({ level, isOpen }: { level: LevelLine; isOpen: boolean }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  return (
    <Link
      to="/niveles/$id"
      params={{ id: level.id }}
      className={level.retired ? 'split__line split__line--over' : 'split__line'}
      aria-current={isOpen ? 'page' : undefined}
    >
      <span className="split__name">
        <span className="level-code num">{level.code}</span>
        <strong className="clip">{local(level.name, locale)}</strong>
        {level.hasDraft ? (
          <span className="split__dot" title={t('levels.has-draft')}>
            <span className="visually-hidden">{t('levels.has-draft')}</span>
          </span>
        ) : null}
        {level.retired ? <small>{t('levels.retired')}</small> : null}
      </span>
      <span className="split__about">
        {t('levels.times', {
          first: writeSpan(t, level.firstResponseMinutes),
          all: writeSpan(t, level.resolutionMinutes),
        })}
      </span>
      {level.comingOn === null ? null : (
        <span className="split__about strong">
          {t('levels.coming', { day: formatDay(dayAt(level.comingOn), { timeZone: 'UTC', locale, now }) })}
        </span>
      )}
      {level.version === null ? <span className="split__about strong">{t('levels.unpublished')}</span> : null}
    </Link>
  );
}
