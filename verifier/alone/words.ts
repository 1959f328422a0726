/** The words of the files that stand alone: they carry both languages. */
import en from '#locales/en/verifying.json' with { type: 'json' };
import es from '#locales/es-MX/verifying.json' with { type: 'json' };
import type { Words } from '../telling.ts';

const TEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = { 'es-MX': es, en };

export type Locale = 'es-MX' | 'en';

export const wordsIn =
  (locale: Locale): Words =>
  (key, values = {}) =>
    (TEXTS[locale]?.[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
