/** Pure: what a deactivation closes an account as, from when it holds, and who takes the requests. */
import type { CLOSING_REASONS } from '#contract/accounts.ts';
import { DEACTIVATION_AHEAD_DAYS, type DeactivationGround } from '#contract/deactivation-shapes.ts';
import type { PersonId } from '#contract/ids.ts';
import type { Role } from '#contract/permissions.ts';
import { fromLocal } from '../calendars/index.ts';
import { todayAt } from '../institution/index.ts';
import { DAY, later } from '../shared/clock.ts';

const CLOSED_AS: Readonly<Record<DeactivationGround, (typeof CLOSING_REASONS)[number]>> = {
  separation: 'left',
  retirement: 'left',
  agency_change: 'left',
  death: 'left',
  leave: 'leave',
  other: 'other',
};
export const closedAs = (ground: DeactivationGround) => CLOSED_AS[ground];

/**
 * From when it holds: now, or the start of a day to come in the institution's zone. `past`: that day began already; `far`: more
 * than a year ahead, which is a slip of the pen.
 */
export function effectiveAt(
  institution: { readonly timeZone: string },
  day: string | null,
  now: Date,
): Date | 'past' | 'far' {
  if (day === null) return now;
  if (day <= todayAt(institution, now)) return 'past';
  if (day > todayAt(institution, later(now, DEACTIVATION_AHEAD_DAYS * DAY))) return 'far';
  return fromLocal(institution.timeZone, `${day}T00:00`);
}

export type Candidate = {
  readonly id: PersonId;
  readonly agencyId: string;
  readonly state: string;
  readonly roles: readonly Role[];
};

/** Could follow a request of that agency instead of the person who leaves. */
export const mayTake = (
  candidate: Candidate | undefined,
  given: { readonly agencyId: string; readonly personId: string },
): candidate is Candidate =>
  candidate !== undefined &&
  candidate.state === 'active' &&
  candidate.agencyId === given.agencyId &&
  candidate.id !== given.personId &&
  candidate.roles.some((role) => role !== 'auditor' && role !== 'privacy_officer' && role !== 'archivist');
