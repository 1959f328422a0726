/** The language before anybody has signed in: the one chosen last on this machine, else Spanish. */
import { type Locale, setLocale } from '#web/shared/i18n.ts';

const KEY = 'mesa.locale';

export const startLocale = (): Promise<void> => setLocale(localStorage.getItem(KEY) === 'en' ? 'en' : 'es-MX');

export async function keepLocale(locale: Locale): Promise<void> {
  localStorage.setItem(KEY, locale);
  await setLocale(locale);
}
