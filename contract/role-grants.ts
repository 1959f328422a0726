/** Roles as they are given: since when, until when, on what ground, by whom; and which nobody may hold together. */
import * as v from 'valibot';
import { PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { Role } from './permissions.ts';
import { Day, Instant, id } from './shapes.ts';

export const RoleGrantId = id('RoleGrantId');
export type RoleGrantId = v.InferOutput<typeof RoleGrantId>;

/**
 * By what way a role came. desk: an administrator gave it · account: with the account · enrolment: by a signed form ·
 * directory: by a group there · terminal: by whoever runs the program · before: held when this began to be written down.
 */
export const GRANT_SOURCES = ['desk', 'account', 'enrolment', 'directory', 'terminal', 'before'] as const;
export type GrantSource = (typeof GRANT_SOURCES)[number];

/**
 * How it ended. withdrawn: by an act · term: its last day passed · renewed: another term took its place · directory: its groups
 * say so no longer · returned: the account became theirs again with other roles · office: they left the office it came with.
 */
export const GRANT_ENDS = ['withdrawn', 'term', 'renewed', 'directory', 'returned', 'office'] as const;
export type GrantEnd = (typeof GRANT_ENDS)[number];

/**
 * Who looks at the whole trail leaves none of their own at the desk; who asks for accounts never grants them, nor the
 * exceptions (document 002: the coordinator asks, DTI grants, Servicios Generales excepts).
 */
export const NEVER_TOGETHER: readonly (readonly [Role, Role])[] = [
  ['auditor', 'agent'],
  ['auditor', 'team_lead'],
  ['auditor', 'service_owner'],
  ['auditor', 'operator_admin'],
  ['agency_coordinator', 'operator_admin'],
  ['agency_coordinator', 'service_owner'],
  ['agency_head', 'operator_admin'],
  ['agency_head', 'service_owner'],
];

/** Pairs among `roles` that nobody may hold together, those of `held` aside: what was given before this rule is not taken. */
export const clashesIn = (roles: readonly Role[], held: readonly Role[] = []): (readonly [Role, Role])[] =>
  NEVER_TOGETHER.filter(
    ([one, other]) => roles.includes(one) && roles.includes(other) && !(held.includes(one) && held.includes(other)),
  );

/** The last day of a role, at the institution; null: until somebody ends it. */
export const RoleTerm = v.strictObject({ role: Role, until: v.nullable(Day) });
export type RoleTerm = v.InferOutput<typeof RoleTerm>;

export const RoleGrantView = v.object({
  id: RoleGrantId,
  role: Role,
  since: Instant,
  until: v.nullable(Day),
  ground: v.string(),
  source: v.picklist(GRANT_SOURCES),
  grantedBy: v.nullable(v.string()),
  ended: v.nullable(
    v.object({ at: Instant, by: v.nullable(v.string()), how: v.picklist(GRANT_ENDS), note: v.string() }),
  ),
});
export type RoleGrantView = v.InferOutput<typeof RoleGrantView>;

export const readRoleHistory = operation({
  name: 'readRoleHistory',
  method: 'GET',
  path: '/api/people/:id/roles',
  permission: 'role.read',
  summary: 'Every role a person holds or held: since when, until when, by whom, and how it ended; those held first',
  params: v.strictObject({ id: PersonId }),
  reply: v.object({ name: v.string(), grants: v.array(RoleGrantView) }),
  refusals: ['not-found'],
});
