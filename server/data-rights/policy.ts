/**
 * Whoever the data are about follows and completes their own; the privacy officer attends them, an administrator makes a cancellation
 * effective, and Contraloría reads. Nobody decides about their own.
 */
import { type Actor, hasRight, hasRole, type Policy } from '../shared/policy.ts';
import type { DataRight } from './rows.ts';

export type DataRightFacts = Pick<DataRight, 'personId' | 'kind'>;
export type DataRightRight = 'read' | 'complete' | 'withdraw' | 'attend' | 'effect';

const isOwn = (actor: Actor, { personId }: DataRightFacts): boolean => actor.kind === 'person' && actor.id === personId;

export const dataRightPolicy: Policy<DataRightRight, DataRightFacts> = {
  sees: (actor, thing) => isOwn(actor, thing) || hasRight(actor, 'data-right.read'),
  may: (right, actor, thing) => {
    const own = isOwn(actor, thing);
    if (right === 'read') return own || hasRight(actor, 'data-right.read');
    if (right === 'withdraw') return own;
    if (right === 'complete') return own || hasRight(actor, 'data-right.attend');
    if (own) return false;
    if (right === 'attend') return hasRight(actor, 'data-right.attend');
    return thing.kind === 'cancellation' ? hasRole(actor, 'operator_admin') : hasRole(actor, 'privacy_officer');
  },
};
