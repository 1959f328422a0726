/** The words of letters, in the reader's language, and dates in words. Values stand in as they are: nothing in them is read. */
import { type Locale, translator } from '#locales/catalogues.ts';
import type spanish from '#locales/es-MX/letters.json';

export type { Locale };
export type LetterKey = keyof typeof spanish;
export type Words = (key: LetterKey, values?: Record<string, string>) => string;

export const wordsIn = (locale: Locale): Words => translator(locale);

/** "martes 24 de noviembre, 13:00" in the zone of the institution; the year where it is not that of `now`. */
export function inWords(at: Date, given: { locale: Locale; timeZone: string; now: Date }): string {
  const time = new Intl.DateTimeFormat(given.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: given.timeZone,
  });
  return `${dayInWords(at, given)}, ${time.format(at)}`;
}

export function dayInWords(at: Date, given: { locale: Locale; timeZone: string; now: Date }): string {
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
