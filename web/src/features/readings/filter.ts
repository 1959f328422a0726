/** Which readings the page shows, as the address bar has it: a person or words of a name, a folio, what was opened, days. */
import * as v from 'valibot';
import type { QueryInput } from '#contract/operation.ts';
import { type exportReadings, READ_THINGS } from '#contract/readings.ts';
import { Day, line } from '#contract/shapes.ts';

export type ReadingFilter = QueryInput<typeof exportReadings>;
/** The words of the address. */
export type ReadingSearch = {
  persona?: string;
  nombre?: string;
  folio?: string;
  que?: string;
  desde?: string;
  hasta?: string;
};
export type FilterName = keyof ReadingFilter;

const NAMES = {
  person: 'persona',
  name: 'nombre',
  folio: 'folio',
  what: 'que',
  from: 'desde',
  to: 'hasta',
} as const satisfies Record<FilterName, keyof ReadingSearch>;
const EVERY = Object.keys(NAMES) as FilterName[];

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST = { name: 80, folio: 40 };

/** As the contract asks of the query, whose shape does not come along to the browser. */
export const Sought = v.object({
  name: v.optional(line(2, LONGEST.name)),
  folio: v.optional(line(1, LONGEST.folio)),
  from: v.optional(Day),
  to: v.optional(Day),
});

const words = (value: unknown, longest: number): string | undefined => {
  const text = String(value ?? '').trim();
  return text === '' ? undefined : text.slice(0, longest);
};

/** What does not fit falls away; a folio nobody can read stays, for whoever typed it is told so beside it. */
export function filterOf(search: Readonly<Record<string, unknown>>): ReadingFilter {
  const { persona, que, desde, hasta } = search;
  const person = typeof persona === 'string' && ID.test(persona) ? persona : undefined;
  return only({
    person,
    // One person says more than words of a name.
    name: person === undefined ? words(search.nombre, LONGEST.name) : undefined,
    folio: words(search.folio, LONGEST.folio),
    what: READ_THINGS.find((thing) => thing === que),
    from: v.is(Day, desde) ? desde : undefined,
    to: v.is(Day, hasta) ? hasta : undefined,
  });
}

const only = (all: Readonly<Record<string, string | undefined>>): ReadingFilter =>
  Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value.trim() !== ''),
  ) as ReadingFilter;

export const searchOf = (filter: ReadingFilter): ReadingSearch =>
  Object.fromEntries(
    EVERY.flatMap((name) => (filter[name] === undefined ? [] : [[NAMES[name], String(filter[name])]])),
  );

export const without = (filter: ReadingFilter, name: FilterName): ReadingFilter => only({ ...filter, [name]: '' });

/** What a form holds: empty where nothing narrows. The person chosen is in no field, and stays until a name is typed. */
export type Typed = Record<Exclude<FilterName, 'person'>, string>;

export const typedOf = ({ name = '', folio = '', what, from = '', to = '' }: ReadingFilter): Typed => ({
  ...{ name, folio, what: what ?? '', from, to },
});

export const filterTyped = (typed: Typed, person: string | undefined): ReadingFilter =>
  only({ ...typed, person: typed.name.trim() === '' ? person : undefined });

export const exportPath = (base: string, filter: ReadingFilter): string => {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? base : `${base}?${query}`;
};
