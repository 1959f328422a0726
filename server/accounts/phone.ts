/** Telephone numbers as people write them in Mexico, kept in one form (E.164 and extension). */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { Fault } from '../shared/fault.ts';

export type PhoneNumber = { readonly phone: string; readonly extension: string };

const EXTENSION = /[\s,;(]*(?:ext(?:ensi[oó]n)?|x|#)[\s.:]*(\d{1,7})[\s).]*$/i;

/** Old prefixes for long distance and mobiles, no longer dialled since 2019. */
const withoutOldPrefixes = (digits: string): string =>
  digits.replace(/^(?:\+?52)?(?:01|044|045)(?=\d{10}$)/, '').replace(/^\+?521(?=\d{10}$)/, '');

/** "(312) 316 2000 ext. 2345" → `{ phone: '+523123162000', extension: '2345' }`; `phone.unreadable` when it is no number. */
export function readPhone(text: string): PhoneNumber {
  const extension = EXTENSION.exec(text)?.[1] ?? '';
  const digits = text.replace(EXTENSION, '').replace(/[\s().\-/]+/g, '');
  const number = /^\+?\d+$/.test(digits) ? parsePhoneNumberFromString(withoutOldPrefixes(digits), 'MX') : undefined;
  if (!number?.isValid()) throw new Fault('phone.unreadable');
  return { phone: number.number, extension };
}

/** "312 316 2000 ext. 2345"; a foreign number with its country's code; empty when there is none. */
export function shownPhone({ phone, extension }: PhoneNumber): string {
  const number = parsePhoneNumberFromString(phone);
  if (!number) return phone;
  const shown = number.country === 'MX' ? number.formatNational() : number.formatInternational();
  return extension === '' ? shown : `${shown} ext. ${extension}`;
}
