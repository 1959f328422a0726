/** When it is or was, in words. */
import type { AnnouncementKind } from '#contract/announcements.ts';
import { formatTime, formatWhen, isSameDay } from '../format.ts';
import { type Translate, useLocale, useT } from '../i18n.ts';
import { useInstitution, useNow } from '../session.ts';

type Timed = {
  readonly kind: AnnouncementKind;
  readonly begins: string;
  readonly until: string | null;
  /** Of the last thing said. */
  readonly said: string | null;
};

/** "Desde hoy, 9:10. Última novedad: hoy, 10:40." · "Del jue 26 nov, 8:00 a las 10:00." */
export function useTimes(): (of: Timed) => string {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  return (of) => timesOf(t, of, { timeZone, locale, now });
}

/** "hoy, 10:40" */
export function useWhen(): (iso: string) => string {
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  return (iso) => formatWhen(new Date(iso), { timeZone, locale, now });
}

type In = Parameters<typeof formatWhen>[1];

export function timesOf(t: Translate, { kind, begins, until, said }: Timed, given: In): string {
  const [start, end] = [new Date(begins), until === null ? null : new Date(until)];
  const sameDay = end !== null && isSameDay(end, { ...given, now: start });
  const ends = end === null ? '' : sameDay ? formatTime(end, given) : formatWhen(end, given);
  const from = formatWhen(start, given);
  const coming = start > given.now;
  const last = said === null ? '' : ` ${t('announcements.said', { when: formatWhen(new Date(said), given) })}`;
  if (kind === 'information')
    return end === null ? last.trim() : `${t('announcements.until', { when: formatWhen(end, given) })}${last}`;
  if (end === null) {
    const open = said === null && kind === 'outage' ? ` ${t('announcements.working')}` : last;
    return `${t(coming ? 'announcements.from' : 'announcements.since', { when: from })}${open}`;
  }
  return `${t('announcements.between', { from, until: ends })}${last}`;
}
