/** The words of letters, in the reader's language. Values stand in as they are: nothing in them is read. */
import { type Locale, translator } from '#locales/catalogues.ts';
import type spanish from '#locales/es-MX/letters.json';

export { dayInWords, inWords } from '../shared/in-words.ts';

export type { Locale };
export type LetterKey = keyof typeof spanish;
export type Words = (key: LetterKey, values?: Record<string, string>) => string;

export const wordsIn = (locale: Locale): Words => translator(locale);
