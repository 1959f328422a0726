/** The views and filters of the desk's list, and how the address bar holds them. */
import { REQUEST_STATES } from '#contract/requests.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export const VIEWS = ['mine', 'unassigned', 'team', 'all'] as const;
export type View = (typeof VIEWS)[number];
export const VIEW_WORDS: Record<View, MessageKey> = {
  mine: 'console.view.mine',
  unassigned: 'console.view.unassigned',
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

export type QueueFilters = { q: string; view: View; state: State };

/** Whatever stands in the address, only what means something passes. */
export function queueFiltersOf(search: Record<string, unknown>): QueueFilters {
  const { q, vista, estado } = search;
  return {
    q: typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 160) : '',
    view: VIEWS.find((view) => view === vista) ?? 'mine',
    state: STATES.find((state) => state === estado) ?? 'open',
  };
}

export const searchOf = ({ q, view, state }: QueueFilters) => ({
  q: q || undefined,
  vista: view,
  estado: state === 'open' ? undefined : state,
});
