/** Monday to Sunday, in the reader's language. */
import { useLocale } from '#web/shared/i18n.ts';

export function useWeekdayNames(): string[] {
  const words = new Intl.DateTimeFormat(useLocale(), { weekday: 'long', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  return Array.from({ length: 7 }, (_each, index) => words.format(new Date((4 + index) * 86_400_000)));
}
