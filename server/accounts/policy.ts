/** Who may do what to an account. One's own belongings are asked for by the actor's id and need no question. */
import { hasRight, type Policy } from '../shared/policy.ts';
import type { Person } from './rows.ts';

/** What an administrator does to a person. */
export type PeopleRight = 'approve' | 'giveLink' | 'unlock' | 'grant';

export const peoplePolicy: Policy<PeopleRight, Pick<Person, 'state'>> = {
  sees: (actor) => hasRight(actor, 'people.administer'),
  may: (right, actor, person) => {
    if (!hasRight(actor, 'people.administer')) return false;
    if (right === 'approve') return person.state === 'awaiting_approval';
    if (right === 'giveLink') return person.state === 'invited' || person.state === 'active';
    return true;
  },
};
