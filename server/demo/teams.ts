/** Who leads a team of the demonstration: the one of its people who holds that role, named by Servicios Generales. */
import { changeTeam, listTeams } from '#contract/teams.ts';
import type { PersonActor } from '../shared/policy.ts';
import type { Inhabitants } from './people.ts';
import type { ReplayHouse } from './replay-house.ts';

export async function nameLeads(replay: ReplayHouse, by: PersonActor, inhabitants: Inhabitants): Promise<void> {
  const leads = new Set<string>(
    [...inhabitants.values()].filter(({ actor }) => actor.roles.includes('team_lead')).map(({ actor }) => actor.id),
  );
  const { teams } = (await replay.call(listTeams, by, {})).reply;
  for (const { id, name, areaId, tier, members, version } of teams) {
    const lead = members.find((member) => leads.has(member.id));
    if (lead === undefined) continue;
    const line = tier === 1 || tier === 2 ? tier : 3;
    await replay.call(changeTeam, by, {
      params: { id },
      body: { name, areaId, tier: line, leadId: lead.id, version },
    });
  }
}
