/** The list of rules as a screen shows it: ids become names, and what was retired since is told. */
import type { RuleList, RuleView } from '#contract/routing.ts';
import { allTeams } from '#server/accounts/index.ts';
import { everyAgency } from '#server/agencies/index.ts';
import { everyArea, everyService } from '#server/catalogue/index.ts';
import type { Actor } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { routingPolicy } from './policy.ts';
import { everyRule, type KeptRule, lastChanges, listVersion, type RuleChange } from './rows.ts';

/** Where the history of the rules is kept: there is one list, so its stream has a fixed name. */
export const ROUTING_STREAM = 'routing:00000000-0000-4000-8000-000000000001';
const CHANGES_SHOWN = 12;

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]) =>
  new Map<string, Thing>(things.map((thing) => [thing.id, thing]));

/** What rules name, by id. */
async function world(db: Reader) {
  const [services, areas, agencies, teams] = await Promise.all([
    everyService(db),
    everyArea(db),
    everyAgency(db),
    allTeams(db),
  ]);
  return { services: byId(services), areas: byId(areas), agencies: byId(agencies), teams: byId(teams) };
}
type World = Awaited<ReturnType<typeof world>>;

function toView(rule: KeptRule, { services, areas, agencies, teams }: World): RuleView {
  const team = teams.get(rule.teamId);
  if (team === undefined) throw new Error(`missing row behind a foreign key: ${rule.teamId}`);
  return {
    id: rule.id as RuleView['id'],
    name: rule.name,
    match: rule.match,
    services: rule.serviceIds.flatMap((id) => services.get(id) ?? []),
    areas: rule.areaIds.flatMap((id) => areas.get(id) ?? []),
    agencies: rule.agencyIds.flatMap((id) => agencies.get(id) ?? []),
    building: rule.building,
    team: { id: rule.teamId as RuleView['team']['id'], name: team.name, active: !team.retired },
    byLoad: rule.byLoad,
    active: rule.active,
    changedAt: rule.changedAt.toISOString(),
    changedBy: rule.changedBy,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const toChange = ({ at, by, fact, data }: RuleChange): RuleList['changes'][number] => ({
  at: at.toISOString(),
  by,
  what: fact.split('-').at(-1) as RuleList['changes'][number]['what'],
  rule: textOf(data.name) || null,
  reason: textOf(data.reason),
});

export async function ruleList(db: Reader, actor: Actor): Promise<RuleList> {
  const [version, rules, changes, among] = await Promise.all([
    listVersion(db),
    everyRule(db),
    lastChanges(db, ROUTING_STREAM, CHANGES_SHOWN),
    world(db),
  ]);
  return {
    version,
    rules: rules.map((rule) => toView(rule, among)),
    changes: changes.map(toChange),
    can: { administer: routingPolicy.may('administer', actor, {}) },
  };
}
