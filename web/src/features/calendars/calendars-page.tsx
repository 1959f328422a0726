/** Calendarios: when the desk works, which days it does not, and what each change would move. */
import '#web/styles/administration.css';
import '#web/styles/levels.css';
import '#web/styles/calendars.css';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SplitPage } from '#web/shared/ui/split-page.tsx';
import { AddCalendarDialog } from './add-calendar-dialog.tsx';
import { CalendarDetail } from './calendar-detail.tsx';
import { type CalendarLine, useCalendars } from './queries.ts';
import { weekWords } from './week.ts';

export function CalendarsPage() {
  const t = useT();
  const { can } = useSession();
  const { id: open }: { id?: string } = useParams({ strict: false });
  const calendars = useCalendars();
  const [adding, add] = useState(false);
  return (
    <SplitPage
      id="calendars-title"
      title={t('calendars.title')}
      open={open}
      windows={adding ? <AddCalendarDialog from={calendars.data?.calendars ?? []} onClose={() => add(false)} /> : null}
      label={t('calendars.one')}
      act={
        can.levels ? (
          <Button small icon={<IconPlus />} onClick={() => add(true)}>
            {t('calendars.new')}
          </Button>
        ) : null
      }
      list={
        <>
          <LoadTrouble of={calendars} />
          {calendars.isPending ? <Skeleton rows={3} /> : null}
          {calendars.data?.calendars.length === 0 ? <EmptyState title={t('calendars.empty')} /> : null}
          <ul className="split__lines">
            {calendars.data?.calendars.map((calendar) => (
              <li key={calendar.id}>
                <Line calendar={calendar} isOpen={calendar.id === open} />
              </li>
            ))}
          </ul>
        </>
      }
    >
      {open === undefined ? (
        <EmptyState drawing="counter" title={t('calendars.choose')}>
          <p>{t('calendars.about')}</p>
        </EmptyState>
      ) : (
        <CalendarDetail key={open} id={open} />
      )}
    </SplitPage>
  );
}

function Line({ calendar, isOpen }: { calendar: CalendarLine; isOpen: boolean }) {
  const t = useT();
  const locale = useLocale();
  return (
    <Link
      to="/calendarios/$id"
      params={{ id: calendar.id }}
      className="split__line"
      aria-current={isOpen ? 'page' : undefined}
    >
      <strong className="clip">{local(calendar.name, locale)}</strong>
      <span className="split__about">{weekWords(calendar.hours, { locale, to: t('calendars.to') })}</span>
      <span className="split__about">
        {calendar.levels.length === 0
          ? t('calendars.no-levels')
          : t('calendars.levels', { codes: calendar.levels.map((level) => level.code).join(', ') })}
      </span>
    </Link>
  );
}
