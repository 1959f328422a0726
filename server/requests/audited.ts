/** Control bodies may read everything, and each reading leaves a trace: who, which request, what of it. */
import type { House } from '#server/shared/house.ts';
import { type Actor, hasRole } from '#server/shared/policy.ts';

export function noteReading(house: House, actor: Actor, read: { requestId: string; what: string }): void {
  if (actor.kind !== 'person' || !hasRole(actor, 'auditor')) return;
  house.log.info({ personId: actor.id, ...read }, 'request read by an auditor');
}
