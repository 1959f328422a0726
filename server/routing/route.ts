/**
 * Pure: which team a request goes to. The rules are asked in their order and the first that fits decides; where none does,
 * the usual team of the service, and else nobody's: first contact finds it.
 */
import type { CONDITIONS, Match } from '#contract/routing.ts';

export type Condition = (typeof CONDITIONS)[number];

export type RoutingRule = {
  readonly id: string;
  readonly name: string;
  readonly match: Match;
  /** Empty: no condition of this kind. */
  readonly serviceIds: readonly string[];
  readonly areaIds: readonly string[];
  readonly agencyIds: readonly string[];
  readonly building: string;
  readonly teamId: string;
  readonly byLoad: boolean;
  readonly active: boolean;
};

/** What is asked of a request. */
export type RouteFacts = {
  readonly serviceId: string | null;
  readonly areaId: string;
  readonly agencyId: string;
  /** As its requester wrote it. */
  readonly building: string;
};

export type Teams = {
  /** The usual one of the service. */
  readonly usual: string | null;
  /** Does this team still attend? */
  readonly attends: (teamId: string) => boolean;
};

type Passed = { readonly id: string; readonly name: string };

export type Route = {
  readonly teamId: string | null;
  /** To the person of the team with the fewest open requests, too. */
  readonly byLoad: boolean;
  readonly ruleId: string | null;
  readonly why: 'rule' | 'service' | 'nobody';
  /** What of the rule held. */
  readonly matched: readonly Condition[];
  /** Rules that fit before it and whose team attends no longer. */
  readonly skipped: readonly Passed[];
};

/** Accents, capitals and runs of blanks make no difference. */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** Condition given → does it hold? What is not given is not in it. */
function asked(rule: RoutingRule, facts: RouteFacts): [Condition, boolean][] {
  const building = plain(rule.building);
  const all: [Condition, boolean, boolean][] = [
    ['service', rule.serviceIds.length > 0, facts.serviceId !== null && rule.serviceIds.includes(facts.serviceId)],
    ['area', rule.areaIds.length > 0, rule.areaIds.includes(facts.areaId)],
    ['agency', rule.agencyIds.length > 0, rule.agencyIds.includes(facts.agencyId)],
    ['building', building !== '', plain(facts.building).includes(building)],
  ];
  return all.flatMap(([condition, given, holds]) => (given ? [[condition, holds]] : []));
}

/** The conditions that hold, or null where the rule does not fit. One that asks for nothing fits nothing. */
export function fits(rule: RoutingRule, facts: RouteFacts): Condition[] | null {
  const conditions = asked(rule, facts);
  const held = conditions.flatMap(([condition, holds]) => (holds ? [condition] : []));
  if (held.length === 0) return null;
  return rule.match === 'any' || held.length === conditions.length ? held : null;
}

/** `rules` in the order they are asked. */
export function route(facts: RouteFacts, rules: readonly RoutingRule[], teams: Teams): Route {
  const skipped: Passed[] = [];
  for (const rule of rules) {
    const matched = rule.active ? fits(rule, facts) : null;
    if (matched === null) continue;
    if (teams.attends(rule.teamId))
      return { teamId: rule.teamId, byLoad: rule.byLoad, ruleId: rule.id, why: 'rule', matched, skipped };
    skipped.push({ id: rule.id, name: rule.name });
  }
  const usual = teams.usual !== null && teams.attends(teams.usual) ? teams.usual : null;
  return {
    teamId: usual,
    byLoad: false,
    ruleId: null,
    why: usual === null ? 'nobody' : 'service',
    matched: [],
    skipped,
  };
}
