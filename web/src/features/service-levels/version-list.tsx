/** Every version of a level, newest first: from when, who, why, and what it changed. */
import type { LevelVersionView } from '#contract/service-levels.ts';
import { formatDay, formatShort } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { changesOf } from './changes.ts';
import { dayAt } from './days.ts';
import type { Calendars } from './queries.ts';

const TONES = { in_force: 'c-jade', coming: 'c-maya', past: 'c-grey', never: 'c-grey' } as const;
const WORDS = {
  in_force: 'levels.standing.in-force',
  coming: 'levels.standing.coming',
  past: 'levels.standing.past',
  never: 'levels.standing.never',
} as const;

export function VersionList({ versions, calendars }: { versions: readonly LevelVersionView[]; calendars: Calendars }) {
  const t = useT();
  if (versions.length === 0)
    return (
      <EmptyState title={t('levels.versions.none')}>
        <p>{t('levels.versions.none-text')}</p>
      </EmptyState>
    );
  return (
    <ol className="versions">
      {versions.map((version, index) => (
        <Version key={version.version} version={version} before={versions[index + 1]} calendars={calendars} />
      ))}
    </ol>
  );
}

type Props = { version: LevelVersionView; before: LevelVersionView | undefined; calendars: Calendars };

function Version({ version, before, calendars }: Props) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const day = formatDay(dayAt(version.effectiveOn), { timeZone: 'UTC', locale, now });
  const at = formatShort(new Date(version.publishedAt), { timeZone, locale, now });
  const changes = changesOf(before?.content ?? null, version.content, { t, locale, calendars });
  return (
    <li>
      <div className="row row--wrap">
        <h2 className="h3">{t('levels.version', { version: version.version })}</h2>
        <span className={`state state--box ${TONES[version.standing]}`}>{t(WORDS[version.standing])}</span>
      </div>
      <p>{t('levels.version.from', { day })}</p>
      <p className="sub small">
        {version.publishedBy === null
          ? t('levels.version.imported', { at })
          : t('levels.version.by', { name: version.publishedBy, at })}
      </p>
      {version.reason === null ? null : <blockquote className="prose">{version.reason}</blockquote>}
      {before === undefined ? null : (
        <ul className="versions__changes">
          {changes.map((change) => (
            <li key={change.field}>
              {t('levels.version.change', {
                field: t(change.field),
                before: change.before === '' ? t('levels.nothing') : change.before,
                after: change.after === '' ? t('levels.nothing') : change.after,
              })}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
