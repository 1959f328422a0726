/** The list as a tree: each agency under the one it belongs to, by name; what is no more stands apart. */
import type { AgencyNode } from '#contract/organisation.ts';

export type Branch = { readonly agency: AgencyNode; readonly branches: readonly Branch[] };

/** Of those given; one whose agency above is not among them stands at the top, so that nothing is lost from sight. */
export function branchesOf(agencies: readonly AgencyNode[]): Branch[] {
  const among = new Set<string>(agencies.map(({ id }) => id));
  const under = new Map<string | null, AgencyNode[]>();
  for (const agency of agencies) {
    const above = agency.parentId !== null && among.has(agency.parentId) ? agency.parentId : null;
    under.set(above, [...(under.get(above) ?? []), agency]);
  }
  const grow = (above: string | null): Branch[] =>
    (under.get(above) ?? []).map((agency) => ({ agency, branches: grow(agency.id) }));
  return grow(null);
}

/** Those found with all above them, in the order of `all`: what is found deep down keeps its place in sight. */
export function withAbove(all: readonly AgencyNode[], found: readonly AgencyNode[]): AgencyNode[] {
  const byId = new Map<string, AgencyNode>(all.map((agency) => [agency.id, agency]));
  const kept = new Set<string>();
  for (const agency of found)
    for (
      let at: AgencyNode | undefined = agency;
      at !== undefined && !kept.has(at.id);
      at = byId.get(at.parentId ?? '')
    )
      kept.add(at.id);
  return all.filter(({ id }) => kept.has(id));
}

/** For a list to choose from: in the order of the tree, each with how deep it stands. */
export function inTreeOrder(
  agencies: readonly AgencyNode[],
): { readonly agency: AgencyNode; readonly depth: number }[] {
  const told = (branches: readonly Branch[], depth: number): { agency: AgencyNode; depth: number }[] =>
    branches.flatMap(({ agency, branches: under }) => [{ agency, depth }, ...told(under, depth + 1)]);
  return told(branchesOf(agencies), 0);
}

/** How many lie under it, at whatever depth. */
export const countUnder = ({ branches }: Branch): number =>
  branches.reduce((count, each) => count + 1 + countUnder(each), 0);

/** From the top down to the one above it. */
export function pathTo(agencies: readonly AgencyNode[], agency: AgencyNode): AgencyNode[] {
  const path: AgencyNode[] = [];
  let at = agencies.find(({ id }) => id === agency.parentId);
  while (at !== undefined && path.length < agencies.length) {
    path.unshift(at);
    const above = at.parentId;
    at = agencies.find(({ id }) => id === above);
  }
  return path;
}

/** Everything one may find it by. */
export const wordsOf = ({ acronym, name, heads, coordinators }: AgencyNode): string =>
  [acronym, name.es, name.en, ...heads.map((each) => each.name), ...coordinators.map((each) => each.name)].join(' ');
