/**
 * A coordinator writes and signs for their own agency; DTI captures what came on paper and reviews; Servicios Generales grants
 * exceptions; Contraloría reads. What is not signed is nobody's but whose hand writes it.
 */
import type { EnrolmentState } from '#contract/enrolment-shapes.ts';
import { type Actor, hasRole, type Policy } from '../shared/policy.ts';

export type EnrolmentFacts = {
  readonly agencyId: string;
  readonly source: 'coordinator' | 'paper';
  readonly state: EnrolmentState;
  readonly signedAt: Date | null;
};
export type EnrolmentRight = 'read' | 'write' | 'review' | 'except';

export const coordinates = (actor: Actor, agencyId: string): boolean =>
  actor.kind === 'person' && hasRole(actor, 'agency_coordinator') && actor.agencyId === agencyId;

function sees(actor: Actor, { agencyId, source, signedAt }: EnrolmentFacts): boolean {
  if (actor.kind === 'system') return true;
  if (source === 'paper' && hasRole(actor, 'operator_admin')) return true;
  if (signedAt === null) return source === 'coordinator' && coordinates(actor, agencyId);
  return coordinates(actor, agencyId) || hasRole(actor, 'operator_admin', 'service_owner', 'auditor');
}

export const enrolmentPolicy: Policy<EnrolmentRight, EnrolmentFacts> = {
  sees,
  may: (right, actor, thing) => {
    if (actor.kind === 'system') return true;
    if (right === 'read') return sees(actor, thing);
    if (right === 'review') return hasRole(actor, 'operator_admin');
    if (right === 'except') return hasRole(actor, 'service_owner');
    return thing.source === 'paper' ? hasRole(actor, 'operator_admin') : coordinates(actor, thing.agencyId);
  },
};
