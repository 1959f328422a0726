/** The days a calendar does not count, a year at a time: by rule or announced, with the notice. */
import { Link, useSearch } from '@tanstack/react-router';
import { type CalendarView, type ClosureView, downloadCalendarNotice } from '#contract/calendars.ts';
import { formatDay } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft, IconArrowRight, IconDownload } from '#web/shared/ui/icons.tsx';

type Props = {
  calendar: CalendarView /** Null: to read only. */;
  onOpen: ((closure: ClosureView['id']) => void) | null;
};

/** Usual days have the key of their rule where others name an article. */
const KEY = /^[a-z]+([-_][a-z0-9]+)*$/;
const dayAt = (day: string): Date => new Date(`${day}T12:00:00Z`);

export function ClosureList({ calendar, onOpen }: Props) {
  const t = useT();
  const now = useNow();
  const search: { ano?: string } = useSearch({ strict: false });
  const years = [...new Set(calendar.closures.map((closure) => Number(closure.day.slice(0, 4))))].toSorted();
  const asked = Number(search.ano);
  const year = Number.isInteger(asked) && asked > 0 ? asked : now.getUTCFullYear();
  const days = calendar.closures.filter((closure) => closure.day.startsWith(`${year}-`));
  const step = (to: number, label: 'calendars.year.before' | 'calendars.year.after', icon: typeof IconArrowLeft) => {
    const Icon = icon;
    return (
      <Link
        to="/calendarios/$id"
        params={{ id: calendar.id }}
        search={{ ver: 'dias', ano: String(to) }}
        className="button button--quiet button--icon"
        aria-label={t(label, { year: to })}
      >
        <Icon />
      </Link>
    );
  };
  return (
    <>
      <div className="row week__year">
        {step(year - 1, 'calendars.year.before', IconArrowLeft)}
        <h2 className="num">{year}</h2>
        {step(year + 1, 'calendars.year.after', IconArrowRight)}
        <span className="sub small">{t('calendars.year.count', { count: days.length })}</span>
      </div>
      {days.length === 0 ? (
        <EmptyState title={t('calendars.year.none', { year })}>
          <p>
            {years.length === 0
              ? t('calendars.year.none-ever')
              : t('calendars.year.known', { from: years[0] ?? year, to: years.at(-1) ?? year })}
          </p>
        </EmptyState>
      ) : (
        <ul className="closures">
          {days.map((closure) => (
            <Closure key={closure.id} calendarId={calendar.id} closure={closure} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </>
  );
}

function Closure({
  calendarId,
  closure,
  onOpen,
}: {
  calendarId: string;
  closure: ClosureView;
  onOpen: Props['onOpen'];
}) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const day = formatDay(dayAt(closure.day), { timeZone: 'UTC', locale, now });
  const name = local(closure.name, locale);
  return (
    <li>
      <div className="grow">
        <p>
          <strong>{day}</strong>{' '}
          <span className={`state state--box ${closure.kind === 'closed' ? 'c-grey' : 'c-maya'}`}>
            {t(closure.kind === 'closed' ? 'calendars.kind.closed' : 'calendars.kind.on-duty')}
          </span>
        </p>
        <p className="wrap">{name}</p>
        <p className="sub small wrap">
          {closure.basis === ''
            ? t('calendars.announced', { notice: closure.notice })
            : KEY.test(closure.basis)
              ? t('calendars.by-custom')
              : t('calendars.by-rule', { basis: closure.basis })}
        </p>
        {closure.attachments.map((file) => (
          <a
            key={file.id}
            className="small wrap"
            href={downloadCalendarNotice.path.replace(':id', calendarId).replace(':attachmentId', file.id)}
            download
          >
            <IconDownload /> {file.name}
          </a>
        ))}
      </div>
      {onOpen === null ? null : (
        <Button small kind="quiet" aria-label={t('calendars.open-day', { day })} onClick={() => onOpen(closure.id)}>
          {t('calendars.open')}
        </Button>
      )}
    </li>
  );
}
