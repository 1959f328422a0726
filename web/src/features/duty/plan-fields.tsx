/** Whose shifts, who, when and how often. */
import { useId } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Checkbox, Field, Select } from '#web/shared/ui/field.tsx';
import { IconPlus, IconTrash } from '#web/shared/ui/icons.tsx';
import { Box } from './boxes.tsx';
import type { Plan, Roster } from './queries.ts';
import { useRosterName } from './roster-name.ts';
import { addDays, weekdayOf } from './week.ts';
import { useWeekdayNames } from './weekday-names.ts';

export type Draft = {
  /** '' is the whole desk. */
  team: string;
  /** In the order of their turns; `place` tells two of the same person apart. */
  people: readonly { place: number; id: string }[];
  from: string;
  to: string;
  phone: string;
  note: string;
  repeats: boolean;
  weekdays: readonly number[];
  weeks: string;
  without: string[];
};

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The night after today, as guardias mostly are. */
export function draftFor(rosters: readonly Roster[], today: string): Draft {
  const [first] = rosters;
  return {
    team: first?.teamId ?? '',
    people: [{ place: 0, id: first?.people[0]?.id ?? '' }],
    from: `${addDays(today, 1)}T16:30`,
    to: `${addDays(today, 2)}T08:30`,
    phone: '',
    note: '',
    repeats: false,
    weekdays: [weekdayOf(addDays(today, 1))],
    weeks: '4',
    without: [],
  };
}

export const planOf = (draft: Draft): Plan & { without: string[] } => ({
  teamId: draft.team === '' ? null : draft.team,
  people: draft.people.map((each) => each.id),
  phone: draft.phone,
  note: draft.note,
  from: draft.from,
  to: draft.to,
  repeat: draft.repeats
    ? { weekdays: [...draft.weekdays], weeks: /^\d+$/.test(draft.weeks) ? Number(draft.weeks) : 0 }
    : null,
  without: draft.without,
});

type Props = {
  rosters: readonly Roster[];
  draft: Draft;
  set: (next: Partial<Draft>) => void;
  wrong: Record<string, string>;
  maxWeeks: number;
};

export function PlanFields(props: Props) {
  const { rosters, draft, set, wrong } = props;
  const t = useT();
  const nameOf = useRosterName(rosters);
  const roster = rosters.find((each) => (each.teamId ?? '') === draft.team);
  const choose = (team: string) => {
    const people = rosters.find((each) => (each.teamId ?? '') === team)?.people ?? [];
    set({ team, people: [{ place: 0, id: people[0]?.id ?? '' }] });
  };
  return (
    <>
      <Field label={t('shifts.field.team')} error={wrong.teamId ?? null}>
        {(wired) => (
          <Select {...wired} value={draft.team} onChange={(event) => choose(event.currentTarget.value)}>
            {rosters.map((each) => (
              <option key={each.teamId ?? ''} value={each.teamId ?? ''}>
                {nameOf(each.teamId)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <People {...props} people={roster?.people ?? []} />
      <div className="adm-grid">
        <Box
          label="shifts.field.from"
          type="datetime-local"
          value={draft.from}
          onChange={(from) => set({ from, weekdays: draft.repeats ? draft.weekdays : [weekdayOf(from.slice(0, 10))] })}
          fault={wrong.from ?? null}
        />
        <Box
          label="shifts.field.to"
          type="datetime-local"
          value={draft.to}
          onChange={(to) => set({ to })}
          fault={wrong.to ?? null}
        />
        <Box
          label="shifts.field.phone"
          hint="shifts.hint.phone"
          type="tel"
          optional
          value={draft.phone}
          onChange={(phone) => set({ phone })}
          fault={wrong.phone ?? null}
        />
        <Box
          label="shifts.field.note"
          optional
          value={draft.note}
          onChange={(note) => set({ note })}
          fault={wrong.note ?? null}
        />
      </div>
      <Checkbox
        label={t('shifts.field.repeat')}
        checked={draft.repeats}
        onChange={(event) => set({ repeats: event.currentTarget.checked, without: [] })}
      />
      {draft.repeats ? <Repeat {...props} /> : null}
    </>
  );
}

function Repeat({ draft, set, wrong, maxWeeks }: Props) {
  const t = useT();
  const names = useWeekdayNames();
  const fault = wrong['repeat.weekdays'] ?? null;
  return (
    <div className="adm-form duty-repeat">
      <fieldset className="adm-form__group">
        <legend>{t('shifts.field.weekdays')}</legend>
        <div className="duty-days">
          {WEEKDAYS.map((weekday) => (
            <Checkbox
              key={weekday}
              label={names[weekday - 1]}
              checked={draft.weekdays.includes(weekday)}
              aria-invalid={fault ? true : undefined}
              onChange={(event) =>
                set({
                  weekdays: event.currentTarget.checked
                    ? [...draft.weekdays, weekday]
                    : draft.weekdays.filter((each) => each !== weekday),
                })
              }
            />
          ))}
        </div>
        {fault ? <p className="field-error">{fault}</p> : null}
      </fieldset>
      <Field label={t('shifts.field.weeks', { limit: maxWeeks })} error={wrong['repeat.weeks'] ?? null}>
        {(wired) => (
          <input
            {...wired}
            className="input input--short"
            type="number"
            min={1}
            max={maxWeeks}
            value={draft.weeks}
            onChange={(event) => set({ weeks: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** One, or several who take turns week by week. */
function People({ draft, set, wrong, people }: Props & { people: Roster['people'] }) {
  const t = useT();
  const id = useId();
  const { people: chosen } = draft;
  const put = (place: number, personId: string) =>
    set({ people: chosen.map((each) => (each.place === place ? { place, id: personId } : each)) });
  const isIn = (personId: string) => chosen.some((each) => each.id === personId);
  const addTurn = () => {
    const place = Math.max(...chosen.map((each) => each.place)) + 1;
    set({ people: [...chosen, { place, id: people.find((person) => !isIn(person.id))?.id ?? '' }] });
  };
  return (
    <div className="stack stack--2">
      {chosen.map(({ place, id: personId }, at) => (
        <div key={place} className="duty-person">
          <Field
            id={`${id}-${place}`}
            label={at === 0 ? t('shifts.field.person') : t('shifts.field.turn', { number: at + 1 })}
            error={wrong[`people.${at}`] ?? null}
          >
            {(wired) => (
              <Select {...wired} value={personId} onChange={(event) => put(place, event.currentTarget.value)}>
                {people.length === 0 ? <option value="">{t('shifts.no-people')}</option> : null}
                {people.map((person) => (
                  <option key={person.id} value={person.id}>
                    {person.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {at === 0 ? null : (
            <Button
              kind="quiet"
              icon={<IconTrash />}
              aria-label={t('shifts.drop-turn', { number: at + 1 })}
              onClick={() => set({ people: chosen.filter((each) => each.place !== place) })}
            />
          )}
        </div>
      ))}
      {draft.repeats && chosen.length < Math.min(12, people.length) ? (
        <div>
          <Button small icon={<IconPlus />} onClick={addTurn}>
            {t('shifts.add-turn')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
