/** On the home of whoever answers for an agency, while its staff roll waits. */
import '#web/styles/staff-rolls.css';
import { Link } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useRoll } from './queries.ts';
import { useMoments } from './words.ts';

export default function HomeNotice() {
  const t = useT();
  const { day } = useMoments();
  const { data: roll } = useRoll(undefined);
  if (!roll?.can.answer) return null;
  const isLate = roll.state === 'overdue';
  return (
    <div className="roll-home">
      <Notice
        kind={isLate ? 'problem' : 'info'}
        action={
          <Link to="/plantilla" search={{}}>
            {t('staff-rolls.home.open')}
          </Link>
        }
      >
        {t(isLate ? 'staff-rolls.home.overdue' : 'staff-rolls.home.waits', { at: day(roll.dueAt) })}
      </Notice>
    </div>
  );
}
