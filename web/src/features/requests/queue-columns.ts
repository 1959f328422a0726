/** Which columns the desk's list shows, and how the address holds them. */
import { VIEW_COLUMNS, type ViewColumn } from '#contract/saved-views.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

/** What each is called: in the address, and on screen. They stand in this order. */
const COLUMNS = [
  ['folio', 'folio', 'requests.column.folio'],
  ['subject', 'asunto', 'requests.column.subject'],
  ['requester', 'solicitante', 'console.list.requester'],
  ['agency', 'dependencia', 'console.filter.agency'],
  ['area', 'area', 'requests.filter.area'],
  ['service', 'servicio', 'console.aside.service'],
  ['team', 'equipo', 'console.aside.team'],
  ['agent', 'atiende', 'console.list.agent'],
  ['level', 'nivel', 'requests.aside.level'],
  ['state', 'estado', 'requests.column.state'],
  ['due', 'compromiso', 'requests.column.due'],
  ['registered', 'registro', 'console.columns.registered'],
  ['last_movement', 'movimiento', 'requests.column.last'],
] as const satisfies readonly (readonly [ViewColumn, string, MessageKey])[];

export const COLUMN_WORDS = Object.fromEntries(COLUMNS.map(([name, , words]) => [name, words])) as Record<
  ViewColumn,
  (typeof COLUMNS)[number][2]
>;

/** Without these two nobody knows what a row is, or can open it. */
export const ALWAYS: readonly ViewColumn[] = ['folio', 'subject'];
export const USUAL: readonly ViewColumn[] = ['folio', 'subject', 'requester', 'service', 'agent', 'state', 'due'];
/** Those one chooses among. */
export const CHOOSABLE: readonly ViewColumn[] = COLUMNS.map(([name]) => name).filter((name) => !ALWAYS.includes(name));

/** Each once, in the order in which they stand; none: the usual ones. */
export function inOrder(chosen: readonly ViewColumn[]): readonly ViewColumn[] {
  if (chosen.length === 0) return USUAL;
  return COLUMNS.map(([name]) => name).filter((name) => ALWAYS.includes(name) || chosen.includes(name));
}

export const isUsual = (columns: readonly ViewColumn[]): boolean =>
  columns.length === USUAL.length && columns.every((name) => USUAL.includes(name));

/** Whatever stands in the address, only what names a column passes. */
export function columnsOf(said: unknown): readonly ViewColumn[] {
  const words = typeof said === 'string' ? said.split(',') : [];
  return inOrder(VIEW_COLUMNS.filter((name) => COLUMNS.some(([own, word]) => own === name && words.includes(word))));
}

/** As the address says them; nothing where they are the usual ones. */
export function sayColumns(columns: readonly ViewColumn[]): string | undefined {
  const shown = inOrder(columns);
  if (isUsual(shown)) return undefined;
  return COLUMNS.flatMap(([name, word]) => (shown.includes(name) ? [word] : [])).join(',');
}
