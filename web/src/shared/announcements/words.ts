/** When it is or was, in words. */
import { formatWhen } from '../format.ts';
import { useLocale, useT } from '../i18n.ts';
import { useInstitution, useNow } from '../session.ts';
import { type Timed, timesOf } from './times.ts';

/** "Desde hoy, 9:10. Última novedad: hoy, 10:40." · "Sáb 5 dic, de 8:00 a 10:00." · "Hoy, 22:00 a mañana, 2:00." */
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
