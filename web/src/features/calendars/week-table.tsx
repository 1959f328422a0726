/** The hours of a week, to read. */
import { useLocale, useT } from '#web/shared/i18n.ts';
import type { Week } from './queries.ts';
import { dayName, WEEKDAYS } from './week.ts';

export function WeekTable({ week }: { week: Week }) {
  const t = useT();
  const locale = useLocale();
  return (
    <dl className="data">
      {WEEKDAYS.map((day) => (
        <div key={day}>
          <dt className="week__day">{dayName(day, locale)}</dt>
          <dd className="num">
            {week[day].length === 0
              ? t('calendars.closed')
              : week[day].map(([opens, closes]) => `${opens} – ${closes}`).join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
