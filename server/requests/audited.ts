/** Each reading of a request leaves a trace (decision 54): who, which request, what of it, by which right. */
import type { House } from '#server/shared/house.ts';
import { type Actor, hasRole, type PersonActor } from '#server/shared/policy.ts';
import type { ReadingRight, ReadingWhat } from '#server/shared/readings.ts';
import { isDelegate, type RequestFacts, requestPolicy } from './policy.ts';

type Read = { readonly what: ReadingWhat; readonly detailId?: string };

export function noteReading(house: House, actor: Actor, request: RequestFacts & { id: string }, read: Read): void {
  if (actor.kind !== 'person') return;
  house.readings.note(actor, {
    ...{ what: read.what, detailId: read.detailId ?? null },
    ...{ requestId: request.id, right: rightOf(actor, request) },
  });
}

/** The nearest of those that open it: one's own before an office, the office that acts before the one that looks on. */
function rightOf(actor: PersonActor, request: RequestFacts): ReadingRight {
  if (request.requester_id === actor.id) return 'own';
  if (request.takes_part) return 'participant';
  if (isDelegate(actor, request)) return 'delegate';
  if (hasRole(actor, 'service_owner')) return 'service_owner';
  if (requestPolicy.may('attend', actor, { ...request, read_only: false })) return 'desk';
  return hasRole(actor, 'auditor') ? 'auditor' : 'agency';
}
