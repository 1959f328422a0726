/**
 * The head and the coordinator of an agency tell who of theirs leaves; DTI captures what came on paper; Servicios Generales and
 * Contraloría read. Nobody closes their own account by this form, nor takes their own leaving back.
 */
import { DEACTIVATION_WAYS, type DeactivationWay } from '#contract/deactivation-shapes.ts';
import { type Actor, hasRole, type Policy } from '../shared/policy.ts';

export type DeactivationFacts = { readonly agencyId: string; readonly personId: string };
export type DeactivationRight = 'read' | 'ask' | 'callOff';

export const speaksFor = (actor: Actor, agencyId: string): boolean =>
  actor.kind === 'person' && hasRole(actor, 'agency_coordinator', 'agency_head') && actor.agencyId === agencyId;

/** On screen whoever speaks for the agency; with its signed sheet DTI. */
export const waysOf = (actor: Actor, agencyId: string): DeactivationWay[] =>
  DEACTIVATION_WAYS.filter((way) => (way === 'screen' ? speaksFor(actor, agencyId) : hasRole(actor, 'operator_admin')));

const sees = (actor: Actor, { agencyId }: DeactivationFacts): boolean =>
  actor.kind === 'system' || speaksFor(actor, agencyId) || hasRole(actor, 'operator_admin', 'service_owner', 'auditor');

export const deactivationPolicy: Policy<DeactivationRight, DeactivationFacts> = {
  sees,
  may: (right, actor, thing) => {
    if (right === 'read') return sees(actor, thing);
    if (actor.kind !== 'person') return actor.kind === 'system';
    if (actor.id === thing.personId) return false;
    return speaksFor(actor, thing.agencyId) || hasRole(actor, 'operator_admin');
  },
};
