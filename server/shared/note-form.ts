/** Each reading of a signed form of an agency (alta, baja) leaves a trace (decision 54). */
import type { House } from './house.ts';
import { type Actor, hasRole, type PersonActor } from './policy.ts';
import type { ReadingRight, ReadingWhat } from './readings.ts';

export type OpenedForm = {
  readonly id: string;
  /** Whoever opens it writes for the agency it is of. */
  readonly isOfTheirs: boolean;
  readonly what: ReadingWhat;
  /** The document or the scan. */
  readonly detailId?: string;
};

export function noteForm(house: House, actor: Actor, { id, isOfTheirs, what, detailId }: OpenedForm): void {
  if (actor.kind !== 'person') return;
  const right = isOfTheirs ? 'agency' : officeOf(actor);
  house.readings.note(actor, { what, right, requestId: null, formId: id, detailId: detailId ?? null });
}

/** The office that acts before those that look on. */
function officeOf(actor: PersonActor): ReadingRight {
  if (hasRole(actor, 'operator_admin')) return 'operator';
  return hasRole(actor, 'service_owner') ? 'service_owner' : 'auditor';
}
