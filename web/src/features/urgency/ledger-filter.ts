/** What the ledger shows, as the address bar has it: months, one agency, one who decided. */
import type { QueryInput } from '#contract/operation.ts';
import type { readUrgencyLedger } from '#contract/urgency-ledger.ts';

export type LedgerFilter = Omit<QueryInput<typeof readUrgencyLedger>, 'cursor'>;
/** The words of the address. */
export type LedgerSearch = { desde?: string; hasta?: string; dependencia?: string; decide?: string };

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const fitting = (form: RegExp, value: unknown): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined;

/** What does not fit falls away, and so does a first month after the last. */
export function filterOf(search: Readonly<Record<string, unknown>>): LedgerFilter {
  const [first, to] = [fitting(MONTH, search.desde), fitting(MONTH, search.hasta)];
  const [agency, by] = [fitting(ID, search.dependencia), fitting(ID, search.decide)];
  const from = first !== undefined && to !== undefined && first > to ? undefined : first;
  return Object.fromEntries(
    Object.entries({ from, to, agency, by }).filter(([, value]) => value !== undefined),
  ) as LedgerFilter;
}

export const searchOf = (filter: LedgerFilter): LedgerSearch => ({
  ...(filter.from === undefined ? {} : { desde: filter.from }),
  ...(filter.to === undefined ? {} : { hasta: filter.to }),
  ...(filter.agency === undefined ? {} : { dependencia: filter.agency }),
  ...(filter.by === undefined ? {} : { decide: filter.by }),
});

export const exportPath = (base: string, filter: LedgerFilter): string => {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? base : `${base}?${query}`;
};

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthOf = (number: number): string => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

/** The last `count` months, the newest first, with whichever others are chosen. */
export function monthsToChoose(newest: string, chosen: readonly string[], count = 36): string[] {
  const last = Array.from({ length: count }, (_, ago) => monthOf(numberOf(newest) - ago));
  return [...new Set([...last, ...chosen])].toSorted((a, b) => b.localeCompare(a));
}
