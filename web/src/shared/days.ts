/** Calendar days as they travel, `YYYY-MM-DD`: no instants, so they are said without any zone. */
import { formatDay, type In } from './format.ts';

export const sayDay = (day: string, locale: In['locale'], now = new Date()): string =>
  formatDay(new Date(`${day}T12:00:00Z`), { timeZone: 'UTC', locale, now });
