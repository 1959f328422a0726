/** Guardia: who is on call this week, my shift, and the notes left from one to the next. */
import '#web/styles/administration.css';
import '#web/styles/duty.css';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { IconPlus } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { NotesList } from './notes-list.tsx';
import { NowCards } from './now-cards.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { useShifts } from './queries.ts';
import { ShiftDialog } from './shift-dialog.tsx';
import { useDates } from './use-dates.ts';
import { addDays, weekFrom } from './week.ts';
import { WeekView } from './week-view.tsx';

export type DutySearch = {
  ver?: string;
  semana?: string;
  equipo?: string;
  turno?: string;
  desde?: string;
  hasta?: string;
};
/** A tab is where one is only with its own search words. */
const EXACT = { exact: true, includeSearch: true };

export function DutyPage() {
  const t = useT();
  const dates = useDates();
  const search: DutySearch = useSearch({ strict: false });
  const monday = weekFrom(search.semana, dates.today);
  const team = search.equipo;
  const week = useShifts({ from: monday, to: addDays(monday, 6), ...(team === undefined ? {} : { team }) });
  const [adding, add] = useState(false);
  const rosters = week.data?.rosters ?? [];
  const mayArrange = rosters.some((roster) => roster.administer);
  const open = week.data?.items.find((shift) => shift.id === search.turno);
  const isNotes = search.ver === 'notas';
  return (
    <div className="desk__body admin duty">
      <header className="admin__head">
        <div>
          <h1>{t('shifts.title')}</h1>
          <p className="sub">{t('shifts.about')}</p>
        </div>
        {mayArrange ? (
          <Button kind="primary" icon={<IconPlus />} onClick={() => add(true)}>
            {t('shifts.new')}
          </Button>
        ) : null}
      </header>
      <NowCards />
      <section className="stack stack--4" aria-label={t(isNotes ? 'shifts.tab.notes' : 'shifts.tab.week')}>
        <nav className="tabs" aria-label={t('shifts.tabs')}>
          <Link to="/guardia" search={{}} activeOptions={EXACT} aria-current={isNotes ? undefined : 'page'}>
            {t('shifts.tab.week')}
          </Link>
          <Link
            to="/guardia"
            search={{ ver: 'notas' }}
            activeOptions={EXACT}
            aria-current={isNotes ? 'page' : undefined}
          >
            {t('shifts.tab.notes')}
          </Link>
        </nav>
        {isNotes ? (
          <NotesList rosters={rosters} />
        ) : (
          <>
            <LoadTrouble of={week} />
            {week.isPending ? <Skeleton rows={5} /> : null}
            {week.data ? <WeekView monday={monday} shifts={week.data.items} rosters={rosters} team={team} /> : null}
          </>
        )}
      </section>
      {adding ? <PlanDialog rosters={rosters} onClose={() => add(false)} /> : null}
      {open ? <ShiftDialog key={open.id} shift={open} rosters={rosters} /> : null}
    </div>
  );
}
