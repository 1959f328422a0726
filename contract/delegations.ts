/** Filing and following on account of somebody (document 002, glossary): both names on everything, until a day. Nobody is anybody else. */
import * as v from 'valibot';
import { PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { RequestView } from './request-shapes.ts';
import { fileRequest } from './requests.ts';
import { Day, Done, Instant, id, LocalText, text } from './shapes.ts';

export const DelegationId = id('DelegationId');
export type DelegationId = v.InferOutput<typeof DelegationId>;

/** withdrawn: somebody ended it · term: its last day passed · lapsed: one of the two is no longer of that agency, or lost account or role. */
export const DELEGATION_ENDS = ['withdrawn', 'term', 'lapsed'] as const;

const Party = v.object({ id: PersonId, name: v.string() });

export const DelegationView = v.object({
  id: DelegationId,
  /** On whose account. */
  principal: Party,
  delegate: Party,
  agencyName: LocalText,
  since: Instant,
  until: Day,
  ground: v.string(),
  grantedBy: v.string(),
  ended: v.nullable(v.object({ at: Instant, by: v.nullable(v.string()), how: v.picklist(DELEGATION_ENDS) })),
  can: v.object({ end: v.boolean() }),
});
export type DelegationView = v.InferOutput<typeof DelegationView>;

export const listDelegations = operation({
  name: 'listDelegations',
  method: 'GET',
  path: '/api/people/:id/delegations',
  permission: 'role.read',
  summary: 'On whose account a person files and followed before, and who does on theirs; those in force first',
  params: v.strictObject({ id: PersonId }),
  reply: v.object({ items: v.array(DelegationView) }),
  refusals: ['not-found'],
});

export const listOwnDelegations = operation({
  name: 'listOwnDelegations',
  method: 'GET',
  path: '/api/delegations',
  permission: 'account.own',
  summary: 'On whose account I may file, and who files on mine; those in force alone',
  reply: v.object({ items: v.array(DelegationView) }),
});

export const grantDelegation = operation({
  name: 'grantDelegation',
  asksAgain: true,
  method: 'POST',
  path: '/api/people/:id/delegations',
  permission: 'people.administer',
  summary:
    'Let a person who holds the role `delegate` file on account of somebody of the same agency, until a day; both are told',
  status: 201,
  idempotent: true,
  params: v.strictObject({ id: PersonId }),
  body: v.strictObject({ principalId: PersonId, until: Day, ground: text(5, 300) }),
  reply: DelegationView,
  refusals: ['not-found', 'delegation.not-possible', 'delegation.exists', 'role.own', 'idempotency.mismatch'],
});

export const endDelegation = operation({
  name: 'endDelegation',
  method: 'POST',
  path: '/api/delegations/:id/end',
  permission: 'account.own',
  summary:
    'End it: whoever administers, or either of the two; what was filed stays, and is followed by who it is for alone',
  params: v.strictObject({ id: DelegationId }),
  body: v.strictObject({}),
  reply: Done,
  refusals: ['not-found'],
});

export const fileForPrincipal = operation({
  name: 'fileForPrincipal',
  method: 'POST',
  path: '/api/requests/for-principal',
  permission: 'request.file-for',
  summary: 'File a request on account of somebody: it is theirs, and says who filed it',
  status: 201,
  idempotent: true,
  body: v.strictObject({ ...fileRequest.body.entries, principalId: PersonId }),
  reply: RequestView,
  refusals: [...fileRequest.refusals, 'service.not-for-requester', 'delegation.none'],
});
