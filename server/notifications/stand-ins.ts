/** Who answers for those of whom a clock would be told, and who are away on the day it runs out. */
import { absencesFrom, membersOfTeam, standInOn, teamById } from '../accounts/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import type { RequestForLetter } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';

/** Who leads a team: the one named while they hold the role, or else everybody in it who does. */
export async function leadsOf(db: Reader, teamId: string | null): Promise<string[]> {
  if (teamId === null) return [];
  const [team, members] = await Promise.all([teamById(db, teamId), membersOfTeam(db, teamId)]);
  const leads = members.filter(({ roles }) => roles.includes('team_lead')).map(({ id }) => id as string);
  const named = team?.leadId ?? null;
  return named !== null && leads.includes(named) ? [named] : leads;
}

/** Stand-ins of who attends the request and of who leads its team, on the day of `at`. */
export async function standInsFor(
  house: House,
  request: Pick<RequestForLetter, 'agentId' | 'teamId'>,
  at: Date,
): Promise<string[]> {
  const db = house.store.read;
  const day = todayAt(await readInstitutionRow(db), at);
  const [absences, leads] = await Promise.all([absencesFrom(db, day), leadsOf(db, request.teamId)]);
  const told = [...(request.agentId === null ? [] : [request.agentId]), ...leads];
  return told.flatMap((personId) => standInOn(absences, personId, day) ?? []);
}
