/** From when to when a notice holds, in words: pure, so that each language is read in a test. */
import type { AnnouncementKind } from '#contract/announcements.ts';
import { formatDayWord, formatMoment, formatTime, formatWhen, type In, isSameDay } from '../format.ts';
import type { Translate } from '../i18n.ts';

export type Timed = {
  readonly kind: AnnouncementKind;
  readonly begins: string;
  readonly until: string | null;
  /** Of the last thing said. */
  readonly said: string | null;
};

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export function timesOf(t: Translate, { kind, begins, until, said }: Timed, given: In): string {
  const [start, end] = [new Date(begins), until === null ? null : new Date(until)];
  const coming = start > given.now;
  const last = said === null ? '' : ` ${t('announcements.said', { when: formatWhen(new Date(said), given) })}`;
  if (kind === 'information')
    return end === null ? last.trim() : `${t('announcements.until', { when: formatMoment(end, given) })}${last}`;
  if (end === null) {
    const open = said === null && kind === 'outage' ? ` ${t('announcements.working')}` : last;
    return `${t(coming ? 'announcements.from' : 'announcements.since', { when: formatMoment(start, given) })}${open}`;
  }
  const span = isSameDay(end, { ...given, now: start })
    ? t('announcements.hours', {
        day: formatDayWord(start, given),
        from: formatTime(start, given),
        until: formatTime(end, given),
      })
    : t('announcements.between', { from: formatMoment(start, given), until: formatMoment(end, given) });
  return `${sentence(span)}${last}`;
}
