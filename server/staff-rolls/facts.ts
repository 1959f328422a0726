/** What other slices hear of staff rolls. */

/** A month was opened: `{ month, rolls, unanswerable }`. On the stream of all of them. */
export const MONTH_OPENED = 'staff-roll.month-opened';
/** One was: `{ rollId, agencyId, month, people, dueAt }`. */
export const ROLL_OPENED = 'staff-roll.opened';
/** One of the fixed days came: `{ rollId, agencyId, month, stage, late }`. */
export const ROLL_REMINDED = 'staff-roll.reminded';
/** `{ rollId, agencyId, month, people }`: so many may not sign in any more. */
export const ROLL_SUSPENDED = 'staff-roll.suspended';
/** `{ rollId, agencyId, month, …, letBack }`. */
export const ROLL_CONFIRMED = 'staff-roll.confirmed';
export const SETTINGS_CHANGED = 'staff-roll.settings-changed';

export const streamOf = (rollId: string): string => `staff-roll:${rollId}`;
/** Of what is about all of them. */
export const ALL_ROLLS = 'staff-rolls:00000000-0000-4000-8000-000000000001';

/** Said once: two nodes at once do one thing once. */
export class DoneBefore extends Error {}
