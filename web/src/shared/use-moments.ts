/** Moments in words, in the institution's zone and the language on screen. */
import { sayDay } from '#web/shared/days.ts';
import { formatDayTime, formatTime, isSameDay } from '#web/shared/format.ts';
import { useLocale } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';

/** What is read years later says every year; what is read now, only another one. */
const NEVER_NOW = new Date(0);

export function useMoments({ onPaper = false } = {}) {
  const locale = useLocale();
  const today = useNow();
  const now = onPaper ? NEVER_NOW : today;
  const { timeZone } = useInstitution();
  const given = { timeZone, locale, now };
  return {
    dayTime: (iso: string) => formatDayTime(new Date(iso), given),
    /** The hour alone today, the day with it otherwise. */
    since: (iso: string) =>
      isSameDay(new Date(iso), given) ? formatTime(new Date(iso), given) : formatDayTime(new Date(iso), given),
    day: (day: string) => sayDay(day, locale, now),
    /** `YYYY-MM-DD` there. */
    today: new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }).format(today),
  };
}
