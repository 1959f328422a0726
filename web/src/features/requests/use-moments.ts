/** Dates, sizes and spans in words, bound to the institution's zone, the reader's language and this minute. */
import { durationText } from '#web/shared/duration.ts';
import {
  formatAgo,
  formatDay,
  formatDayTime,
  formatShort,
  formatSize,
  formatTime,
  formatWhen,
} from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';

/** `2026-11-24` alone is a day of the institution's calendar: noon of it lies in that day in every zone of the country. */
const instantOf = (iso: string): Date => new Date(iso.length === 10 ? `${iso}T18:00:00Z` : iso);

export function useMoments() {
  const { timeZone } = useInstitution();
  const locale = useLocale();
  const t = useT();
  const now = useNow();
  const given = { timeZone, locale, now };
  return {
    now,
    timeZone,
    /** "martes 24 de noviembre" */
    day: (iso: string) => formatDay(instantOf(iso), given),
    /** "martes 24 de noviembre, 13:00" */
    dayTime: (iso: string) => formatDayTime(instantOf(iso), given),
    /** "mar 24 nov, 13:00" */
    short: (iso: string) => formatShort(instantOf(iso), given),
    /** "hoy, 10:05" */
    when: (iso: string) => formatWhen(instantOf(iso), given),
    /** "hace 20 min" */
    ago: (iso: string) => formatAgo(instantOf(iso), given),
    size: (bytes: number) => formatSize(bytes, locale),
    /** Business minutes: "2 h 40 min", "2 días hábiles". */
    span: (minutes: number) => durationText(t, minutes),
    /** "9:10" */
    time: (at: Date) => formatTime(at, given),
  };
}

export type Moments = ReturnType<typeof useMoments>;
