/** Teams brought in with a catalogue; who belongs to them is decided by people, later. */
import { newId } from '../shared/ids.ts';
import type { Work } from '../shared/store.ts';
import { insertTeam, type NewTeam } from './team-rows.ts';

/** Adds the teams, whose keys must be new; answers key → id. */
export async function importTeams(work: Work, teams: readonly Omit<NewTeam, 'id'>[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const team of teams) {
    const id = newId();
    await insertTeam(work, { ...team, id });
    await work.record({
      stream: `team:${id}`,
      fact: 'team.added',
      data: { teamId: id, key: team.key, areaId: team.areaId, tier: team.tier },
      opens: true,
    });
    ids.set(team.key, id);
  }
  return ids;
}
