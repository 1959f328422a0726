/** Who may look after the letters. */
import { type Actor, hasRight, type Policy } from '../shared/policy.ts';

const administers = (actor: Actor): boolean => hasRight(actor, 'institution.administer');

export const letterPolicy: Policy<'retry', object> = {
  sees: administers,
  may: (_right, actor) => administers(actor),
};
