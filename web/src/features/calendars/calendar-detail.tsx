/** One calendar: its week, its closed days by year, and every change it had. What changes is looked at before it is made. */
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { CalendarView } from '#contract/calendars.ts';
import { Refused } from '#web/shared/client.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft, IconPlus } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { ClosureList } from './closure-list.tsx';
import { HoursForm } from './hours-form.tsx';
import { type Change, useCalendar } from './queries.ts';
import { VersionList } from './version-list.tsx';
import { WeekTable } from './week-table.tsx';

const TABS = ['horario', 'dias', 'cambios'] as const;
type Tab = (typeof TABS)[number];
const TAB_WORDS = {
  horario: 'calendars.tab.hours',
  dias: 'calendars.tab.closures',
  cambios: 'calendars.tab.changes',
} as const;
/** A tab is where one is only with its own search words. */
const EXACT = { exact: true, includeSearch: true };

export function CalendarDetail({ id }: { id: string }) {
  const calendar = useCalendar(id);
  const t = useT();
  if (calendar.error instanceof Refused && [400, 404].includes(calendar.error.problem.status))
    return (
      <EmptyState page drawing="search" title={t('common.not-found.title')}>
        <p>{t('common.not-found.text')}</p>
      </EmptyState>
    );
  return (
    <>
      <LoadTrouble of={calendar} />
      {calendar.isPending ? <Skeleton rows={5} /> : null}
      {calendar.data ? <Shown calendar={calendar.data} /> : null}
    </>
  );
}

function Shown({ calendar }: { calendar: CalendarView }) {
  const t = useT();
  const locale = useLocale();
  const { can } = useSession();
  const { ver, ano }: { ver?: string; ano?: string } = useSearch({ strict: false });
  const tab: Tab = TABS.find((each) => each === ver) ?? 'horario';
  const [closing, close] = useState(false);
  const [change, look] = useState<Change | null>(null);
  const made = () => {
    look(null);
    close(false);
  };
  return (
    <>
      <header className="split__top">
        <div className="grow">
          <nav className="crumbs split__back" aria-label={t('levels.path')}>
            <Link to="/calendarios">
              <IconArrowLeft /> {t('calendars.title')}
            </Link>
          </nav>
          <p className="mini sub">
            {t('calendars.zone', { zone: calendar.timeZone })} · {t('calendars.version', { version: calendar.version })}
          </p>
          <h1>{local(calendar.name, locale)}</h1>
        </div>
        {can.levels && tab === 'dias' ? (
          <Button kind="primary" icon={<IconPlus />} onClick={() => close(true)}>
            {t('calendars.close')}
          </Button>
        ) : null}
      </header>
      <nav className="tabs" aria-label={t('calendars.tabs')}>
        {TABS.map((each) => (
          <Link
            key={each}
            to="/calendarios/$id"
            params={{ id: calendar.id }}
            search={{ ver: each === 'horario' ? undefined : each, ano: each === 'dias' ? ano : undefined }}
            activeOptions={EXACT}
          >
            {t(TAB_WORDS[each])}
          </Link>
        ))}
      </nav>
      <div className="split__body">
        {tab === 'horario' && can.levels ? (
          <HoursForm key={calendar.version} calendar={calendar} onLook={look} />
        ) : null}
        {tab === 'horario' && !can.levels ? <WeekTable week={calendar.hours} /> : null}
        {tab === 'dias' ? (
          <ClosureList
            calendar={calendar}
            onOpen={can.levels ? (closure) => look({ kind: 'open', closures: [closure] }) : null}
          />
        ) : null}
        {tab === 'cambios' ? <VersionList calendar={calendar} /> : null}
      </div>
      {closing ? <CloseDialog onClose={() => close(false)} onLook={look} hidden={change !== null} /> : null}
      {change === null ? null : (
        <ChangeDialog calendar={calendar} change={change} onClose={() => look(null)} onMade={made} />
      )}
    </>
  );
}
