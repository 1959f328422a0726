/** What is in an agency: what a succession takes along, and what has to go elsewhere before it can end with nobody after it. */
import type { AgencyPage } from '#contract/organisation.ts';
import { peopleByAgency } from '#server/accounts/index.ts';
import type { StandingAgency, Succession } from '#server/agencies/index.ts';
import { countScheduledOfAgency } from '#server/deactivations/index.ts';
import { countFormsUnderWay } from '#server/enrolments/index.ts';
import { countPlannedOfAgency } from '#server/movements/index.ts';
import { countOpenOfAgency } from '#server/requests/index.ts';
import type { Reader } from '#server/shared/store.ts';
import { everyNaming } from './named.ts';
import { standingOn } from './rules.ts';

export type LeftIn = AgencyPage['moves'];

export async function leftIn(
  db: Reader,
  id: string,
  among: { tree: readonly StandingAgency[]; today: string },
): Promise<LeftIn> {
  const [people, requests, enrolments, deactivations, movements] = await Promise.all([
    peopleByAgency(db),
    countOpenOfAgency(db, id),
    countFormsUnderWay(db, id),
    countScheduledOfAgency(db, id),
    countPlannedOfAgency(db, id),
  ]);
  const children = among.tree.filter((each) => each.parentId === id && standingOn(each, among.today) !== 'ended');
  return { people: people.get(id) ?? 0, requests, enrolments, deactivations, movements, children: children.length };
}

/** Nobody and nothing of it is left, nobody is on their way into it: neither by a succession nor by a directory. */
export async function isEmpty(
  db: Reader,
  id: string,
  among: { tree: readonly StandingAgency[]; today: string; planned: readonly Succession[] },
): Promise<boolean> {
  const left = await leftIn(db, id, among);
  const brings = (await everyNaming(db)).some(({ kind, agencyIds }) => kind === 'directory' && agencyIds.includes(id));
  const awaited = among.planned.some(({ successorId }) => successorId === id);
  return !brings && !awaited && Object.values(left).every((count) => count === 0);
}
