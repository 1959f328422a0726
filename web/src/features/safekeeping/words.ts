/** How moments and spans of backups are said, in the institution's zone. */
import { dateTag, formatMoment, formatShort } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { secondsText } from './outcome.ts';

export function useTimes() {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const given = { timeZone, locale, now };
  return {
    locale,
    moment: (at: string) => formatMoment(new Date(at), given),
    /** With its year, for paper. */
    dated: (at: string) =>
      new Intl.DateTimeFormat(dateTag(locale), { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
        new Date(at),
      ),
    short: (at: string) => formatShort(new Date(at), given),
    span: (seconds: number) => secondsText(t, seconds),
  };
}
