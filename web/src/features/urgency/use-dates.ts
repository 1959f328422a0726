/** Dates in words, in the institution's zone and the reader's language. */
import { formatDayTime, formatShort, formatWhen } from '#web/shared/format.ts';
import { useLocale } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';

export function useDates() {
  const { timeZone } = useInstitution();
  const given = { timeZone, locale: useLocale(), now: useNow() };
  return {
    /** "hoy, 10:05" */
    when: (iso: string) => formatWhen(new Date(iso), given),
    /** "mar 24 nov, 13:00" */
    short: (iso: string) => formatShort(new Date(iso), given),
    /** "martes 24 de noviembre, 13:00" */
    dayTime: (iso: string) => formatDayTime(new Date(iso), given),
  };
}
