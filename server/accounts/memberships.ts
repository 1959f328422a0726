/**
 * The one door to who belongs to which team. Whichever screen it came from, the team's history says who came and went; the
 * person's says it in the entry of the act itself, or here where there is none.
 */
import type { Allowed } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import type { Person } from './rows.ts';
import {
  deleteMembers,
  everyMemberOf,
  insertMembers,
  type Membership,
  type Team,
  teamIdsOf,
  touchTeams,
} from './team-rows.ts';

async function changeMemberships(
  work: Work,
  wanted: { joins: readonly Membership[]; leaves: readonly Membership[] },
): Promise<void> {
  const left = await deleteMembers(work, wanted.leaves);
  const joined = await insertMembers(work, wanted.joins);
  const teamIds = [...new Set([...left, ...joined].map(({ teamId }) => teamId))].sort();
  await touchTeams(work, teamIds);
  const among = (members: readonly Membership[], teamId: string): string[] =>
    members.filter((member) => member.teamId === teamId).map(({ personId }) => personId);
  for (const teamId of teamIds)
    await work.record({
      stream: `team:${teamId}`,
      fact: 'team.members-changed',
      data: { teamId, joined: among(joined, teamId), left: among(left, teamId) },
    });
}

/** The first teams of a person just made; what made them records it of the person. */
export const joinTeams = (work: Work, personId: string, teamIds: readonly string[]): Promise<void> =>
  changeMemberships(work, { joins: teamIds.map((teamId) => ({ teamId, personId })), leaves: [] });

/** Out of every team, and no longer the lead of any: the office ended. What ended it records it of the person. */
export async function leaveTeams(work: Work, personId: string): Promise<void> {
  const teamIds = (await teamIdsOf(work.db, [personId])).get(personId) ?? [];
  await changeMemberships(work, { joins: [], leaves: teamIds.map((teamId) => ({ teamId, personId })) });
}

/** The person's teams become exactly these; who grants them records it of the person. */
export async function saveTeamsOf(
  work: Work,
  person: Allowed<'grant', Pick<Person, 'id'>>,
  teamIds: readonly string[],
): Promise<void> {
  const before = (await teamIdsOf(work.db, [person.id])).get(person.id) ?? [];
  const of = (ids: readonly string[]): Membership[] => ids.map((teamId) => ({ teamId, personId: person.id }));
  await changeMemberships(work, {
    joins: of(teamIds.filter((id) => !before.includes(id))),
    leaves: of(before.filter((id) => !teamIds.includes(id))),
  });
}

/** The team's people become exactly these, active or not; of each who came or went, the person's history says so too. */
export async function saveMembersOf(
  work: Work,
  team: Allowed<'members', Team> | Allowed<'retire', Team>,
  personIds: readonly string[],
): Promise<void> {
  const before = await everyMemberOf(work.db, team.id);
  const came = personIds.filter((id) => !before.includes(id));
  const went = before.filter((id) => !personIds.includes(id));
  const of = (ids: readonly string[]): Membership[] => ids.map((personId) => ({ teamId: team.id, personId }));
  await changeMemberships(work, { joins: of(came), leaves: of(went) });
  for (const [ids, how] of [
    [came, 'joined'],
    [went, 'left'],
  ] as const)
    for (const personId of [...ids].sort())
      await work.record({
        stream: `person:${personId}`,
        fact: 'account.teams-changed',
        data: { personId, [how]: [team.id] },
      });
}
