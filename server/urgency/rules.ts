/**
 * Pure: what the rule suggests for a petition of urgency. It only suggests: Servicios Generales decides (document 002, 1.g).
 * How many are stopped, against whether work goes on meanwhile.
 */
import { AFFECTED, type Affected, ALTERNATIVES, type Alternative } from '#contract/requests.ts';

/** 0: the level stays · 1: the second most pressing · 2: the most pressing. */
export type Weight = 0 | 1 | 2;

const MATRIX: Readonly<Record<Affected, Readonly<Record<Alternative, Weight>>>> = {
  person: { can_wait: 0, another_way: 0, nothing_works: 1 },
  area: { can_wait: 0, another_way: 1, nothing_works: 2 },
  agencies: { can_wait: 1, another_way: 2, nothing_works: 2 },
};

/** How pressing a level is, its promise says. */
type Promised = { readonly id: string; readonly resolutionMinutes: number };

/** The level that a weight means among these, or null when the level stays. */
export function levelOfWeight<Level extends Promised>(levels: readonly Level[], weight: Weight): Level | null {
  if (weight === 0) return null;
  return levels.toSorted((a, b) => a.resolutionMinutes - b.resolutionMinutes)[weight === 2 ? 0 : 1] ?? null;
}

/** Every combination with its weight, row by row. */
export const cells = AFFECTED.flatMap((affects) =>
  ALTERNATIVES.map((alternative) => ({ affects, alternative, weight: MATRIX[affects][alternative] })),
);

/** The level suggested: never one less pressing than the request has already. */
export function suggested<Level extends Promised>(
  levels: readonly Level[],
  current: Level,
  facts: { affects: Affected; alternative: Alternative },
): Level {
  const given = levelOfWeight(levels, MATRIX[facts.affects][facts.alternative]);
  return given === null || given.resolutionMinutes > current.resolutionMinutes ? current : given;
}

/** Against the level it was filed with: a second decision that goes back to it keeps it. */
export const outcomeOf = (levels: { filed: string; after: string }): 'kept' | 'changed' =>
  levels.filed === levels.after ? 'kept' : 'changed';
