/** What a plan comes to, shift by shift, with what speaks against each; days may be left out. */
import type { PlanTrouble } from '#contract/duty.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { Checkbox } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import type { Planned } from './queries.ts';
import { useDates } from './use-dates.ts';

const TROUBLE: Record<PlanTrouble, MessageKey> = {
  past: 'shifts.trouble.past',
  overlap: 'shifts.trouble.overlap',
  'no-time': 'shifts.trouble.no-time',
};

type Props = { shifts: readonly Planned[]; without: readonly string[]; onWithout: (days: readonly string[]) => void };

export function PlanPreview({ shifts, without, onWithout }: Props) {
  const t = useT();
  const dates = useDates();
  const inTheWay = shifts.filter((shift) => shift.trouble !== null && !without.includes(shift.day));
  const toggle = (day: string, wanted: boolean) =>
    onWithout(wanted ? without.filter((each) => each !== day) : [...without, day]);
  return (
    <>
      {inTheWay.length === 0 ? (
        <Notice kind="good" role="status">
          {t('shifts.all-fit', { count: shifts.length - without.length })}
        </Notice>
      ) : (
        <Notice kind="warning" role="status">
          {t('shifts.some-not', { count: inTheWay.length })}
        </Notice>
      )}
      <ul className="duty-plan">
        {shifts.map((shift) => (
          <li key={shift.day} className={shift.trouble === null ? undefined : 'duty-plan--trouble'}>
            <Checkbox
              checked={!without.includes(shift.day)}
              onChange={(event) => toggle(shift.day, event.currentTarget.checked)}
              label={
                <>
                  <strong>{dates.span(shift.from, shift.to)}</strong> {shift.personName}
                </>
              }
              hint={shift.trouble === null ? shift.phone : t(TROUBLE[shift.trouble], { name: shift.taken })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
