/** Business minutes as people write them ("4 horas", "1 día 2 h", "30 min") and as the desk writes them back, losing nothing. */
import { splitDuration } from '#web/shared/format.ts';
import type { Translate } from '#web/shared/i18n.ts';

/** A working day has eight hours, in every calendar: the measure in which terms are agreed. */
const UNITS: readonly [RegExp, number][] = [
  [/^(d|dias?|days?)$/, 480],
  [/^(h|hs|hrs?|horas?|hours?)$/, 60],
  [/^(m|mins?|minutos?|minutes?)$/, 1],
];
/** Words that say nothing more. */
const FILLING = /\b(habil|habiles|working|business|de|y|and)\b|,(?!\d)/g;
const PART = /(\d+(?:[.,]\d+)?)\s*([a-z]+)/g;

/** Whole minutes; null when it cannot be understood, or a unit is missing. */
export function readSpan(typed: string): number | null {
  const plain = typed.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(FILLING, ' ').trim();
  if (plain === '' || plain.replace(PART, '').trim() !== '') return null;
  let minutes = 0;
  for (const [, count = '', unit = ''] of plain.matchAll(PART)) {
    const worth = UNITS.find(([word]) => word.test(unit))?.[1];
    if (worth === undefined) return null;
    minutes += Number(count.replace(',', '.')) * worth;
  }
  return Number.isInteger(minutes) ? minutes : null;
}

export function writeSpan(t: Translate, minutes: number): string {
  const span = splitDuration(minutes);
  const parts = [
    span.days > 0 ? t(span.hours + span.minutes === 0 ? 'common.span.days' : 'levels.span.days', span) : '',
    span.hours > 0 ? t('common.span.hours', span) : '',
    span.minutes > 0 ? t('common.span.minutes', span) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
