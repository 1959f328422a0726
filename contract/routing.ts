/** Rules that say which team a request goes to: in order, the first that fits decides. */
import * as v from 'valibot';
import { AgencyId, AreaId, PersonId, ServiceId, TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { Instant, id, LocalText, line, text } from './shapes.ts';

export const RoutingRuleId = id('RoutingRuleId');
export type RoutingRuleId = v.InferOutput<typeof RoutingRuleId>;

/** Days of past requests a change is measured by. */
export const ROUTING_DAYS = 90;
/** Folios shown of those that would have gone elsewhere. */
export const ROUTING_SAMPLES = 5;
export const ROUTING_RULES_MAX = 100;

/** all: every kind of condition that is given must hold · any: one of them is enough. */
export const MATCHES = ['all', 'any'] as const;
export type Match = (typeof MATCHES)[number];

const some = <const Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item), v.maxLength(60, 'field.too-many'));

export const RuleContent = v.strictObject({
  name: line(1, 80),
  match: v.picklist(MATCHES, 'field.choice'),
  /** Of each kind, any one of them. */
  serviceIds: some(ServiceId),
  areaIds: some(AreaId),
  agencyIds: some(AgencyId),
  /** Somewhere in the building as it was written, accents and capitals aside; empty: no condition. */
  building: v.union([v.literal(''), line(1, 80)], 'field.too-long'),
  teamId: TeamId,
  /** To the person of the team with the fewest open requests, too. */
  byLoad: v.boolean('field.choice'),
});
export type RuleContent = v.InferOutput<typeof RuleContent>;

/** A rule that asks for nothing would take every request there is. */
export const asksForSomething = (rule: Omit<RuleContent, 'name'>): boolean =>
  rule.serviceIds.length + rule.areaIds.length + rule.agencyIds.length > 0 || rule.building !== '';

const Asking = v.pipe(
  RuleContent,
  v.forward(
    v.check((rule: RuleContent) => asksForSomething(rule), 'field.routing-condition'),
    ['serviceIds'],
  ),
);

const Reason = text(5, 500);
/** Of the list as a whole, as it was read. */
const Version = v.pipe(v.number('field.number'), v.integer('field.number'));

const Named = <const Id extends v.GenericSchema>(of: Id) =>
  v.array(v.object({ id: of, name: LocalText, active: v.boolean() }));

export const RuleView = v.object({
  id: RoutingRuleId,
  name: v.string(),
  match: v.picklist(MATCHES),
  services: Named(ServiceId),
  areas: Named(AreaId),
  agencies: v.array(v.object({ id: AgencyId, acronym: v.string(), name: LocalText })),
  building: v.string(),
  /** `active` false: it was retired since, and the rule is passed over until it names another. */
  team: v.object({ id: TeamId, name: LocalText, active: v.boolean() }),
  byLoad: v.boolean(),
  active: v.boolean(),
  changedAt: Instant,
  changedBy: v.nullable(v.string()),
});
export type RuleView = v.InferOutput<typeof RuleView>;

const Change = v.object({
  at: Instant,
  by: v.nullable(v.string()),
  what: v.picklist(['added', 'changed', 'retired', 'restored', 'ordered']),
  /** Null where the order changed. */
  rule: v.nullable(v.string()),
  reason: v.string(),
});

export const RuleList = v.object({
  /** Goes with every change: what was decided by an older list is refused. */
  version: v.number(),
  /** Those in force in the order they are asked, then the others. */
  rules: v.array(RuleView),
  /** The last of them, newest first. */
  changes: v.array(Change),
  can: v.object({ administer: v.boolean() }),
});
export type RuleList = v.InferOutput<typeof RuleList>;

export const listRoutingRules = operation({
  name: 'listRoutingRules',
  method: 'GET',
  path: '/api/routing-rules',
  permission: 'routing.read',
  summary: 'Rules that say which team a request goes to, in order, and what changed of them lately',
  reply: RuleList,
});

export const addRoutingRule = operation({
  name: 'addRoutingRule',
  method: 'POST',
  path: '/api/routing-rules',
  permission: 'routing.administer',
  summary: 'A new rule, asked after those there are',
  status: 201,
  idempotent: true,
  body: v.strictObject({ content: Asking, reason: Reason, version: Version }),
  reply: RuleList,
  refusals: ['version.stale', 'routing.too-many', 'idempotency.mismatch'],
});

export const changeRoutingRule = operation({
  name: 'changeRoutingRule',
  method: 'PUT',
  path: '/api/routing-rules/:id',
  permission: 'routing.administer',
  summary: 'Other conditions or another team; or no longer asked, or asked again after the rest',
  params: v.strictObject({ id: RoutingRuleId }),
  body: v.strictObject({ content: Asking, active: v.boolean('field.choice'), reason: Reason, version: Version }),
  reply: RuleList,
  refusals: ['not-found', 'version.stale'],
});

export const orderRoutingRules = operation({
  name: 'orderRoutingRules',
  method: 'PUT',
  path: '/api/routing-rules-order',
  permission: 'routing.administer',
  summary: 'The order in which the rules in force are asked: each of them once',
  body: v.strictObject({ ids: some(RoutingRuleId), reason: Reason, version: Version }),
  reply: RuleList,
  refusals: ['version.stale'],
});

const Team = v.object({ id: TeamId, name: LocalText });

/** Which conditions of the rule held. */
export const CONDITIONS = ['service', 'area', 'agency', 'building'] as const;

export const tryRouting = operation({
  name: 'tryRouting',
  method: 'GET',
  path: '/api/routing-rules-try',
  permission: 'routing.read',
  summary: 'Which team, and by load which person, a request like this would go to now, and why',
  query: v.strictObject({
    areaId: AreaId,
    serviceId: v.optional(ServiceId),
    agencyId: AgencyId,
    building: v.optional(v.union([v.literal(''), line(1, 80)], 'field.too-long'), ''),
  }),
  reply: v.object({
    /** Null: to first contact, in no team's list. */
    team: v.nullable(Team),
    byLoad: v.boolean(),
    /** By load; null where nobody of the team is present, or none is named. `open`: how many they have. */
    person: v.nullable(v.object({ id: PersonId, name: v.string(), open: v.number() })),
    /** rule: the one in `rule` · service: the usual team of the service · nobody: none of both. */
    why: v.picklist(['rule', 'service', 'nobody']),
    rule: v.nullable(v.object({ id: RoutingRuleId, name: v.string(), matched: v.array(v.picklist(CONDITIONS)) })),
    /** Rules that fit and were passed over, for their team is retired. */
    skipped: v.array(v.object({ id: RoutingRuleId, name: v.string() })),
  }),
  refusals: ['service.not-in-area'],
});

export const RoutingImpact = v.object({
  days: v.number(),
  /** Requests of those days. */
  of: v.number(),
  /** Of them, those that would go to another team than now. */
  moved: v.number(),
  /** Of them, those the rule would take; null for a change of the order. */
  caught: v.nullable(v.number()),
  samples: v.array(
    v.object({
      folio: v.string(),
      ref: v.string(),
      subject: v.string(),
      from: v.nullable(LocalText),
      to: v.nullable(LocalText),
    }),
  ),
});
export type RoutingImpact = v.InferOutput<typeof RoutingImpact>;

export const previewRouting = operation({
  name: 'previewRouting',
  method: 'POST',
  path: '/api/routing-rules-impact',
  permission: 'routing.administer',
  summary: 'Of the requests of the last 90 days, how many a change of the rules would send elsewhere',
  body: v.strictObject({
    change: v.variant('kind', [
      v.strictObject({
        kind: v.literal('rule'),
        id: v.nullable(RoutingRuleId),
        content: Asking,
        active: v.boolean('field.choice'),
      }),
      v.strictObject({ kind: v.literal('order'), ids: some(RoutingRuleId) }),
    ]),
  }),
  reply: RoutingImpact,
  refusals: ['not-found'],
});
