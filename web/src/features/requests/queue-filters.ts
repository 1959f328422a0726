/** The views and filters of the desk's list, and how the address bar holds them. */
import * as v from 'valibot';
import { QUEUE_COUNT_CAP } from '#contract/queue.ts';
import {
  DUE_GROUPS,
  type DueGroup,
  QUEUE_ORDERS,
  QUEUE_VIEWS,
  type QueueOrder,
  type QueueView,
  queueFilters,
  REQUEST_STATES,
} from '#contract/requests.ts';
import type { ViewColumn, ViewForm } from '#contract/saved-views.ts';
import type { MessageKey } from '#web/shared/i18n.ts';
import type { QueueFilter } from './queries.ts';
import { sayColumns } from './queue-columns.ts';

export { DUE_GROUPS, QUEUE_ORDERS, QUEUE_VIEWS };
export const VIEW_WORDS: Record<QueueView, MessageKey> = {
  mine: 'console.view.mine',
  unassigned: 'console.view.unassigned',
  due_today: 'console.view.due-today',
  waiting: 'console.view.waiting',
  urgency: 'console.view.urgency',
  team: 'console.view.team',
  all: 'console.view.all',
};

const SINGLE = REQUEST_STATES.filter((state) => state !== 'resolved' && state !== 'closed');
export const STATES = ['open', 'resolved', 'closed', 'all', ...SINGLE] as const;
export type State = (typeof STATES)[number];
export const STATE_WORDS: Record<State, MessageKey> = {
  open: 'console.state.open',
  resolved: 'console.state.resolved',
  closed: 'console.state.closed',
  all: 'console.state.all',
  registered: 'console.state.registered',
  assigned: 'console.state.assigned',
  in_progress: 'console.state.in-progress',
  scheduled: 'console.state.scheduled',
  waiting_requester: 'console.state.waiting-requester',
  waiting_third_party: 'console.state.waiting-third-party',
  cancelled: 'console.state.cancelled',
  rejected: 'console.state.rejected',
};
export const DUE_WORDS: Record<DueGroup, MessageKey> = {
  overdue: 'console.due.overdue',
  today: 'console.due.today',
  later: 'console.due.later',
  paused: 'console.due.paused',
};
export const ORDER_WORDS: Record<QueueOrder, MessageKey> = {
  due: 'console.order.due',
  newest: 'console.order.newest',
  oldest_movement: 'console.order.oldest-movement',
};

/** What a filter is called in the address. */
const NAMES = {
  view: 'vista',
  q: 'q',
  state: 'estado',
  area: 'area',
  service: 'servicio',
  agency: 'dependencia',
  level: 'nivel',
  team: 'equipo',
  agent: 'atiende',
  outage: 'falla',
  due: 'vence',
  order: 'orden',
} as const satisfies Record<keyof typeof queueFilters, string>;
type Name = keyof typeof NAMES;
const ALL = Object.keys(NAMES) as Name[];
/** Every word of the address this list knows, its form included. */
export const QUEUE_WORDS = [...Object.values(NAMES), 'forma', 'columnas', 'guardada'] as const;

/** Those a person adds and takes away one by one, as chips. */
export const CHIPS = ['state', 'due', 'area', 'service', 'agency', 'level', 'team', 'agent', 'outage'] as const;
export type Chip = (typeof CHIPS)[number];

export type QueueFilters = QueueFilter & { view: QueueView };

/** Whatever stands in the address, only what means something passes. */
export function queueFiltersOf(search: Record<string, unknown>): QueueFilters {
  const found = ALL.flatMap((name) => {
    const given = search[NAMES[name]];
    if (given === undefined) return [];
    const read = v.safeParse(queueFilters[name], typeof given === 'number' ? String(given) : given);
    return read.success && read.output !== undefined ? [[name, read.output] as const] : [];
  });
  return { view: 'mine', ...Object.fromEntries(found) };
}

export type QueueForm = ViewForm;
export const formOf = (search: Record<string, unknown>): QueueForm => (search.forma === 'lista' ? 'list' : 'split');

type Search = { [Each in (typeof QUEUE_WORDS)[number]]?: string };

/** How the list stands: its form, its columns (none: the usual ones), and the view its filters were kept as. */
export type Standing = { form: QueueForm; columns?: readonly ViewColumn[]; saved?: string | null };

/** The words of the address for these filters; nothing in it that is so anyway. */
export function searchOf(filters: QueueFilter, { form, columns = [], saved = null }: Standing): Search {
  const said = ALL.flatMap((name) => {
    const value = filters[name];
    return value === undefined || value === '' ? [] : [[NAMES[name], value] as const];
  });
  const columnas = sayColumns(columns);
  return {
    ...Object.fromEntries(said),
    ...(form === 'list' ? { forma: 'lista' } : {}),
    ...(columnas === undefined ? {} : { columnas }),
    ...(saved ? { guardada: saved } : {}),
  };
}

/** Anything chosen beyond the view itself. */
export const isNarrowed = (filters: QueueFilters): boolean =>
  Boolean(filters.q) || CHIPS.some((chip) => filters[chip] !== undefined);
/** The view alone. */
export const widened = (filters: QueueFilters): QueueFilters => ({ view: filters.view });

/** "7"; "999+" where the server counted no further. */
export const shownCount = (count: number): string =>
  count >= QUEUE_COUNT_CAP ? `${QUEUE_COUNT_CAP - 1}+` : String(count);
