/** Which words stand for what the server names by key. */
import type { MovementGround } from '#contract/movements.ts';
import type { CLOSING_REASONS, PersonFound, PersonView, PROOFS } from '#contract/people.ts';
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

export type Proof = (typeof PROOFS)[number];

/** How somebody proved who they are. */
export const PROOF_WORDS: Record<Proof, { label: MessageKey; hint: MessageKey }> = {
  employee_number: { label: 'setup.code.employee-number', hint: 'setup.code.employee-number-hint' },
  agency_call_back: { label: 'setup.code.call-back', hint: 'setup.code.call-back-hint' },
  in_person: { label: 'setup.code.in-person', hint: 'setup.code.in-person-hint' },
};

export const FACTOR_WORDS: Record<PersonView['factors'][number], MessageKey> = {
  totp: 'setup.people.factor.totp',
  passkey: 'setup.people.factor.passkey',
};

/** Why somebody is among those found. */
export const FOUND_WORDS: Record<PersonFound['foundBy'][number], MessageKey> = {
  email: 'persons.found.email',
  employeeNumber: 'persons.found.number',
};

/** Why somebody changed position or agency. */
export const MOVEMENT_WORDS: Record<MovementGround, MessageKey> = {
  promotion: 'persons.move.ground.promotion',
  transfer: 'persons.move.ground.transfer',
  reorganisation: 'persons.move.ground.reorganisation',
  correction: 'persons.move.ground.correction',
  other: 'persons.move.ground.other',
};

export const CLOSING_WORDS: Record<(typeof CLOSING_REASONS)[number], MessageKey> = {
  left: 'setup.close.reason.left',
  leave: 'setup.close.reason.leave',
  misuse: 'setup.close.reason.misuse',
  compromised: 'setup.close.reason.compromised',
  other: 'setup.close.reason.other',
};
