/** Changes of the routing rules: each with its reason, by the list as it was read, and one line of the history. */
import type { BodyOf } from '#contract/operation.ts';
import {
  type addRoutingRule,
  type changeRoutingRule,
  type orderRoutingRules,
  ROUTING_RULES_MAX,
  type RuleContent,
  type RuleList,
} from '#contract/routing.ts';
import { allTeams, outrun } from '#server/accounts/index.ts';
import { agenciesInForce } from '#server/agencies/index.ts';
import { everyArea, everyService } from '#server/catalogue/index.ts';
import { readInstitutionRow, todayAt } from '#server/institution/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import { routingPolicy } from './policy.ts';
import type { RoutingRule } from './route.ts';
import { everyRule, growVersion, putRule, saveOrder } from './rows.ts';
import { ROUTING_STREAM, ruleList } from './view.ts';

export const readRules = (house: House, actor: Actor): Promise<RuleList> => ruleList(house.store.read, actor);

/** Holds the list; whoever decided by an older one is told so before anything is done. */
async function heldRules(work: Work, version: number) {
  if ((await growVersion(work)) !== version) throw await outrun(work.db, { stream: ROUTING_STREAM, actor: work.actor });
  return everyRule(work.db);
}

type Content = Omit<RuleContent, 'name'>;
type Offered = Pick<RoutingRule, 'serviceIds' | 'areaIds' | 'agencyIds'> & { readonly teamId: string | null };
const NOTHING: Offered = { serviceIds: [], areaIds: [], agencyIds: [], teamId: null };

/** What a rule newly names must be in use; what it named before may have been retired since, its team only where it is asked. */
async function refuseRetired(work: Work, content: Content, before: Offered): Promise<void> {
  const today = todayAt(await readInstitutionRow(work.db), work.now);
  const [services, areas, agencies, teams] = await Promise.all([
    everyService(work.db),
    everyArea(work.db),
    agenciesInForce(work.db, today),
    allTeams(work.db),
  ]);
  const inUse = (things: readonly { id: string; active?: boolean; retired?: boolean }[]) =>
    new Set<string>(things.flatMap(({ id, active, retired }) => (active === false || retired ? [] : [id])));
  const strange = (ids: readonly string[], known: ReadonlySet<string>, kept: readonly string[]) =>
    ids.some((id) => !known.has(id) && !kept.includes(id));
  const wrong = [
    ['serviceIds', 'field.routing-retired', strange(content.serviceIds, inUse(services), before.serviceIds)],
    ['areaIds', 'field.routing-retired', strange(content.areaIds, inUse(areas), before.areaIds)],
    ['agencyIds', 'field.routing-retired', strange(content.agencyIds, inUse(agencies), before.agencyIds)],
    [
      'teamId',
      'field.routing-team',
      strange([content.teamId], inUse(teams), before.teamId === null ? [] : [before.teamId]),
    ],
  ] as const;
  const fields = wrong.flatMap(([path, message, is]) => (is ? [{ path: `content.${path}`, message }] : []));
  if (fields.length > 0) throw new Fault('input.invalid', {}, { fields });
}

const factOf = (rule: RoutingRule, reason: string) => ({
  ruleId: rule.id,
  name: rule.name,
  match: rule.match,
  serviceIds: rule.serviceIds,
  areaIds: rule.areaIds,
  agencyIds: rule.agencyIds,
  building: rule.building,
  teamId: rule.teamId,
  byLoad: rule.byLoad,
  active: rule.active,
  reason,
});

export async function addRule(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof addRoutingRule>; once: OneEffect | null },
): Promise<RuleList> {
  const { content, reason, version } = given.body;
  await house.store.changeOnce(actor, { once: given.once, answer: { id: newId() } }, async (work, { id }) => {
    const rules = await heldRules(work, version);
    const inForce = rules.filter((rule) => rule.active);
    if (inForce.length >= ROUTING_RULES_MAX) throw new Fault('routing.too-many', { limit: ROUTING_RULES_MAX });
    await refuseRetired(work, content, NOTHING);
    const rule = { ...content, id, active: true, rank: behind(rules) };
    await putRule(work, allow(routingPolicy, 'administer', { actor, thing: rule }));
    await work.record({ stream: ROUTING_STREAM, fact: 'routing.rule-added', data: factOf(rule, reason) });
  });
  return ruleList(house.store.read, actor);
}

const behind = (rules: readonly { rank: number }[]): number => Math.max(0, ...rules.map((rule) => rule.rank)) + 1;

export async function changeRule(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof changeRoutingRule> },
): Promise<RuleList> {
  const { content, active, reason, version } = given.body;
  await house.store.change(actor, async (work) => {
    const rules = await heldRules(work, version);
    const kept = allow(routingPolicy, 'administer', { actor, thing: rules.find((each) => each.id === given.id) });
    await refuseRetired(work, content, active ? { ...kept, teamId: null } : kept);
    const returns = active && !kept.active;
    const rule = { ...kept, ...content, active, rank: returns ? behind(rules) : kept.rank };
    await putRule(work, rule);
    const what = active === kept.active ? 'changed' : active ? 'restored' : 'retired';
    await work.record({ stream: ROUTING_STREAM, fact: `routing.rule-${what}`, data: factOf(rule, reason) });
  });
  return ruleList(house.store.read, actor);
}

export async function orderRules(
  house: House,
  actor: Actor,
  { ids, reason, version }: BodyOf<typeof orderRoutingRules>,
): Promise<RuleList> {
  await house.store.change(actor, async (work) => {
    const rules = await heldRules(work, version);
    refuseOther(ids, rules);
    await saveOrder(work, allow(routingPolicy, 'administer', { actor, thing: { ids } }));
    await work.record({ stream: ROUTING_STREAM, fact: 'routing.rules-ordered', data: { ruleIds: ids, reason } });
  });
  return ruleList(house.store.read, actor);
}

/** Each rule in force once, and no other. */
export function refuseOther(ids: readonly string[], rules: readonly RoutingRule[]): void {
  const inForce = rules.filter((rule) => rule.active).map((rule) => rule.id);
  if (ids.length === inForce.length && inForce.every((id) => ids.includes(id))) return;
  throw new Fault('input.invalid', {}, { fields: [{ path: 'ids', message: 'field.choice' }] });
}
