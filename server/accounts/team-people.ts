/** Who attends in which team. */
import type { Reader } from '../shared/store.ts';
import { absencesFrom } from './absence-rows.ts';
import { type PersonCard, peopleByIds } from './people.ts';
import { absenceOn, standInOn } from './presence.ts';
import { allTeams, memberIds, type Team } from './team-rows.ts';

/** Away today: until which day, and who stands in; null where nobody does. */
export type Away = { readonly to: string; readonly standIn: Pick<PersonCard, 'id' | 'fullName'> | null };
export type Member = PersonCard & { readonly away: Away | null };
export type TeamWithMembers = Team & { readonly members: readonly Member[] };

/** Every team in use with its active people, first contact first; `today`: the day at the institution. */
export async function teamsWithMembers(db: Reader, today: string): Promise<TeamWithMembers[]> {
  const [teams, members, absences] = await Promise.all([allTeams(db), memberIds(db), absencesFrom(db, today)]);
  const people = await peopleByIds(db, [
    ...members.map((member) => member.personId),
    ...absences.map((absence) => absence.deputyId),
  ]);
  const awayOf = (id: string): Away | null => {
    const absence = absenceOn(absences, id, today);
    const standIn = people.get(standInOn(absences, id, today) ?? '');
    return absence === undefined ? null : { to: absence.to, standIn: standIn ?? null };
  };
  return teams
    .filter((team) => !team.retired)
    .map((team) => ({
      ...team,
      members: members
        .filter((member) => member.teamId === team.id)
        .flatMap((member) => people.get(member.personId) ?? [])
        .map((person) => ({ ...person, away: awayOf(person.id) })),
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

/** The active people of one team who are there on that day, by name. */
export async function presentMembers(db: Reader, teamId: string, today: string): Promise<PersonCard[]> {
  const members = await membersOfTeam(db, teamId);
  const absences = await absencesFrom(
    db,
    today,
    members.map((member) => member.id),
  );
  return members.filter((member) => absenceOn(absences, member.id, today) === undefined);
}
