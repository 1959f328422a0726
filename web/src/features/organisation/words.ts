/** Which words stand for what the server names by key, and days said in the reader's language. */
import type { AgencyNode } from '#contract/organisation.ts';
import { sayDay } from '#web/shared/days.ts';
import { formatDay } from '#web/shared/format.ts';
import { type MessageKey, useLocale } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';

export const KIND_WORDS: Record<AgencyNode['kind'], MessageKey> = {
  dependencia: 'agencies.kind.dependencia',
  entidad: 'agencies.kind.entidad',
  autonomo: 'agencies.kind.autonomo',
  otro: 'agencies.kind.otro',
};

/** `day`: of a calendar day; `at`: of an instant, the day of it at the institution. */
export function useDays() {
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  return {
    day: (day: string) => sayDay(day, locale, now),
    at: (instant: string) => formatDay(new Date(instant), { timeZone, locale, now }),
  };
}
