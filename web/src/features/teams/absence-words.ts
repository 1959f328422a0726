/** What is said of an absence in more than one place. */
import type { AbsenceKind } from '#contract/teams.ts';
import { sayDay } from '#web/shared/days.ts';
import type { Locale, MessageKey, Translate } from '#web/shared/i18n.ts';

export const KIND_WORDS: Record<AbsenceKind, MessageKey> = {
  vacation: 'absences.kind.vacation',
  leave: 'absences.kind.leave',
  commission: 'absences.kind.commission',
  training: 'absences.kind.training',
  other: 'absences.kind.other',
};

/** "lunes 23 de noviembre", or from one day to another. */
export const daysWords = (t: Translate, locale: Locale, { from, to }: { from: string; to: string }): string =>
  from === to ? sayDay(from, locale) : t('absences.span', { from: sayDay(from, locale), to: sayDay(to, locale) });
