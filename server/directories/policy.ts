/** Whoever looks after the desk says which directories vouch for its people, and who somebody is there. */
import type { Person } from '../accounts/index.ts';
import { type Actor, hasRight, type Policy } from '../shared/policy.ts';

const administers = (actor: Actor): boolean => hasRight(actor, 'directory.administer');

export const directoryPolicy: Policy<'administer', object> = {
  sees: administers,
  may: (_right, actor) => administers(actor),
};

export const linkPolicy: Policy<'link' | 'unlink', Pick<Person, 'id' | 'state'>> = {
  sees: administers,
  may: (right, actor, person) => {
    // One's own is linked in the profile, with both passwords: an open session gives nobody another way in.
    const isOwn = actor.kind === 'person' && actor.id === person.id;
    return administers(actor) && !isOwn && (right === 'unlink' || person.state !== 'inactive');
  },
};
