/** Instants in the institution's zone: a moment with its hour, a day without. */
import { formatAgo, formatDay, formatMoment } from '#web/shared/format.ts';
import { useLocale } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';

export function useWhen() {
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const given = { timeZone, locale, now };
  return {
    now,
    at: (instant: string) => formatMoment(new Date(instant), given),
    day: (instant: string) => formatDay(new Date(instant), given),
    ago: (instant: string) => formatAgo(new Date(instant), given),
  };
}
