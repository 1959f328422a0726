/** Dates in words, in the reader's language and the zone of the institution. */
import type { Locale } from '#locales/catalogues.ts';

type Reading = { locale: Locale; timeZone: string; now: Date };

/** "martes 24 de noviembre, 13:00" in the zone of the institution; the year where it is not that of `now`. */
export function inWords(at: Date, given: Reading): string {
  const time = new Intl.DateTimeFormat(given.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: given.timeZone,
  });
  return `${dayInWords(at, given)}, ${time.format(at)}`;
}

export function dayInWords(at: Date, given: Reading): string {
  const { locale, timeZone, now } = given;
  const part = (options: Intl.DateTimeFormatOptions, of: Date) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(of);
  const [weekday, day, month] = [
    part({ weekday: 'long' }, at),
    part({ day: 'numeric' }, at),
    part({ month: 'long' }, at),
  ];
  const year = part({ year: 'numeric' }, at);
  const isOtherYear = year !== part({ year: 'numeric' }, now);
  if (locale === 'en') return `${weekday} ${day} ${month}${isOtherYear ? ` ${year}` : ''}`;
  return `${weekday} ${day} de ${month}${isOtherYear ? ` de ${year}` : ''}`;
}
