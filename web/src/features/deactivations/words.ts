/** Keys of what a deactivation stands at, and of its grounds. */
import {
  DEACTIVATION_STATES,
  type DeactivationGround,
  type DeactivationState,
  type DeactivationView,
} from '#contract/deactivation-shapes.ts';
import type { MessageKey } from '#web/shared/i18n.ts';

export const isState = (value: unknown): value is DeactivationState =>
  DEACTIVATION_STATES.some((state) => state === value);

export const STATE_WORDS: Record<DeactivationState, MessageKey> = {
  scheduled: 'deactivations.state.scheduled',
  done: 'deactivations.state.done',
  called_off: 'deactivations.state.called_off',
  lapsed: 'deactivations.state.lapsed',
};
export const GROUND_WORDS: Record<DeactivationGround, MessageKey> = {
  separation: 'deactivations.ground.separation',
  retirement: 'deactivations.ground.retirement',
  agency_change: 'deactivations.ground.agency_change',
  leave: 'deactivations.ground.leave',
  death: 'deactivations.ground.death',
  other: 'deactivations.ground.other',
};

/** What stands for one that says it did not go as it was signed. */
export const standingOf = ({ state, heldUpAt }: Pick<DeactivationView, 'state' | 'heldUpAt'>) =>
  heldUpAt === null ? state : 'held-up';
