/** One value of somebody's own data → words on a paper: moments in the institution's zone, names for ids, words for codes. */
import type { Role } from '#contract/permissions.ts';
import { ROLES } from '#contract/permissions.ts';
import { isMessageKey, type Locale, type Translate, translator } from '#locales/catalogues.ts';
import { CODED, OWN_FACTS, OWN_VALUES, UNTOLD } from './own-data-codes.ts';
import type { Label, Labelled } from './own-data-label-rows.ts';
import type { KEPT } from './own-data-rows.ts';

export type Reading = {
  readonly locale: Locale;
  readonly timeZone: string;
  /** Whose data they are. */
  readonly personId: string;
  /** Names behind ids, by column. */
  readonly labels: Partial<Record<Labelled, ReadonlyMap<string, Label>>>;
};

export type Telling = {
  readonly t: Translate;
  moment(iso: string): string;
  day(iso: string): string;
  section(name: string): string;
  headOf(column: string): string;
  /** Empty: there is nothing to tell. */
  value(column: string, value: unknown): string;
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PEOPLE: ReadonlySet<string> = new Set(['principal_id', 'delegate_id']);

const isOne = <T extends string>(list: readonly T[], value: string): value is T =>
  (list as readonly string[]).includes(value);

export function tellingOf({ locale, timeZone, personId, labels }: Reading): Telling {
  const t = translator(locale);
  const moments = new Intl.DateTimeFormat(locale, {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    timeZone,
  } as Intl.DateTimeFormatOptions);
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone });
  const wholeDays = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const moment = (iso: string) => moments.format(new Date(iso));
  const named = (label: Label | undefined): string => {
    if (label === null || label === undefined) return '';
    return typeof label === 'string' ? label : label[locale === 'en' ? 'en' : 'es'];
  };
  const text = (column: string, value: string): string => {
    if (column in labels) return named(labels[column as Labelled]?.get(value));
    if (PEOPLE.has(column)) return t(value === personId ? 'own-paper.you' : 'own-paper.somebody');
    if (column.endsWith('role') || column.endsWith('roles'))
      return isOne(ROLES, value) ? t(`common.role.${value as Role}`) : value;
    if (column === 'fact') return isOne(OWN_FACTS, value) ? t(`own-paper.fact.${value}`) : value;
    if (CODED.has(column)) return isOne(OWN_VALUES, value) ? t(`own-paper.value.${value}`) : value;
    if (INSTANT.test(value)) return moment(value);
    return DAY.test(value) ? wholeDays.format(new Date(value)) : value;
  };
  const value = (column: string, given: unknown): string => {
    if (given === null || given === undefined) return '';
    if (typeof given === 'boolean') return t(given ? 'requests.form.yes' : 'requests.form.no');
    if (column === 'bytes') return sizeOf(Number(given), locale);
    if (typeof given === 'number') return String(given);
    if (typeof given === 'string') return text(column, given);
    if (column === 'answers') return answersIn(given, (name) => text(column, name), locale === 'en' ? 'en' : 'es');
    return leavesOf(given, locale === 'en' ? 'en' : 'es')
      .filter((leaf) => !ID.test(leaf))
      .map((leaf) => text(column, leaf))
      .join(', ');
  };
  return {
    ...{ t, moment, value, day: (iso) => days.format(new Date(iso)) },
    section: (name) =>
      t(`own-paper.section.${name as (typeof KEPT)[number]['section']}` as 'own-paper.section.account'),
    headOf: (name) => {
      const key = `own-paper.column.${name}`;
      return isMessageKey(key) ? t(key) : name;
    },
  };
}

/** What a row says, column by column; what is empty is not told. */
export const cellsOf = (row: Record<string, unknown>, telling: Telling): (readonly [column: string, value: string])[] =>
  Object.entries(row)
    .filter(([column]) => !UNTOLD.has(column))
    .map(([column, value]) => [column, telling.value(column, value)] as const)
    .filter(([, value]) => value !== '');

type Part = { readonly values?: Record<string, unknown>; readonly names?: Record<string, Record<string, unknown>> };

/** Of the form of a service: each answer after the key of its question, with what ids were called when they were given. */
function answersIn(given: object, told: (value: string) => string, language: 'es' | 'en'): string {
  const { filing, closing, former = [] } = given as { filing?: Part; closing?: Part; former?: Part[] };
  const parts = [filing, closing, ...former].filter((part) => part !== undefined);
  return parts
    .flatMap(({ values = {}, names = {} }) =>
      Object.entries(values).map(([key, value]) => {
        const said = leavesOf(value, language).map((leaf) => String(names[leaf]?.[language] ?? told(leaf)));
        return `${key.replaceAll(/[-_]/g, ' ')}: ${said.join(', ')}`;
      }),
    )
    .join('; ');
}

/** What stands at the ends of a value with parts; of a name in two languages, the reader's. */
function leavesOf(value: unknown, language: 'es' | 'en'): string[] {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return [];
  if (typeof value !== 'object') return [String(value)];
  const parts = value as Record<string, unknown>;
  if (typeof parts.es === 'string') return [String(parts[language] ?? parts.es)];
  return Object.values(parts).flatMap((part) => leavesOf(part, language));
}

const UNITS = ['B', 'kB', 'MB', 'GB'];

function sizeOf(bytes: number, locale: Locale): string {
  const step = bytes < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1_000 ** step)} ${UNITS[step]}`;
}
