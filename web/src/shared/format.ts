/** Dates, sizes and spans in words, always in the institution's zone and never the browser's. */

export type In = { timeZone: string; locale: 'es-MX' | 'en'; now: Date };

const DAY = 86_400_000;
const MINUTES_OF_A_DAY = 480;

/** English with the day before the month, as the letters have it. */
export const dateTag = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

const made = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(dateTag(locale), { timeZone, hourCycle: 'h23', ...options });
  made.set(key, known);
  return known;
}

const part = (at: Date, { locale, timeZone }: In, options: Intl.DateTimeFormatOptions): string =>
  formatter(locale, timeZone, options).format(at);
const noDot = (word: string): string => word.replace('.', '');

/** "13:00", "9:10": Intl pads the hour in this language, people do not. */
export const formatTime = (at: Date, given: In): string =>
  part(at, given, { hour: 'numeric', minute: '2-digit' }).replace(/^0(?=\d)/, '');

/** The calendar day there, YYYY-MM-DD. */
const dayOf = (at: Date, { timeZone }: In): string =>
  formatter('en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** "martes 24 de noviembre"; the year when it is another one. */
export function formatDay(at: Date, given: In): string {
  const words = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  const otherYear = part(at, given, { year: 'numeric' }) !== part(given.now, given, { year: 'numeric' });
  return part(at, given, otherYear ? { ...words, year: 'numeric' } : words).replace(',', '');
}

/** "martes 24 de noviembre, 13:00" */
export const formatDayTime = (at: Date, given: In): string => `${formatDay(at, given)}, ${formatTime(at, given)}`;

const shortDay = (at: Date, given: In): string =>
  [part(at, given, { weekday: 'short' }), part(at, given, { day: 'numeric' }), part(at, given, { month: 'short' })]
    .map(noDot)
    .join(' ');

/** "mar 24 nov, 13:00" */
export const formatShort = (at: Date, given: In): string => `${shortDay(at, given)}, ${formatTime(at, given)}`;

/** Whether it lies in the day that it is there now. */
export const isSameDay = (at: Date, given: In): boolean => dayOf(at, given) === dayOf(given.now, given);

const daysAway = (at: Date, given: In): number =>
  Math.round((Date.parse(dayOf(at, given)) - Date.parse(dayOf(given.now, given))) / DAY);

/** "hoy", "ayer", "mañana", else "sáb 5 dic"; the year when it is another one. */
export function formatDayWord(at: Date, given: In): string {
  const days = daysAway(at, given);
  if (Math.abs(days) <= 1) return new Intl.RelativeTimeFormat(given.locale, { numeric: 'auto' }).format(days, 'day');
  const year = part(at, given, { year: 'numeric' });
  return year === part(given.now, given, { year: 'numeric' }) ? shortDay(at, given) : `${shortDay(at, given)} ${year}`;
}

/** "hoy, 10:05", "sáb 5 dic, 14:00": with its hour however far away, for what one prepares for. */
export const formatMoment = (at: Date, given: In): string => `${formatDayWord(at, given)}, ${formatTime(at, given)}`;

/** "hoy, 10:05", "ayer, 14:00", "mañana, 9:30", else "mié 18 nov" (with the hour in the days around, without it further away). */
export function formatWhen(at: Date, given: In): string {
  const days = Math.abs(daysAway(at, given));
  if (days <= 1) return formatMoment(at, given);
  return days < 7 ? formatShort(at, given) : shortDay(at, given);
}

/** "ahora", "hace 20 min", "hace 2 h", "hace 3 d" */
export function formatAgo(at: Date, given: In): string {
  const seconds = (at.getTime() - given.now.getTime()) / 1000;
  if (Math.abs(seconds) < 30) return new Intl.RelativeTimeFormat(given.locale, { numeric: 'auto' }).format(0, 'second');
  const words = new Intl.RelativeTimeFormat(given.locale, { numeric: 'always', style: 'short' });
  if (Math.abs(seconds) < 3600) return noDot(words.format(Math.round(seconds / 60), 'minute'));
  if (Math.abs(seconds) < 86_400) return noDot(words.format(Math.round(seconds / 3600), 'hour'));
  return noDot(words.format(Math.round(seconds / 86_400), 'day'));
}

/** "184 KB", "2.4 MB" */
export function formatSize(bytes: number, locale: 'es-MX' | 'en'): string {
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  if (bytes < 1024) return `${number(bytes, 0)} B`;
  if (bytes < 1024 * 1024) return `${number(bytes / 1024, 0)} KB`;
  if (bytes < 1024 ** 3) return `${number(bytes / 1024 / 1024, 1)} MB`;
  return `${number(bytes / 1024 ** 3, 1)} GB`;
}

/** Working days, hours and minutes of a span of business minutes; a working day has eight hours. The words are the caller's. */
export function splitDuration(minutes: number): { days: number; hours: number; minutes: number } {
  const whole = Math.abs(Math.round(minutes));
  return {
    days: Math.floor(whole / MINUTES_OF_A_DAY),
    hours: Math.floor((whole % MINUTES_OF_A_DAY) / 60),
    minutes: whole % 60,
  };
}

/** "RC" of Rosa Elena Canul: first letters of the names and of the first surname. */
export const initialsOf = ({ givenNames, firstSurname }: { givenNames: string; firstSurname: string }): string =>
  `${givenNames[0] ?? ''}${firstSurname[0] ?? ''}`.toUpperCase();

/** The same from a whole name in one piece: with three words or more the last is the second surname. */
export function initialsOfName(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  return initialsOf({ givenNames: words[0] ?? '', firstSurname: (words.length > 2 ? words.at(-2) : words[1]) ?? '' });
}
