/** Which words stand for what the server names by key. */
import type { MessageKey } from '#web/shared/i18n.ts';
import type { State } from './queries.ts';

export const STATE_WORDS: Record<State, MessageKey> = {
  invited: 'setup.people.state.invited',
  awaiting_approval: 'setup.people.state.awaiting-approval',
  active: 'setup.people.state.active',
  inactive: 'setup.people.state.inactive',
};

/** Class of the mark beside the word: the word says it, the colour only helps to find it. */
export const STATE_TONES: Record<State, string> = {
  invited: 'c-maya',
  awaiting_approval: 'c-cempa',
  active: 'c-jade',
  inactive: 'c-grey',
};
