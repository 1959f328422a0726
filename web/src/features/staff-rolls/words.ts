/** Codes of staff rolls in words, and their moments. */
import { STAFF_MARKS, STANDINGS, type StaffMark, type StaffRollState } from '#contract/staff-rolls.ts';
import { formatDay, formatDayTime } from '#web/shared/format.ts';
import { type MessageKey, useLocale } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import type { Standing } from './queries.ts';

export const STATE_WORDS: Readonly<Record<StaffRollState, MessageKey>> = {
  open: 'staff-rolls.state.open',
  overdue: 'staff-rolls.state.overdue',
  confirmed: 'staff-rolls.state.confirmed',
  unanswered: 'staff-rolls.state.unanswered',
};

export const MARK_WORDS: Readonly<Record<StaffMark, MessageKey>> = {
  gone: 'staff-rolls.mark.gone',
  position: 'staff-rolls.mark.position',
  agency: 'staff-rolls.mark.agency',
};
export const MARK_HINTS: Readonly<Record<StaffMark, MessageKey>> = {
  gone: 'staff-rolls.mark.gone-hint',
  position: 'staff-rolls.mark.position-hint',
  agency: 'staff-rolls.mark.agency-hint',
};
export const isMark = (value: unknown): value is StaffMark => STAFF_MARKS.some((mark) => mark === value);

export const STANDING_WORDS: Readonly<Record<Standing, MessageKey>> = {
  overdue: 'staff-rolls.standing.overdue',
  open: 'staff-rolls.standing.open',
  confirmed: 'staff-rolls.standing.confirmed',
  unanswerable: 'staff-rolls.standing.unanswerable',
  gone: 'staff-rolls.standing.gone',
};
export const isStanding = (value: unknown): value is Standing => STANDINGS.some((standing) => standing === value);

export function useMoments() {
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  return {
    dayTime: (iso: string) => formatDayTime(new Date(iso), { timeZone, locale, now }),
    day: (iso: string) => formatDay(new Date(iso), { timeZone, locale, now }),
    /** "diciembre de 2026" of `2026-12`. */
    month: (month: string) =>
      new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${month}-15T12:00:00Z`),
      ),
  };
}
