/** Every change of a calendar, the newest first: what, when, who and why. */
import type { CalendarView } from '#contract/calendars.ts';
import { formatDay, formatShort } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { weekWords } from './week.ts';

type Version = CalendarView['versions'][number];

const WORDS = {
  hours: 'calendars.change.hours',
  closed: 'calendars.change.closed',
  opened: 'calendars.change.opened',
} as const;
/** More days than these are counted, not named. */
const NAMED = 12;

export function VersionList({ calendar }: { calendar: CalendarView }) {
  return (
    <ol className="versions">
      {calendar.versions.map((version) => (
        <One key={version.number} version={version} />
      ))}
    </ol>
  );
}

function One({ version }: { version: Version }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const at = formatShort(new Date(version.madeAt), { timeZone, locale, now });
  const said = (day: string) => formatDay(new Date(`${day}T12:00:00Z`), { timeZone: 'UTC', locale, now });
  return (
    <li>
      <div className="row row--wrap">
        <h2 className="h3">{t('calendars.version', { version: version.number })}</h2>
        <span className="chip">{t(WORDS[version.change])}</span>
      </div>
      {version.hours === null ? null : (
        <p>
          {weekWords(version.hours, { locale, to: t('calendars.to') })}
          {version.timeZone === null ? '' : ` · ${version.timeZone}`}
          {version.effectiveDay === null ? '' : ` · ${t('calendars.from-day', { day: said(version.effectiveDay) })}`}
        </p>
      )}
      {version.days.length === 0 ? null : (
        <ul className="versions__changes">
          {version.days.slice(0, NAMED).map((day) => (
            <li key={day.day}>
              {said(day.day)}: {local(day.name, locale)}
            </li>
          ))}
          {version.days.length > NAMED ? (
            <li>{t('calendars.more-days', { count: version.days.length - NAMED })}</li>
          ) : null}
        </ul>
      )}
      <p className="sub small">
        {version.madeBy === null
          ? t('levels.version.imported', { at })
          : t('levels.version.by', { name: version.madeBy, at })}
      </p>
      {version.reason === '' ? null : <blockquote className="prose">{version.reason}</blockquote>}
    </li>
  );
}
