/** Who may do what to an account. One's own belongings are asked for by the actor's id and need no question. */
import { hasRight, type Policy } from '../shared/policy.ts';
import type { Person } from './rows.ts';

/** What an administrator does to a person. */
export type PeopleRight =
  | 'approve'
  | 'giveLink'
  | 'giveCode'
  | 'unlock'
  | 'grant'
  | 'lock'
  | 'reopen'
  | 'endSessions'
  | 'move'
  | 'removeFactors';

export const peoplePolicy: Policy<PeopleRight, Pick<Person, 'id' | 'state' | 'hasSecondFactor'>> = {
  sees: (actor) => hasRight(actor, 'people.administer'),
  may: (right, actor, person) => {
    if (!hasRight(actor, 'people.administer')) return false;
    if (right === 'approve') return person.state === 'awaiting_approval';
    // Whoever sits at an open session must not turn it into a password of their own choosing.
    const isOwn = actor.kind === 'person' && actor.id === person.id;
    if (right === 'giveLink') return person.state === 'invited' || (person.state === 'active' && !isOwn);
    if (right === 'giveCode') return person.state === 'active' && !isOwn;
    if (right === 'removeFactors') return person.hasSecondFactor && !isOwn;
    // Who only asked for an account and was never approved has none to close.
    if (right === 'lock') return person.state !== 'awaiting_approval' && !isOwn;
    if (right === 'reopen' || right === 'endSessions' || right === 'move') return !isOwn;
    return true;
  },
};
