/**
 * Another area or service under the same folio (D13). Kind, level and team are those of the new one, the deadlines are
 * counted again from the registration; whoever worked on it stays only where they belong to the new team.
 */
import type { RequestView, reclassifyRequest } from '#contract/requests.ts';
import type { LocalText } from '#contract/shapes.ts';
import { membersOfTeam } from '#server/accounts/index.ts';
import type { Service } from '#server/catalogue/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { type Held, perform } from './act.ts';
import type { On } from './attend.ts';
import { recomputeClock } from './clock.ts';
import type { RequestPatch, RequestRow } from './rows.ts';
import { found, type Surroundings, surroundings } from './surroundings.ts';

type Body = On<typeof reclassifyRequest>['body'];
type Target = { area: { id: string; name: LocalText; levelId: string }; service: Service | null };

function targetOf(among: Surroundings, body: Body): Target {
  const area = among.areas.get(body.areaId);
  const service = body.serviceId === null ? null : among.services.get(body.serviceId);
  if (!area) throw new Fault('input.invalid', {}, { fields: [{ path: 'areaId', message: 'field.choice' }] });
  if (service === undefined || (service && (service.areaId !== area.id || !service.active)))
    throw new Fault('service.not-in-area');
  return { area, service };
}

/** A service without a team leaves it where it is, unless it changes the area: then nobody has it yet. */
const teamAfter = (row: RequestRow, { area, service }: Target): string | null =>
  service?.teamId ?? (area.id === row.area_id ? row.team_id : null);

export function reclassify(house: House, actor: Actor, on: On<typeof reclassifyRequest>): Promise<RequestView> {
  const { body } = on;
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version: body.version,
    act: (row, among) =>
      row.state === 'in_progress' && teamAfter(row, targetOf(among, body)) !== row.team_id ? 'reroute' : 'reclassify',
    decide: async (held, work) => {
      const among = await surroundings(work.settled, held.settled_version);
      const target = targetOf(among, body);
      const serviceId = target.service?.id ?? null;
      if (target.area.id === held.area_id && serviceId === held.service_id) throw new Fault('request.same-class');
      const teamId = teamAfter(held, target);
      return {
        fact: 'request.reclassified',
        data: {
          areaId: target.area.id,
          areaName: target.area.name,
          serviceId,
          ...(target.service ? { serviceName: target.service.name } : {}),
          fromAreaId: held.area_id,
          fromServiceId: held.service_id,
          fromTeamId: held.team_id,
          fromAgentId: held.agent_id,
          teamId,
        },
        patch: {
          area_id: target.area.id,
          service_id: serviceId,
          service_version: target.service?.publishedVersion ?? null,
          kind: target.service?.kind ?? held.kind,
          team_id: teamId,
          agent_id: await agentAfter(work, held, teamId),
          ...(await levelAfter(work, held, { among, target })),
        },
        // Why it went elsewhere answers nothing of what was asked.
        message: { text: body.reason, visibility: 'public', answers: false },
      };
    },
  });
}

async function agentAfter(work: Work, held: Held, teamId: string | null): Promise<string | null> {
  if (held.agent_id === null || teamId === held.team_id) return held.agent_id;
  if (teamId === null) return null;
  const members = await membersOfTeam(work.db, teamId);
  return members.some((member) => member.id === held.agent_id) ? held.agent_id : null;
}

/** A level that DSG gave stays (B17); any other is that of the new service, from the first minute on. */
async function levelAfter(
  work: Work,
  held: Held,
  { among, target }: { among: Surroundings; target: Target },
): Promise<RequestPatch> {
  if (held.urgency === 'changed') return {};
  const level = found(among.levels, target.service?.levelId ?? target.area.levelId);
  return level.id === held.level_id ? {} : recomputeClock(work, held, { level });
}
