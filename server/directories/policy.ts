/** Whoever looks after the desk says which directories vouch for its people. */
import { hasRight, type Policy } from '../shared/policy.ts';

export const directoryPolicy: Policy<'administer', object> = {
  sees: (actor) => hasRight(actor, 'directory.administer'),
  may: (_right, actor) => hasRight(actor, 'directory.administer'),
};
