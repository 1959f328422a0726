/** The week as a grid of intervals: several a day, copied from day to day, from a day on. */
import { type FormEvent, useState } from 'react';
import { CalendarChange, type CalendarView } from '#contract/calendars.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useKept } from '#web/shared/kept.ts';
import { KeptNotice } from '#web/shared/kept-notice.tsx';
import { newId } from '#web/shared/new-id.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Field, Select, TextInput } from '#web/shared/ui/field.tsx';
import { FieldError } from '#web/shared/ui/field-error.tsx';
import { IconPlus, IconX } from '#web/shared/ui/icons.tsx';
import { Menu, MenuItem } from '#web/shared/ui/menu.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { ZONES } from '#web/shared/zones.ts';
import type { Change } from './queries.ts';
import { dayName, type TypedWeek, tidied, tidyTime, typedOf, WEEKDAYS, type Weekday } from './week.ts';

type Props = { calendar: CalendarView; onLook: (change: Change) => void };

export function HoursForm({ calendar, onLook }: Props) {
  const t = useT();
  const { timeZone } = useInstitution();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(useNow());
  const own = calendar.versions.find((each) => each.change === 'hours')?.timeZone ?? '';
  const kept = useKept(`calendar.${calendar.id}`, { week: typedOf(calendar.hours), zone: own, from: '' });
  const { week, zone, from } = kept.value;
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const set = (patch: Partial<typeof kept.value>) => kept.set({ ...kept.value, ...patch });
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = {
      kind: 'hours' as const,
      effectiveDay: from === '' ? today : from,
      timeZone: zone === '' ? null : zone,
      hours: tidied(week),
    };
    const faults = faultsOf(t, CalendarChange, change);
    setWrong(faults);
    if (Object.keys(faults).length === 0) return onLook(change as Change);
    standAtFault(event.currentTarget);
    // A week with no hour has no box to stand at: the first that an hour can be put into.
    if (faults.hours) event.currentTarget.querySelector<HTMLElement>('.week button')?.focus();
  };
  return (
    <form className="adm-form" onSubmit={look} noValidate>
      <KeptNotice
        show={kept.restored}
        onDrop={() => kept.settle({ week: typedOf(calendar.hours), zone: own, from: '' })}
      />
      {wrong.hours ? (
        <Notice kind="problem" role="alert">
          {wrong.hours}
        </Notice>
      ) : null}
      <div className="week">
        {WEEKDAYS.map((day) => (
          <Day key={day} day={day} week={week} fault={faultOf(wrong, day)} onChange={(next) => set({ week: next })} />
        ))}
      </div>
      <div className="adm-grid">
        <Field id="calendar-zone" label={t('calendars.field.zone')} error={wrong.timeZone ?? null}>
          {(wired) => (
            <Select {...wired} value={zone} onChange={(event) => set({ zone: event.currentTarget.value })}>
              <option value="">{t('calendars.zone.institution', { zone: timeZone })}</option>
              {[...new Set([...ZONES, ...(own === '' ? [] : [own])])].map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          id="calendar-from"
          label={t('calendars.field.from')}
          hint={t('calendars.hint.from')}
          optional
          error={wrong.effectiveDay ?? null}
        >
          {(wired) => (
            <TextInput
              {...wired}
              type="date"
              className="level-day"
              value={from}
              onChange={(event) => set({ from: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <div className="adm-form__acts">
        <Button kind="primary" type="submit">
          {t('calendars.look')}
        </Button>
      </div>
    </form>
  );
}

/** The first sentence about a day, wherever in it. */
const faultOf = (wrong: Record<string, string>, day: Weekday): string | null =>
  Object.entries(wrong).find(([path]) => path === `hours.${day}` || path.startsWith(`hours.${day}.`))?.[1] ?? null;

const SIDES = ['opens', 'closes'] as const;
const SIDE_WORDS = { opens: 'calendars.opens', closes: 'calendars.closes' } as const;

type DayProps = { day: Weekday; week: TypedWeek; fault: string | null; onChange: (week: TypedWeek) => void };

function Day({ day, week, fault, onChange }: DayProps) {
  const t = useT();
  const locale = useLocale();
  const name = dayName(day, locale);
  const list = week[day];
  const put = (next: TypedWeek[Weekday]) => onChange({ ...week, [day]: next });
  const copy = (days: readonly Weekday[]) =>
    onChange({ ...week, ...Object.fromEntries(days.map((each) => [each, list])) });
  const typed = (key: string, side: 'opens' | 'closes', value: string) =>
    put(list.map((each) => (each.key === key ? { ...each, [side]: value } : each)));
  return (
    <fieldset className="week__row" aria-describedby={fault === null ? undefined : `week-${day}-fault`}>
      <legend className="week__day">{name}</legend>
      <div className="week__intervals">
        {list.length === 0 ? <span className="sub">{t('calendars.closed')}</span> : null}
        {list.map((interval, index) => (
          <span key={interval.key} className="week__interval">
            {SIDES.map((side) => (
              <TextInput
                key={side}
                aria-label={t(SIDE_WORDS[side], { day: name, n: index + 1 })}
                aria-invalid={fault === null ? undefined : true}
                className="week__time num"
                inputMode="numeric"
                placeholder={side === 'opens' ? '08:30' : '16:30'}
                autoComplete="off"
                maxLength={5}
                value={interval[side]}
                onChange={(event) => typed(interval.key, side, event.currentTarget.value)}
                onBlur={() => typed(interval.key, side, tidyTime(interval[side]))}
              />
            ))}
            <Button
              small
              kind="quiet"
              icon={<IconX />}
              aria-label={t('calendars.remove', { day: name, n: index + 1 })}
              onClick={() => put(list.filter((each) => each.key !== interval.key))}
            />
          </span>
        ))}
        {fault === null ? null : <FieldError id={`week-${day}-fault`}>{fault}</FieldError>}
      </div>
      <div className="row">
        <Button
          small
          kind="quiet"
          icon={<IconPlus />}
          aria-label={t('calendars.add-to', { day: name })}
          onClick={() => put([...list, { key: newId(), opens: '', closes: '' }])}
        >
          {t('calendars.add')}
        </Button>
        <Menu label={t('calendars.copy')} aria-label={t('calendars.copy-of', { day: name })}>
          <MenuItem onClick={() => copy([1, 2, 3, 4, 5])}>{t('calendars.copy.weekdays')}</MenuItem>
          <MenuItem onClick={() => copy([6, 7])}>{t('calendars.copy.weekend')}</MenuItem>
          <MenuItem onClick={() => copy(WEEKDAYS)}>{t('calendars.copy.all')}</MenuItem>
        </Menu>
      </div>
    </fieldset>
  );
}
