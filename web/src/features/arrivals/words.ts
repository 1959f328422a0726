/** How arrivals are said: kinds, states, outcomes. */
import type { ArrivalKind, ArrivalOutcome, ArrivalState } from '#contract/arrival-kinds.ts';
import type { ArrivalView } from '#contract/arrivals.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export const KIND_WORDS: Record<ArrivalKind, MessageKey> = {
  people: 'arrivals.kind.people',
  requests: 'arrivals.kind.requests',
  messages: 'arrivals.kind.messages',
};
export const KIND_HINTS: Record<ArrivalKind, MessageKey> = {
  people: 'arrivals.kind-hint.people',
  requests: 'arrivals.kind-hint.requests',
  messages: 'arrivals.kind-hint.messages',
};
export const STATE_WORDS: Record<ArrivalView['state'], MessageKey> = {
  looked: 'arrivals.state.looked',
  running: 'arrivals.state.running',
  stopped: 'arrivals.state.stopped',
  done: 'arrivals.state.done',
};
export const OUTCOME_WORDS: Record<ArrivalOutcome, MessageKey> = {
  new: 'arrivals.outcome.new',
  here: 'arrivals.outcome.here',
  fault: 'arrivals.outcome.fault',
  brought: 'arrivals.outcome.brought',
};
export const MEANT_STATES: Record<ArrivalState, MessageKey> = {
  open: 'arrivals.meant.open',
  closed: 'arrivals.meant.closed',
  cancelled: 'arrivals.meant.cancelled',
  rejected: 'arrivals.meant.rejected',
};
