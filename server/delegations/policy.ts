import { hasRight, type Policy } from '../shared/policy.ts';

type Facts = { readonly principalId: string; readonly delegateId: string; readonly isOver: boolean };

/** Who administers and who audits know of all; each of the two of theirs. Either of the two may end it, and who administers. */
export const delegationPolicy: Policy<'end', Facts> = {
  sees: (actor, { principalId, delegateId }) =>
    hasRight(actor, 'role.read') || (actor.kind === 'person' && [principalId, delegateId].includes(actor.id)),
  may: (_right, actor, { principalId, delegateId, isOver }) =>
    !isOver &&
    (hasRight(actor, 'people.administer') || (actor.kind === 'person' && [principalId, delegateId].includes(actor.id))),
};
