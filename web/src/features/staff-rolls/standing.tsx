/** How the roll stands, and what there is to do about it: first thing on the page. */
import type { StaffRollView } from '#contract/staff-rolls.ts';
import { useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useMoments } from './words.ts';

export function Standing({ roll }: { roll: StaffRollView }) {
  return (
    <>
      <Answer roll={roll} />
      <Silence roll={roll} />
      <Gone roll={roll} />
    </>
  );
}

function Answer({ roll }: { roll: StaffRollView }) {
  const t = useT();
  const { dayTime } = useMoments();
  const { confirmation, state, answerers } = roll;
  if (confirmation !== null)
    return (
      <Notice kind="good">
        {t('staff-rolls.confirmed', {
          by: confirmation.by,
          at: dayTime(confirmation.at),
          as: confirmation.as,
          late: confirmation.late ? 'yes' : 'no',
        })}
        <details className="roll__proof">
          <summary>{t('staff-rolls.proof')}</summary>
          <p>{confirmation.statement}</p>
          <p className="num roll__wrap">{t('staff-rolls.proof.sum', { sum: confirmation.sha256 })}</p>
        </details>
      </Notice>
    );
  if (state === 'unanswered') return <Notice kind="warning">{t('staff-rolls.unanswered')}</Notice>;
  const at = dayTime(roll.dueAt);
  if (roll.can.answer)
    return (
      <Notice kind={state === 'overdue' ? 'problem' : 'info'}>
        {t(state === 'overdue' ? 'staff-rolls.answer.overdue' : 'staff-rolls.answer.open', { at })}{' '}
        {answerers.length === 0 ? t('staff-rolls.answer.operator') : null}
      </Notice>
    );
  const names = answerers.map(({ name }) => name).join(', ');
  return (
    <Notice kind={state === 'overdue' ? 'warning' : 'info'}>
      {names === '' ? t('staff-rolls.waits.operator', { at }) : t('staff-rolls.waits', { names, at })}
    </Notice>
  );
}

function Silence({ roll }: { roll: StaffRollView }) {
  const t = useT();
  const { dayTime } = useMoments();
  if (roll.suspendedAt === null || roll.confirmation !== null) return null;
  return <Notice kind="problem">{t('staff-rolls.suspended', { at: dayTime(roll.suspendedAt) })}</Notice>;
}

/** A mark is no departure: the account stays open until somebody closes it. */
function Gone({ roll }: { roll: StaffRollView }) {
  const t = useT();
  if (roll.goneOpen === 0) return null;
  return <Notice kind="warning">{t('staff-rolls.gone-open', { count: roll.goneOpen })}</Notice>;
}
