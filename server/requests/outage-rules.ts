/** Pure: whether a request may be joined to an outage, and when several that come together look like one nobody has told of. */
import type { FaultCode } from '#contract/faults.ts';
import { HOUR, later } from '#server/shared/clock.ts';

type Joining = {
  /** The outage; null: there is none, or none that people know of. */
  readonly outage: { readonly id: string; readonly joinable: boolean; reaches(agencyId: string): boolean } | null;
  readonly request: { readonly outage_id: string | null; readonly agency_id: string };
};

/** Why not, or null. Who is told of an outage must be among those who read of it: joining tells them. */
export function whyNotJoin({ outage, request }: Joining): FaultCode | null {
  if (outage === null || !outage.joinable) return 'outage.over';
  if (request.outage_id === outage.id) return 'outage.joined';
  return outage.reaches(request.agency_id) ? null : 'outage.audience';
}

/** People report what has failed before the desk tells of it: for so many hours. */
const TOLD_WITHIN_HOURS = 24;

/** Was it asked while it lasted, a day before it was told at most, or within hours of its end? Others are joined by choice alone. */
export function inTimeOf(outage: { readonly begins: Date; readonly endedAt: Date | null }, at: Date): boolean {
  const { begins, endedAt } = outage;
  if (at < later(begins, -TOLD_WITHIN_HOURS * HOUR)) return false;
  return endedAt === null || at <= later(endedAt, ALIKE_WITHIN_HOURS * HOUR);
}

/** So many people at least: fewer are a coincidence, and would be told apart by their number. */
export const TOGETHER = 3;
/** Hours before and after a request within which others are about the same. */
export const ALIKE_WITHIN_HOURS = 4;
/** Days before that say what is usual. */
export const USUAL_DAYS = 14;
/** Working hours of those days: ten of eight. */
const USUAL_HOURS = 80;
/** As many times the usual number are out of the ordinary. */
const TIMES_USUAL = 2;

/** Of one service, anywhere or in one building: people about the same time, and requests in the days before. */
export type Alike = { readonly people: number; readonly before: number };

const isUnusual = ({ people, before }: Alike): boolean =>
  people >= TOGETHER && people >= TIMES_USUAL * ((before * 2 * ALIKE_WITHIN_HOURS) / USUAL_HOURS);

/** Who reports it, and where: in the request's own building (`here`), else anywhere; null: nothing out of the ordinary. */
export function possibleOutage(given: {
  building: string;
  here: Alike;
  anywhere: Alike;
}): { people: number; building: string } | null {
  const { building, here, anywhere } = given;
  // All of them in one place says more than the same number spread over the state.
  if (building !== '' && isUnusual(here) && here.people * 2 > anywhere.people) return { people: here.people, building };
  return isUnusual(anywhere) ? { people: anywhere.people, building: '' } : null;
}

/** How many report it, for a reader who must not learn who: null while they are few. */
export const peopleTold = (people: number): number | null => (people >= TOGETHER ? people : null);
