/** Business minutes in words: "40 min", "2 h 40 min", "2 días hábiles", "1 día 6 h". */
import { splitDuration } from './format.ts';
import type { Translate } from './i18n.ts';

export function durationText(t: Translate, minutes: number): string {
  const span = splitDuration(minutes);
  if (span.days > 0) return t(span.hours === 0 ? 'common.span.days' : 'common.span.days-hours', span);
  if (span.hours > 0) return t(span.minutes === 0 ? 'common.span.hours' : 'common.span.hours-minutes', span);
  return t('common.span.minutes', span);
}
