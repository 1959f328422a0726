/** How a team stands: open requests by what presses, for whoever hands over. */
import { refOf } from '#server/records/index.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor } from '#server/shared/policy.ts';
import { FIGURE_NAMES, type FigureRow, type FigureRows, figureRows } from './figures-rows.ts';
import { scopeOf } from './read-request.ts';

const named = ({ count, folios }: FigureRow) => ({
  count,
  folios: folios.map(({ folio, ...parts }) => ({ folio, ref: refOf(parts) })),
});

type Standing = Record<keyof FigureRows, ReturnType<typeof named>>;

/**
 * Counts of open requests of a team (null: of all), as far as this person reaches, with the first `folios` of each by deadline.
 * Overdue and at risk are those whose clock runs; one request may stand in several.
 */
export async function standingOfTeam(
  house: House,
  actor: Actor,
  of: { teamId: string | null; folios: number },
): Promise<Standing> {
  const rows = await figureRows(house.store.read, scopeOf(house, actor), of);
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, named(rows[name])])) as Standing;
}
