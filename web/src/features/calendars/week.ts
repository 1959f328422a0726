/** Hours of a week as they are typed, and in words. Weekdays are ISO: 1 is Monday. */
import type { Locale } from '#web/shared/i18n.ts';
import type { Week } from './queries.ts';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** An interval as typed; `key` names it while both its times are still empty. */
export type TypedInterval = { readonly key: string; readonly opens: string; readonly closes: string };
export type TypedWeek = Record<Weekday, readonly TypedInterval[]>;

export const typedOf = (week: Week): TypedWeek => {
  const day = (list: readonly (readonly string[])[]) =>
    list.map(([opens = '', closes = '']) => ({ key: `${opens}-${closes}`, opens, closes }));
  return {
    1: day(week[1]),
    2: day(week[2]),
    3: day(week[3]),
    4: day(week[4]),
    5: day(week[5]),
    6: day(week[6]),
    7: day(week[7]),
  };
};

/** "8:30", "830" and "8" are how people write 08:30 and 08:00; what is no time stays as it was typed. */
export function tidyTime(typed: string): string {
  const [, hours = '', minutes = '00'] = /^\s*(\d{1,2})[:.]?(\d{2})?\s*$/.exec(typed) ?? [];
  return hours === '' ? typed.trim() : `${hours.padStart(2, '0')}:${minutes}`;
}

export const tidied = (week: TypedWeek) => {
  const day = (which: Weekday): [string, string][] =>
    week[which].map(({ opens, closes }) => [tidyTime(opens), tidyTime(closes)]);
  return { 1: day(1), 2: day(2), 3: day(3), 4: day(4), 5: day(5), 6: day(6), 7: day(7) };
};

/** "lunes": 5 January 2026 was one. */
export const dayName = (day: Weekday, locale: Locale, length: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 0, 4 + day)));

/** "lun a vie 8:30–16:30; sáb 9:00–13:00": days with the same hours together, closed ones left out. */
export function weekWords(week: Week, { locale, to }: { locale: Locale; to: string }): string {
  const said = (day: Weekday) => week[day].map(([opens, closes]) => `${opens}–${closes}`.replaceAll(/\b0(?=\d:)/g, ''));
  const runs: { from: Weekday; until: Weekday; hours: string }[] = [];
  for (const day of WEEKDAYS) {
    const hours = said(day).join(', ');
    const last = runs.at(-1);
    if (last !== undefined && last.hours === hours && last.until === day - 1) last.until = day;
    else runs.push({ from: day, until: day, hours });
  }
  const name = (day: Weekday) => dayName(day, locale, 'short').replace('.', '');
  return runs
    .filter((run) => run.hours !== '')
    .map(({ from, until, hours }) => `${from === until ? name(from) : `${name(from)} ${to} ${name(until)}`} ${hours}`)
    .join('; ');
}
