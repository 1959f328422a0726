/** Where a request goes: by the routing rules, at filing and reclassifying; asked for one that is not filed; and what a change of the rules would have moved. */
import type { BodyOf, QueryOf, ReplyOf } from '#contract/operation.ts';
import {
  type previewRouting,
  ROUTING_DAYS,
  ROUTING_SAMPLES,
  type RoutingImpact,
  type tryRouting,
} from '#contract/routing.ts';
import type { Service } from '#server/catalogue/index.ts';
import { todayAt } from '#server/institution/index.ts';
import { refOf } from '#server/records/index.ts';
import {
  everyRule,
  type KeptRule,
  type Route,
  type RouteFacts,
  type RoutingRule,
  refuseOther,
  route,
  routingPolicy,
} from '#server/routing/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { settledVersionOf } from '#server/shared/settled.ts';
import type { Work } from '#server/shared/store.ts';
import { type Alike, alikeSince, leastLoadedOf, takeTurn } from './load-rows.ts';
import { found, type Surroundings, surroundings } from './surroundings.ts';

/** What decides it of a request being filed or reclassified. */
export type Going = Omit<RouteFacts, 'serviceId'> & { readonly service: Service | null };

/** The rules there are, or those there would be. */
export const routeOf = (among: Surroundings, going: Going, rules: readonly RoutingRule[] = among.rules): Route =>
  route({ ...going, serviceId: going.service?.id ?? null }, rules, {
    usual: going.service?.teamId ?? null,
    // A rule only thought of may name a team there is not.
    attends: (teamId) => among.teams.get(teamId)?.retired === false,
  });

/** Where it was sent: columns of the request, and what its history says of it. */
export type Sent = {
  readonly teamId: string | null;
  readonly agentId: string | null;
  readonly data: { readonly [key: string]: Json };
};

/** A person by load costs a statement, a team none. */
export async function send(
  work: Work,
  sent: { among: Surroundings; route: Route; requesterId: string },
): Promise<Sent> {
  const { among, requesterId } = sent;
  const { teamId, byLoad, ruleId } = sent.route;
  if (teamId === null || ruleId === null) return { teamId, agentId: null, data: {} };
  const agent = byLoad
    ? await takeTurn(work, { teamId, requesterId, day: todayAt(among.institution, work.now) })
    : undefined;
  return {
    teamId,
    agentId: agent?.id ?? null,
    data: {
      teamId,
      teamName: found(among.teams, teamId).name,
      ruleId,
      ruleName: among.rules.find((rule) => rule.id === ruleId)?.name ?? '',
      ...(agent ? { agentId: agent.id } : {}),
    },
  };
}

const around = async (house: House): Promise<Surroundings> =>
  surroundings(house.store.settled, await settledVersionOf(house.store.read));

export async function tryOut(house: House, query: QueryOf<typeof tryRouting>): Promise<ReplyOf<typeof tryRouting>> {
  const among = await around(house);
  const { areaId, agencyId, building } = query;
  const service = query.serviceId === undefined ? null : among.services.get(query.serviceId);
  if (service === undefined || (service !== null && service.areaId !== areaId)) throw new Fault('service.not-in-area');
  const going = routeOf(among, { areaId, agencyId, building, service });
  const day = todayAt(among.institution, house.clock.now());
  const person =
    going.teamId !== null && going.byLoad
      ? await leastLoadedOf(house.store.read, { teamId: going.teamId, day, requesterId: null })
      : undefined;
  type Reply = ReplyOf<typeof tryRouting>;
  const rule = among.rules.find((each) => each.id === going.ruleId);
  return {
    team: (going.teamId === null ? null : found(among.teams, going.teamId)) as Reply['team'],
    byLoad: going.byLoad,
    person: (person ?? null) as Reply['person'],
    why: going.why,
    rule: (rule === undefined ? null : { id: rule.id, name: rule.name, matched: [...going.matched] }) as Reply['rule'],
    skipped: going.skipped as Reply['skipped'],
  };
}

type Change = BodyOf<typeof previewRouting>['change'];
/** Stands for a rule that has no id yet. */
const NEW = 'new';

/** The rules in force as they would be. */
function changed(rules: readonly KeptRule[], change: Change): readonly RoutingRule[] {
  if (change.kind === 'order') {
    refuseOther(change.ids, rules);
    return change.ids.flatMap((id) => rules.find((rule) => rule.id === id) ?? []);
  }
  const { id, content, active } = change;
  if (id === null) return [...rules, { ...content, id: NEW, active }];
  const kept = rules.find((rule) => rule.id === id);
  if (kept === undefined) throw new Fault('not-found');
  const rule = { ...kept, ...content, active };
  // One that is asked again stands behind the rest.
  if (active && !kept.active) return [...rules.filter((each) => each.id !== id), rule];
  return rules.map((each) => (each.id === id ? rule : each));
}

/** By the rules as they are now, not as they were then: what would change is what the change does. */
export async function previewChange(
  house: House,
  actor: Actor,
  { change }: BodyOf<typeof previewRouting>,
): Promise<RoutingImpact> {
  allow(routingPolicy, 'administer', { actor, thing: {} });
  const { read } = house.store;
  const [among, rules] = await Promise.all([around(house), everyRule(read)]);
  const after = changed(rules, change);
  const alike = await alikeSince(read, later(house.clock.now(), -ROUTING_DAYS * DAY), ROUTING_SAMPLES);
  const id = change.kind === 'rule' ? (change.id ?? NEW) : null;
  return measure(among, alike, { rules, after, id });
}

/** `id`: the rule that changes; null where the order does. */
type Measured = { rules: readonly RoutingRule[]; after: readonly RoutingRule[]; id: string | null };

/** Pure: past requests by the rules as they are and as they would be. */
export function measure(among: Surroundings, alike: readonly Alike[], { rules, after, id }: Measured): RoutingImpact {
  const each = alike.map((group) => {
    const service = group.service_id === null ? null : found(among.services, group.service_id);
    const going = { service, areaId: group.area_id, agencyId: group.agency_id, building: group.building };
    return { group, from: routeOf(among, going, rules), to: routeOf(among, going, after) };
  });
  const sum = (of: readonly { group: Alike }[]) => of.reduce((total, { group }) => total + group.count, 0);
  const moved = each.filter(({ from, to }) => from.teamId !== to.teamId);
  const nameOf = (teamId: string | null) => (teamId === null ? null : found(among.teams, teamId).name);
  const samples = moved
    .flatMap(({ group, from, to }) => group.samples.map((sample) => ({ sample, from, to })))
    .toSorted((one, other) => Date.parse(other.sample.at) - Date.parse(one.sample.at))
    .slice(0, ROUTING_SAMPLES);
  return {
    days: ROUTING_DAYS,
    of: sum(each),
    moved: sum(moved),
    caught: id === null ? null : sum(each.filter(({ to }) => to.ruleId === id)),
    samples: samples.map(({ sample, from, to }) => ({
      folio: sample.folio,
      ref: refOf(sample),
      subject: sample.subject,
      from: nameOf(from.teamId),
      to: nameOf(to.teamId),
    })),
  };
}
