/**
 * Coordinators and heads answer for their own agency; DTI for one that has neither. Servicios Generales, DTI and Contraloría read all.
 */
import { type Actor, hasRole, type Policy } from '../shared/policy.ts';

export type RollFacts = {
  readonly agencyId: string;
  /** The agency has neither coordinator nor head. */
  readonly isUnanswerable: boolean;
};

/** In which capacity somebody answers for the agency; null: they do not. */
export function answersAs(actor: Actor, roll: RollFacts): 'coordinator' | 'head' | 'operator' | null {
  if (actor.kind !== 'person') return null;
  const isOwn = actor.agencyId === roll.agencyId;
  if (isOwn && hasRole(actor, 'agency_coordinator')) return 'coordinator';
  if (isOwn && hasRole(actor, 'agency_head')) return 'head';
  return roll.isUnanswerable && hasRole(actor, 'operator_admin') ? 'operator' : null;
}

const oversees = (actor: Actor): boolean => hasRole(actor, 'service_owner', 'operator_admin', 'auditor');

export const rollPolicy: Policy<'read' | 'answer', RollFacts> = {
  sees: (actor, roll) => oversees(actor) || answersAs(actor, roll) !== null,
  may: (right, actor, roll) => right === 'read' || answersAs(actor, roll) !== null,
};
