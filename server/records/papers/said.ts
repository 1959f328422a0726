/** A sealed document, read for its paper: what it does not say is not there. Times as a clock of the institution showed them. */
import { isMessageKey, translator } from '#locales/catalogues.ts';
import type { Json } from '#server/shared/canonical.ts';

export type Document = { readonly [key: string]: Json };

/** Legal paper is in es-MX, whoever asks for it. */
export const t = translator('es-MX');

export type Said = {
  readonly document: Document;
  /** Null where it is absent, empty, or no text. */
  text(key: string): string | null;
  /** To the second, with its zone. */
  instant(key: string): string | null;
  /** For a glance: no seconds, no zone. */
  minute(key: string): string | null;
  /** Of a code, in words of the family; the code itself where they lack it. */
  word(family: string, key: string): string | null;
  part(key: string): Said | null;
  list(key: string): readonly Json[];
};

const isDocument = (value: Json | undefined): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function saidIn(document: Document, timeZone: string): Said {
  const text = (key: string): string | null => {
    const value = document[key];
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  return {
    ...{ document, text },
    instant: (key) => {
      const at = text(key);
      return at === null ? null : instantOf(at, timeZone);
    },
    minute: (key) => {
      const at = text(key);
      return at === null ? null : new Intl.DateTimeFormat('es-MX', { ...MINUTE, timeZone }).format(new Date(at));
    },
    word: (family, key) => {
      const code = text(key);
      return code === null ? null : wordOf(family, code);
    },
    part: (key) => {
      const value = document[key];
      return isDocument(value) ? saidIn(value, timeZone) : null;
    },
    list: (key) => {
      const value = document[key];
      return Array.isArray(value) ? value : [];
    },
  };
}

export const textsIn = (values: readonly Json[]): string[] => values.filter((each) => typeof each === 'string');
export const partsIn = (values: readonly Json[], timeZone: string): Said[] =>
  values.filter(isDocument).map((each) => saidIn(each, timeZone));

export function wordOf(family: string, code: string): string {
  const key = `papers.${family}.${code}`;
  return isMessageKey(key) ? t(key) : code;
}

const DATE: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric' };
const LEGAL: Intl.DateTimeFormatOptions = {
  ...{ ...DATE, hour: '2-digit', minute: '2-digit', second: '2-digit' },
  ...{ hourCycle: 'h23', timeZoneName: 'long' },
};
const MINUTE: Intl.DateTimeFormatOptions = { ...DATE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const DAY: Intl.DateTimeFormatOptions = { ...DATE, timeZone: 'UTC' };

/** "22 de noviembre de 2026, 13:00:05, hora estándar central": a document says its second and its zone. */
export const instantOf = (iso: string, timeZone: string): string => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : new Intl.DateTimeFormat('es-MX', { ...LEGAL, timeZone }).format(at);
};

/** Of a calendar day. */
export const dayOf = (day: string): string => {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? day : new Intl.DateTimeFormat('es-MX', DAY).format(at);
};
