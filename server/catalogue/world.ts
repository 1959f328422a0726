/** What a service may name: areas, levels, teams, agencies, systems; and what of a content does not hold among them. */
import type { FormOption, FormTrouble } from '#contract/forms.ts';
import { contentTroubles, type ServiceContent } from '#contract/service-content.ts';
import { allTeams, type Team } from '../accounts/index.ts';
import { type Agency, everyAgency } from '../agencies/index.ts';
import { allLevels, type Level } from '../service-levels/index.ts';
import type { Reader } from '../shared/store.ts';
import type { Names } from './changes.ts';
import { type Area, type Service, selectAreas, selectServices } from './rows.ts';
import { type System, selectSystems } from './version-rows.ts';

export type World = {
  readonly areas: readonly Area[];
  readonly levels: readonly Level[];
  readonly teams: readonly Team[];
  readonly agencies: readonly Agency[];
  readonly systems: readonly System[];
  readonly services: readonly Service[];
};

export async function readWorld(db: Reader): Promise<World> {
  const [areas, levels, teams, agencies, systems, services] = await Promise.all([
    selectAreas(db),
    allLevels(db),
    allTeams(db),
    everyAgency(db),
    selectSystems(db),
    selectServices(db, 'every'),
  ]);
  return { areas, levels, teams, agencies, systems, services };
}

/** The systems on offer, as options of a question. */
export const systemOptions = (systems: readonly System[]): FormOption[] =>
  systems.filter((system) => system.active).map(({ key, name }) => ({ value: key, label: name }));

const byId = <
  Thing extends { id: string; name: Names['areas'] extends ReadonlyMap<string, infer Text> ? Text : never },
>(
  things: readonly Thing[],
) => new Map(things.map(({ id, name }) => [id, name]));

export const namesOf = (world: World): Names => ({
  areas: byId(world.areas),
  levels: byId(world.levels),
  teams: byId(world.teams),
  agencies: byId(world.agencies),
});

/** Levels that may still be given. */
export const levelsInUse = (world: Pick<World, 'levels'>): Level[] =>
  world.levels.filter((level) => level.retiredAt === null);

/** Teams that may still be sent requests. */
export const teamsInUse = (world: Pick<World, 'teams'>): Team[] => world.teams.filter((team) => !team.retired);

/** Everything that keeps this content of `service` (null: a new one) from being published, each at its place. */
export function troublesAmong(
  world: World,
  service: { readonly id: string; readonly code: string; readonly publishedVersion: number | null } | null,
  content: ServiceContent,
): FormTrouble[] {
  const found: FormTrouble[] = [];
  const wrong = (path: string, message: string): void => {
    found.push({ path, message });
  };
  if (world.services.some((other) => other.id !== service?.id && other.code === content.code))
    wrong('code', 'field.code-taken');
  else if (service !== null && service.publishedVersion !== null && service.code !== content.code)
    wrong('code', 'field.code-fixed');
  if (!world.areas.some((area) => area.id === content.areaId && area.active)) wrong('areaId', 'field.area-gone');
  if (!levelsInUse(world).some((level) => level.id === content.levelId)) wrong('levelId', 'field.level-gone');
  if (content.teamId !== null && !teamsInUse(world).some((team) => team.id === content.teamId))
    wrong('teamId', 'field.team-gone');
  const known = new Set<string>(world.agencies.map((agency) => agency.id));
  const { agencyIds } = content.audience;
  if (agencyIds.some((agencyId) => !known.has(agencyId))) wrong('audience.agencyIds', 'field.agency-gone');
  return [...found, ...contentTroubles(content, systemOptions(world.systems))];
}
