/** Teams as a reader sees them: people, who is away, how much each has open. */

import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { DESK_ROLES } from '#contract/permissions.ts';
import type { findDeskPeople, listTeams, TeamMember, TeamView } from '#contract/teams.ts';
import {
  type Absence,
  absenceOn,
  absencesFrom,
  allTeams,
  memberIds,
  type PersonCard,
  peopleByIds,
  peopleOfDesk,
  standInOn,
  type Team,
} from '#server/accounts/index.ts';
import { agenciesByIds, positionsByIds } from '#server/agencies/index.ts';
import { type Area, everyArea } from '#server/catalogue/index.ts';
import { readInstitutionRow, todayAt } from '#server/institution/index.ts';
import { type DeskLoad, openByTeam } from '#server/requests/index.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor } from '#server/shared/policy.ts';
import { teamPolicy } from './policy.ts';

type World = {
  readonly teams: readonly Team[];
  readonly members: readonly { teamId: string; personId: string }[];
  readonly people: ReadonlyMap<string, PersonCard>;
  readonly absences: readonly Absence[];
  readonly areas: readonly Area[];
  readonly load: readonly DeskLoad[];
  readonly today: string;
};

export const todayOf = async (house: House): Promise<string> =>
  todayAt(await readInstitutionRow(house.store.read), house.clock.now());

async function readWorld(house: House): Promise<World> {
  const db = house.store.read;
  const today = await todayOf(house);
  const [teams, members, absences, areas, load] = await Promise.all([
    allTeams(db),
    memberIds(db),
    absencesFrom(db, today),
    everyArea(db),
    openByTeam(db),
  ]);
  const ids = [...members.map(({ personId }) => personId), ...absences.map(({ deputyId }) => deputyId)];
  return { teams, members, people: await peopleByIds(db, ids), absences, areas, load, today };
}

export async function readTeams(house: House, actor: Actor): Promise<ReplyOf<typeof listTeams>> {
  const world = await readWorld(house);
  const views = world.teams.map((team) => toView(world, team, actor));
  return {
    teams: [...views.filter((team) => !team.retired), ...views.filter((team) => team.retired)],
    areas: world.areas.filter((area) => area.active).map(({ id, name }) => ({ id, name })),
    can: { add: teamPolicy.may('add', actor, { id: '', areaId: null, retired: false }) },
  };
}

/** One of them, as it is after an act. */
export async function readTeam(house: House, actor: Actor, id: string): Promise<TeamView> {
  const { teams } = await readTeams(house, actor);
  const found = teams.find((team) => team.id === id);
  if (!found) throw new Error('the team acted upon is not there');
  return found;
}

function toView(world: World, team: Team, actor: Actor): TeamView {
  const may = (right: Parameters<typeof teamPolicy.may>[0]) => teamPolicy.may(right, actor, team);
  const load = may('see-load') ? world.load.filter((each) => each.teamId === team.id) : null;
  const sum = (of: readonly DeskLoad[]): number => of.reduce((total, { count }) => total + count, 0);
  return {
    id: team.id as TeamView['id'],
    name: team.name,
    areaId: team.areaId as TeamView['areaId'],
    areaName: world.areas.find((area) => area.id === team.areaId)?.name ?? null,
    tier: team.tier,
    leadId: team.leadId as TeamView['leadId'],
    members: world.members
      .filter((member) => member.teamId === team.id)
      .flatMap(({ personId }) => toMember(world, personId, load) ?? []),
    retired: team.retired,
    version: team.version,
    open: load && { all: sum(load), unassigned: sum(load.filter(({ agentId }) => agentId === null)) },
    can: { change: may('change'), members: may('members'), retire: may('retire'), restore: may('restore') },
  };
}

function toMember(world: World, personId: string, load: readonly DeskLoad[] | null): TeamMember | null {
  const person = world.people.get(personId);
  if (!person) return null;
  const away = absenceOn(world.absences, personId, world.today);
  const standIn = standInOn(world.absences, personId, world.today);
  return {
    id: person.id,
    name: person.fullName,
    positionName: person.positionName,
    roles: [...person.roles],
    away: away
      ? { to: away.to, standInName: standIn === null ? null : (world.people.get(standIn)?.fullName ?? null) }
      : null,
    open: load && (load.find(({ agentId }) => agentId === personId)?.count ?? 0),
  };
}

const FOUND_MOST = 20;

/** Who may be put into a team. */
export async function findPeople(
  house: House,
  query: QueryOf<typeof findDeskPeople>,
): Promise<ReplyOf<typeof findDeskPeople>> {
  const db = house.store.read;
  const words = (query.q ?? '').split(' ').filter((word) => word !== '');
  const people = await peopleOfDesk(db, { roles: DESK_ROLES, words, most: FOUND_MOST });
  const [positions, agencies] = await Promise.all([
    positionsByIds(
      db,
      people.map((person) => person.positionId),
    ),
    agenciesByIds(
      db,
      people.map((person) => person.agencyId),
    ),
  ]);
  return {
    people: people.map(({ id, name, roles, positionId, agencyId }) => ({
      id,
      name,
      positionName: positions.get(positionId)?.name ?? { es: '', en: '' },
      agencyAcronym: agencies.get(agencyId)?.acronym ?? '',
      roles: [...roles],
    })),
  };
}
