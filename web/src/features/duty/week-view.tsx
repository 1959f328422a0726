/** Seven days beside each other, one under the other on a telephone: each shift on the day it begins. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { IconArrowLeft, IconArrowRight } from '#web/shared/ui/icons.tsx';
import type { Roster, ShiftView } from './queries.ts';
import { useRosterName } from './roster-name.ts';
import { useDates } from './use-dates.ts';
import { addDays, mondayOf } from './week.ts';

type Props = { monday: string; shifts: readonly ShiftView[]; rosters: readonly Roster[]; team: string | undefined };

const HAS = { none: '', closed: ' duty-shift--closed', confirmed: ' duty-shift--confirmed' } as const;

export function WeekView({ monday, shifts, rosters, team }: Props) {
  const t = useT();
  const dates = useDates();
  const nameOf = useRosterName(rosters);
  const days = Array.from({ length: 7 }, (_each, index) => addDays(monday, index));
  /** One that began before this week stands on its Monday. */
  const columnOf = (shift: ShiftView) => (dates.dayOf(shift.from) < monday ? monday : dates.dayOf(shift.from));
  return (
    <>
      <WeekHead monday={monday} rosters={rosters} team={team} />
      {shifts.length === 0 ? (
        <EmptyState title={t(team === undefined ? 'shifts.empty' : 'shifts.empty-team')}>
          <p>{t('shifts.empty-text')}</p>
        </EmptyState>
      ) : (
        <ol className="duty-week">
          {days.map((day) => {
            const own = shifts.filter((shift) => columnOf(shift) === day);
            const lasting = shifts.filter((shift) => columnOf(shift) < day && dates.coversNoon(shift, day));
            const look = [
              'duty-day',
              day === dates.today ? 'duty-day--today' : '',
              own.length === 0 ? 'duty-day--free' : '',
            ];
            return (
              <li key={day} className={look.filter(Boolean).join(' ')}>
                <h3 className="duty-day__name">
                  {dates.weekday(day)}
                  {day === dates.today ? <span className="chip chip--brand">{t('shifts.today')}</span> : null}
                </h3>
                {own.length + lasting.length === 0 ? <p className="faint small">{t('shifts.free')}</p> : null}
                <ul className="stack stack--2">
                  {lasting.map((shift) => (
                    <li key={shift.id} className="duty-lasting sub small">
                      {t('shifts.lasting', { name: shift.person.name, roster: nameOf(shift.teamId) })}
                    </li>
                  ))}
                  {own.map((shift) => (
                    <li key={shift.id}>
                      <ShiftLine shift={shift} monday={monday} team={team} roster={nameOf(shift.teamId)} />
                    </li>
                  ))}
                </ul>
              </li>
            );
          })}
        </ol>
      )}
    </>
  );
}

type LineProps = { shift: ShiftView; monday: string; team: string | undefined; roster: string };

function ShiftLine({ shift, monday, team, roster }: LineProps) {
  const t = useT();
  const dates = useDates();
  return (
    <Link
      to="/guardia"
      search={{ semana: monday, ...(team === undefined ? {} : { equipo: team }), turno: shift.id }}
      className={`duty-shift duty-shift--${shift.standing}${HAS[shift.handover]}`}
    >
      <strong className="clip">{shift.person.name}</strong>
      <span className="small">
        {t('shifts.span', { from: dates.time(shift.from), to: dates.time(shift.to) })}
        {dates.dayOf(shift.from) < monday ? (
          <span className="sub"> {t('shifts.since', { when: dates.when(shift.from) })}</span>
        ) : null}
      </span>
      <span className="sub mini clip">{roster}</span>
      {shift.standing === 'running' ? <span className="mini duty-shift__mark">{t('shifts.running')}</span> : null}
      {shift.handover === 'none' ? null : (
        <span className="mini duty-shift__mark">
          {t(shift.handover === 'closed' ? 'shifts.handed' : 'shifts.confirmed')}
        </span>
      )}
    </Link>
  );
}

function WeekHead({ monday, rosters, team }: Omit<Props, 'shifts'>) {
  const t = useT();
  const dates = useDates();
  const navigate = useNavigate();
  const nameOf = useRosterName(rosters);
  const kept = team === undefined ? {} : { equipo: team };
  const thisWeek = mondayOf(dates.today);
  return (
    <div className="duty-head">
      <nav className="row" aria-label={t('shifts.weeks')}>
        <Link
          className="button button--quiet button--icon"
          to="/guardia"
          search={{ ...kept, semana: addDays(monday, -7) }}
          aria-label={t('shifts.before')}
        >
          <IconArrowLeft />
        </Link>
        <Link
          className="button button--quiet button--icon"
          to="/guardia"
          search={{ ...kept, semana: addDays(monday, 7) }}
          aria-label={t('shifts.after')}
        >
          <IconArrowRight />
        </Link>
        {monday === thisWeek ? null : (
          <Link className="button button--small" to="/guardia" search={kept}>
            {t('shifts.this-week')}
          </Link>
        )}
        <h2 className="h2">{t('shifts.week', { from: dates.day(monday), to: dates.day(addDays(monday, 6)) })}</h2>
      </nav>
      <Select
        aria-label={t('shifts.whose')}
        value={team ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void navigate({
            to: '/guardia',
            search: { semana: monday, ...(value === '' ? {} : { equipo: value }) },
            replace: true,
          });
        }}
      >
        <option value="">{t('shifts.all')}</option>
        {rosters.map((roster) => (
          <option key={roster.teamId ?? 'desk'} value={roster.teamId ?? 'desk'}>
            {nameOf(roster.teamId)}
          </option>
        ))}
      </Select>
    </div>
  );
}
