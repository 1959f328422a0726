/** The only place that makes ids and secrets. */
import { hash, randomBytes, randomInt, randomUUID, randomUUIDv7, timingSafeEqual } from 'node:crypto';

/** An id: sortable by time of making, never a secret. Branded by whoever asks. */
export const newId = <Id extends string = string>(): Id => randomUUIDv7() as string as Id;

/** An id that nobody finds by guessing: 122 random bits. */
export const newRandomId = <Id extends string = string>(): Id => randomUUID() as string as Id;

/** 256 random bits for a cookie or a link, base64url; the database keeps only its hash. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const sha256 = (value: string | Uint8Array): Buffer => hash('sha256', value, 'buffer');

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

/** Eight letters to read on the phone; finds the entry in the log. */
export const newRequestCode = (): string => randomBytes(5).toString('hex').toUpperCase().slice(0, 8);

/** `length` letters of the alphabet, each as likely as any other. */
export const newCode = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
