/** Pure: days and hours as people and office programs in Mexico write them, told in the desk's own time zone. */
import { fromLocal } from '../calendars/index.ts';
import { later } from '../shared/clock.ts';

/** `exact`: it said an hour. */
export type When = { readonly at: Date; readonly exact: boolean };

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;
/** Day first, as Mexico writes it. */
const MEXICAN =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\.?)?)?$/i;
/** Days since 30 December 1899, as spreadsheets keep a day; the part of a day behind the point. */
const SERIAL = /^(\d{5})(\.\d+)?$/;
const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 80_000;

type Parts = { year: string; month: string; day: string; hour: number; minute: string; second: string };

const two = (text: string | number): string => String(text).padStart(2, '0');

function local(timeZone: string, parts: Parts): Date | null {
  const { year, month, day, hour, minute, second } = parts;
  try {
    const at = fromLocal(timeZone, `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`);
    return Number(second) > 59 ? null : later(at, Number(second) * 1_000);
  } catch {
    return null;
  }
}

function ofSerial(timeZone: string, days: number, rest: number): Date | null {
  if (days < FIRST_SERIAL || days > LAST_SERIAL) return null;
  const seconds = Math.round(rest * 86_400);
  const said = new Date(Date.UTC(1899, 11, 30 + days, 0, 0, seconds)).toISOString();
  const at = fromLocal(timeZone, said.slice(0, 16));
  return later(at, Number(said.slice(17, 19)) * 1_000);
}

/** `12/03/2024 09:15`, `12/03/2024 9:15 p. m.`, `2024-03-12`, `2024-03-12T09:15:00-06:00`, `45363.5`; null for what is no day. */
export function readWhen(text: string, timeZone: string): When | null {
  const exactly = (at: Date | null, exact: boolean): When | null => (at === null ? null : { at, exact });
  const iso = ISO.exec(text);
  if (iso) {
    const [, year = '', month = '', day = '', hour, minute = '00', second = '00', zone] = iso;
    if (zone !== undefined) {
      const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
      const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
      return exactly(Number.isNaN(at.getTime()) ? null : at, true);
    }
    return exactly(local(timeZone, { year, month, day, hour: Number(hour ?? 0), minute, second }), hour !== undefined);
  }
  const mexican = MEXICAN.exec(text);
  if (mexican) {
    const [, day = '', month = '', year = '', hour, minute = '00', second = '00', half] = mexican;
    const said = Number(hour ?? 0);
    if (half !== undefined && (said < 1 || said > 12)) return null;
    const whole = half === undefined ? said : (said % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
    return exactly(local(timeZone, { year, month, day, hour: whole, minute, second }), hour !== undefined);
  }
  const serial = SERIAL.exec(text);
  return serial
    ? exactly(ofSerial(timeZone, Number(serial[1]), Number(serial[2] ?? 0)), serial[2] !== undefined)
    : null;
}
