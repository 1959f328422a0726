/**
 * Another area or service under the same folio (D13). Kind, level and team are those of the new one, the deadlines are
 * counted again from the registration; whoever worked on it stays only where they belong to the new team.
 */
import type { RequestView, reclassifyRequest } from '#contract/requests.ts';
import { isOfferedTo } from '#contract/service-content.ts';
import type { LocalText } from '#contract/shapes.ts';
import { membersOfTeam } from '#server/accounts/index.ts';
import type { Service } from '#server/catalogue/index.ts';
import type { Route } from '#server/routing/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { type Held, perform } from './act.ts';
import type { On } from './attend.ts';
import { recomputeClock } from './clock.ts';
import { answersMoved } from './moved-answers.ts';
import { type Going, routeOf, type Sent, send } from './routing.ts';
import { type RequestPatch, type RequestRow, registrant } from './rows.ts';
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

const goingOf = (row: RequestRow, { area, service }: Target): Going => ({
  service,
  areaId: area.id,
  agencyId: row.agency_id,
  building: row.place.building,
});

/** Where no rule and no service says, it stays where it is, unless it changes the area: then nobody has it yet. */
function routeAfter(row: RequestRow, target: Target, among: Surroundings): Route {
  const route = routeOf(among, goingOf(row, target));
  return route.teamId === null && target.area.id === row.area_id ? { ...route, teamId: row.team_id } : route;
}

/** It leaves the team that works on it, or a rule names who has it from now on. */
function actOf(row: RequestRow, { teamId, byLoad }: Route): 'reroute' | 'reclassify' {
  const leaves = row.state === 'in_progress' && teamId !== row.team_id;
  return leaves || (row.state === 'registered' && byLoad) ? 'reroute' : 'reclassify';
}

/** Who asks is who it must be for: not by way of the desk either does somebody get what is not offered to them. */
async function mustBeOffered(
  work: Work,
  held: Held,
  { among, service }: { among: Surroundings; service: Service | null },
) {
  if (service === null) return;
  const { contact } = await registrant(work.db, held.requester_id);
  const positionLevel = found(among.positions, contact.position).level;
  if (!isOfferedTo(service.audience, { agencyId: contact.agency, positionLevel }))
    throw new Fault('service.not-for-requester');
}

export function reclassify(house: House, actor: Actor, on: On<typeof reclassifyRequest>): Promise<RequestView> {
  const { body } = on;
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version: body.version,
    act: (row, among) => actOf(row, routeAfter(row, targetOf(among, body), among)),
    decide: async (held, work) => {
      const among = await surroundings(work.settled, held.settled_version);
      const target = targetOf(among, body);
      const serviceId = target.service?.id ?? null;
      if (target.area.id === held.area_id && serviceId === held.service_id) throw new Fault('request.same-class');
      await mustBeOffered(work, held, { among, ...target });
      const sent = await sendOn(work, held, { among, route: routeAfter(held, target, among) });
      const answers = await answersMoved(work, held, { among, service: target.service, given: body });
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
          teamId: sent.teamId,
          ...sent.data,
          ...answers.data,
        },
        patch: {
          ...answers.patch,
          area_id: target.area.id,
          service_id: serviceId,
          service_version: target.service?.publishedVersion ?? null,
          kind: target.service?.kind ?? held.kind,
          team_id: sent.teamId,
          agent_id: sent.agentId,
          ...(await levelAfter(work, held, { among, target })),
        },
        // Why it went elsewhere answers nothing of what was asked.
        message: { text: body.reason, visibility: 'public', attachments: answers.fileIds, answers: false },
      };
    },
  });
}

/** Whoever works on it keeps it where they belong to the team; only where they do not, a rule may name another. */
async function sendOn(work: Work, held: Held, to: { among: Surroundings; route: Route }): Promise<Sent> {
  const { teamId } = to.route;
  const stays = held.agent_id !== null && (teamId === held.team_id || (await belongs(work, held.agent_id, teamId)));
  const route = stays ? { ...to.route, byLoad: false } : to.route;
  const sent = await send(work, { among: to.among, route, requesterId: held.requester_id });
  return stays ? { ...sent, agentId: held.agent_id } : sent;
}

const belongs = async (work: Work, personId: string, teamId: string | null): Promise<boolean> =>
  teamId !== null && (await membersOfTeam(work.db, teamId)).some((member) => member.id === personId);

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
