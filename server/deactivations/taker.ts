import { type PersonCard, peopleByIds, peopleWithRole } from '../accounts/index.ts';
import type { Reader } from '../shared/store.ts';
import { mayTake } from './rules.ts';

/**
 * Who takes the open requests of somebody who leaves an agency: the colleague who was named while that one can; else who signed,
 * where they are of the agency; else whoever coordinates it, then whoever heads it. Null: there is nobody.
 */
export async function takerOf(
  db: Reader,
  form: { agencyId: string; personId: string; colleagueId: string | null; askedBy: string },
): Promise<PersonCard | null> {
  const { agencyId, colleagueId, askedBy } = form;
  const [coordinators, heads] = await Promise.all([
    peopleWithRole(db, 'agency_coordinator', agencyId),
    peopleWithRole(db, 'agency_head', agencyId),
  ]);
  const offices = [...coordinators, ...heads];
  const inOrder = [
    ...(colleagueId === null ? [] : [colleagueId]),
    ...(offices.includes(askedBy) ? [askedBy] : []),
    ...offices,
  ];
  const people = await peopleByIds(db, inOrder);
  for (const id of inOrder) {
    const candidate = people.get(id);
    if (candidate !== undefined && mayTake(candidate, form)) return candidate;
  }
  return null;
}
