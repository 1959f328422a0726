/** Who attends in which team. */
import type { Reader } from '../shared/store.ts';
import { type PersonCard, peopleByIds } from './people.ts';
import { allTeams, memberIds, type Team } from './team-rows.ts';

export type TeamWithMembers = Team & { readonly members: readonly PersonCard[] };

/** Every team with its active people, first contact first. */
export async function teamsWithMembers(db: Reader): Promise<TeamWithMembers[]> {
  const [teams, members] = await Promise.all([allTeams(db), memberIds(db)]);
  const people = await peopleByIds(
    db,
    members.map((member) => member.personId),
  );
  return teams.map((team) => ({
    ...team,
    members: members
      .filter((member) => member.teamId === team.id)
      .flatMap((member) => people.get(member.personId) ?? []),
  }));
}

/** The active people of one team, by name. */
export async function membersOfTeam(db: Reader, teamId: string): Promise<PersonCard[]> {
  const members = await memberIds(db, teamId);
  const people = await peopleByIds(
    db,
    members.map((member) => member.personId),
  );
  return members.flatMap((member) => people.get(member.personId) ?? []);
}
