/** Dates in words, in the institution's zone and the reader's language. */
import { dateTag, formatDay, formatDayTime, formatShort, formatTime, formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { localDay, localMinute } from './week.ts';

export function useDates() {
  const t = useT();
  const { timeZone } = useInstitution();
  const now = useNow();
  const given = { timeZone, locale: useLocale(), now };
  const isOneDay = (from: string, to: string) =>
    localDay(new Date(from), timeZone) === localDay(new Date(to), timeZone);
  /** Noon of a day lies in that day in every zone of the country. */
  const noon = (day: string) => new Date(`${day}T18:00:00Z`);
  return {
    now,
    timeZone,
    today: localDay(now, timeZone),
    dayOf: (iso: string) => localDay(new Date(iso), timeZone),
    /** "lunes 23 de noviembre" of a day. */
    day: (day: string) => formatDay(noon(day), given),
    /** "lunes 23" of a day. */
    weekday: (day: string) =>
      new Intl.DateTimeFormat(dateTag(given.locale), { weekday: 'long', day: 'numeric', timeZone: 'UTC' })
        .format(noon(day))
        .replace(',', ''),
    /** Does it last over the middle of that day? */
    coversNoon: (span: { from: string; to: string }, day: string) =>
      localMinute(new Date(span.from), timeZone) <= `${day}T12:00` &&
      localMinute(new Date(span.to), timeZone) > `${day}T12:00`,
    time: (iso: string) => formatTime(new Date(iso), given),
    /** "hoy, 10:05" */
    when: (iso: string) => formatWhen(new Date(iso), given),
    dayTime: (iso: string) => formatDayTime(new Date(iso), given),
    /** "lun 23 nov, 18:00 a mar 24 nov, 8:00"; of one day, its hours alone after it. */
    span: (from: string, to: string) =>
      t('shifts.span', {
        from: formatShort(new Date(from), given),
        to: isOneDay(from, to) ? formatTime(new Date(to), given) : formatShort(new Date(to), given),
      }),
  };
}
