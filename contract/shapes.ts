/**
 * The small shapes every slice shares: bounded text, ids, instants, pages.
 *
 * A field is bounded here once; the form, the API and the database then say the same thing.
 */
import * as v from 'valibot';

/** Control characters (except tab and line breaks) have no place in a record; a NUL or half a character cannot even be stored. */
const CONTROL = /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Free text: trimmed, NFC, `min` to `max` characters, line breaks kept as "\n". */
export const text = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number) =>
  v.pipe(
    v.string('field.text'),
    v.transform((value) => value.replace(/\r\n?/g, '\n').normalize('NFC').trim()),
    v.minLength(min, min <= 1 ? 'field.required' : 'field.too-short'),
    v.maxLength(max, 'field.too-long'),
    v.check((value) => !CONTROL.test(value), 'field.control-characters'),
  );

/** One line of text: as `text`, runs of blanks made one. */
export const line = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number) =>
  v.pipe(
    v.string('field.text'),
    v.transform((value) => value.normalize('NFC').replace(/\s+/g, ' ').trim()),
    v.minLength(min, min <= 1 ? 'field.required' : 'field.too-short'),
    v.maxLength(max, 'field.too-long'),
    v.check((value) => !CONTROL.test(value), 'field.control-characters'),
  );

export const id = /* @__NO_SIDE_EFFECTS__ */ <const Name extends string>(name: Name) =>
  v.pipe(v.string('field.id'), v.uuid('field.id'), v.toLowerCase(), v.brand(name));

/** An instant in UTC, ISO 8601, as it travels. */
export const Instant = v.pipe(v.string('field.instant'), v.isoTimestamp('field.instant'));

/** The shape alone lets 31 February pass. */
const isOnCalendar = (value: string): boolean => {
  const read = new Date(`${value}${value.includes('T') ? ':00Z' : 'T00:00:00Z'}`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value);
};
/** Dates of appointments and waits: a calendar day, or a local day and minute, in the institution's zone. */
export const Day = v.pipe(v.string('field.date'), v.isoDate('field.date'), v.check(isOnCalendar, 'field.date'));
export const DayMinute = v.pipe(
  v.string('field.date'),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'field.date'),
  v.check(isOnCalendar, 'field.date'),
);

/** A name in the two languages of the desk. */
export const LocalText = v.object({ es: v.string(), en: v.string() });
export type LocalText = v.InferOutput<typeof LocalText>;

/** E-mail is the user name (document 000): compared without case, stored in lower case. */
export const Email = v.pipe(
  v.string('field.email'),
  v.trim(),
  v.toLowerCase(),
  v.nonEmpty('field.required'),
  v.maxLength(254, 'field.too-long'),
  v.regex(/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/, 'field.email'),
  v.check((value) => !value.includes('..') && !value.startsWith('.') && !value.includes('.@'), 'field.email'),
);

/** What a person types to sign in: bounded so that nobody makes the server hash a novel. Never trimmed (C47). */
export const TypedPassword = v.pipe(
  v.string('field.text'),
  v.nonEmpty('field.required'),
  v.maxLength(256, 'field.too-long'),
);

/** A new password: 12 to 256 characters, no composition rules (ASVS 6.2). */
export const NewPassword = v.pipe(
  v.string('field.text'),
  v.nonEmpty('field.required'),
  v.minLength(12, 'field.password-short'),
  v.maxLength(256, 'field.too-long'),
);

/** A one-time secret in a link: 256 random bits, base64url. */
export const OneTimeToken = v.pipe(v.string('field.text'), v.regex(/^[A-Za-z0-9_-]{43}$/, 'field.token'));

/** Letters and digits that nobody takes for another when heard or read: no I, L, O, 0, 1. */
export const SPOKEN_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Eight of them, as typed: blanks and hyphens between groups fall away. */
export const ResetCode = v.pipe(
  v.string('field.text'),
  v.maxLength(40, 'field.reset-code'),
  v.transform((value) => value.replace(/[\s-]+/g, '').toUpperCase()),
  v.regex(/^[A-HJKMNP-Z2-9]{8}$/, 'field.reset-code'),
);

/** "312 316 2000 ext. 2345": national number, extension apart; read by the server. */
export const Phone = v.pipe(line(1, 60), v.regex(/\d/, 'field.phone'));

export const Cursor = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,400}$/, 'field.cursor'));

/** A keyset page: `next` is passed back as `cursor`, null at the end. */
export const pageOf = /* @__NO_SIDE_EFFECTS__ */ <const Item extends v.GenericSchema>(item: Item) =>
  v.object({ items: v.array(item), next: v.nullable(v.string()) });

export const Nothing = v.strictObject({});
export const Done = v.object({ done: v.literal(true) });
