/** The tree, its days and its successions, from given values alone. */
import type { StandingAgency, Succession } from '#server/agencies/index.ts';

export type Standing = 'coming' | 'in_force' | 'ended';

type Days = Pick<StandingAgency, 'validFrom' | 'validTo'>;

/** As it stands on that day (`YYYY-MM-DD`). */
export const standingOn = ({ validFrom, validTo }: Days, day: string): Standing =>
  validTo !== null && validTo <= day ? 'ended' : validFrom > day ? 'coming' : 'in_force';

/** The one that goes on as it today: itself while it is there; null where nobody does. */
export function goesOnAs(tree: readonly StandingAgency[], id: string, today: string): string | null {
  const byId = new Map<string, StandingAgency>(tree.map((agency) => [agency.id, agency]));
  let at = byId.get(id);
  for (let step = 0; at !== undefined && step <= tree.length; step += 1) {
    if (standingOn(at, today) !== 'ended') return at.id;
    at = at.successorId === null ? undefined : byId.get(at.successorId);
  }
  return null;
}

/** Would an agency come to lie under itself? */
export function isCycle(
  tree: readonly Pick<StandingAgency, 'id' | 'parentId'>[],
  move: { id: string; parentId: string | null },
): boolean {
  const parents = new Map<string, string | null>(tree.map(({ id, parentId }) => [id, parentId]));
  let at = move.parentId;
  for (let step = 0; at !== null && step <= tree.length; step += 1) {
    if (at === move.id) return true;
    at = parents.get(at) ?? null;
  }
  return at !== null;
}

/** Somebody in force has that acronym already, capitals aside. */
export const isAcronymTaken = (
  tree: readonly (Pick<StandingAgency, 'id' | 'acronym'> & Days)[],
  given: { id: string; acronym: string; today: string },
): boolean =>
  tree.some(
    (each) =>
      each.id !== given.id &&
      standingOn(each, given.today) !== 'ended' &&
      each.acronym.toLowerCase() === given.acronym.toLowerCase(),
  );

/** May `successor` go on with another's people on that day? It must be there then, and be somebody else. */
export const canFollow = (
  successor: StandingAgency | undefined,
  given: { agencyId: string; onDay: string },
): successor is StandingAgency =>
  successor !== undefined && successor.id !== given.agencyId && standingOn(successor, given.onDay) === 'in_force';

/** Somebody counts on it to be there on that day or later. */
export const isAwaited = (planned: readonly Succession[], given: { agencyId: string; onDay: string }): boolean =>
  planned.some(({ successorId, onDay }) => successorId === given.agencyId && onDay >= given.onDay);
