/** What a page tells of itself in a report of an error, and of nobody who reads it. */
import type { BROWSERS, ErrorContext } from '#contract/error-reports.ts';
import type { Locale } from '#web/shared/i18n.ts';
import { ownEntry } from '#web/shared/own-entry.ts';
import { remembered } from '#web/shared/remembered.ts';
import { shownTheme } from '#web/shared/theme.ts';

type Browser = (typeof BROWSERS)[number];

/** Each says it is those before it, too: the first that fits is what it is. */
const NAMED: readonly (readonly [RegExp, Browser])[] = [
  [/\bEdg(?:A|iOS)?\/(\d{1,4})/, 'Edge'],
  [/\bOPR\/(\d{1,4})/, 'Opera'],
  [/\bSamsungBrowser\/(\d{1,4})/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d{1,4})/, 'Firefox'],
  [/\b(?:Chrome|CriOS)\/(\d{1,4})/, 'Chrome'],
  [/\bVersion\/(\d{1,4})[\d.]* (?:Mobile\/\w+ )?Safari\//, 'Safari'],
];

/** Name and number; the rest of what a browser says of itself tells machines apart. */
export function browserOf(userAgent: string): ErrorContext['browser'] {
  for (const [pattern, name] of NAMED) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return { name, version: Number(version) };
  }
  return { name: 'other', version: null };
}

const PATTERN = /^\/[a-z/$-]{0,119}$/;
const CODE = /^[0-9A-F]{8}$/;

/** `page`: the address as the program writes it; `shown`: the identifier that stood on the page. */
export const contextOf = (page: string, given: { shown: string | null; locale: Locale }): ErrorContext => ({
  page: PATTERN.test(page) ? page : '/',
  build: /-([A-Za-z0-9_-]{1,40})\.js$/.exec(ownEntry() ?? '')?.[1] ?? '',
  browser: browserOf(navigator.userAgent),
  window: { width: window.innerWidth, height: window.innerHeight },
  locale: given.locale,
  theme: shownTheme(),
  online: navigator.onLine,
  ...remembered(),
  shown: given.shown !== null && CODE.test(given.shown) ? given.shown : null,
});
