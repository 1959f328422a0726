import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '#contract/permissions.ts';
import { allow, anonymous, type PersonActor } from '#server/shared/policy.ts';
import { queueReach, type RequestFacts, type RequestRight, requestPolicy, withinReach } from './policy.ts';

const person = (roles: Role[], more: Partial<PersonActor> = {}): PersonActor => ({
  kind: 'person',
  id: 'me',
  sessionId: 's',
  roles,
  agencyId: 'my-agency',
  teamIds: [],
  areaIds: [],
  locale: 'es-MX',
  ...more,
});

const request = (more: Partial<RequestFacts> = {}): RequestFacts => ({
  requester_id: 'somebody',
  agency_id: 'other-agency',
  area_id: 'st',
  team_id: null,
  agent_id: null,
  takes_part: false,
  ...more,
});

const ALL: RequestRight[] = ['see-summary', 'see-thread', 'see-internal', 'message', 'settle', 'attend', 'reject'];
const rightsOf = (actor: PersonActor, thing: RequestFacts) =>
  ALL.filter((right) => requestPolicy.may(right, actor, thing));

const TABLE: [string, PersonActor, RequestFacts, RequestRight[]][] = [
  [
    'requester, own',
    person(['requester']),
    request({ requester_id: 'me' }),
    ['see-summary', 'see-thread', 'message', 'settle'],
  ],
  [
    'requester, takes part',
    person(['requester']),
    request({ takes_part: true }),
    ['see-summary', 'see-thread', 'message'],
  ],
  [
    'delegate of who asked',
    person(['requester', 'delegate'], { principalIds: ['somebody'] }),
    request(),
    ['see-summary', 'see-thread', 'message'],
  ],
  ['delegate of another', person(['requester', 'delegate'], { principalIds: ['another'] }), request(), []],
  ['requester, foreign', person(['requester']), request(), []],
  ['requester, foreign of the own agency', person(['requester']), request({ agency_id: 'my-agency' }), []],
  ['coordinator, own agency', person(['agency_coordinator']), request({ agency_id: 'my-agency' }), ['see-summary']],
  ['coordinator, other agency', person(['agency_coordinator']), request(), []],
  ['head, own agency', person(['agency_head']), request({ agency_id: 'my-agency' }), ['see-summary']],
  [
    'agent, unassigned of the own area',
    person(['agent'], { areaIds: ['st'] }),
    request(),
    ['see-summary', 'see-thread', 'see-internal', 'message', 'attend'],
  ],
  ['agent, unassigned of another area', person(['agent'], { areaIds: ['si'] }), request(), []],
  [
    'agent, of the own team',
    person(['agent'], { teamIds: ['t'], areaIds: ['st'] }),
    request({ team_id: 't' }),
    ['see-summary', 'see-thread', 'see-internal', 'message', 'attend'],
  ],
  [
    'agent, of another team of the area',
    person(['agent'], { teamIds: ['t'], areaIds: ['st'] }),
    request({ team_id: 'u' }),
    [],
  ],
  [
    'agent, mine though of another team',
    person(['agent'], { teamIds: ['t'], areaIds: ['st'] }),
    request({ team_id: 'u', agent_id: 'me' }),
    ['see-summary', 'see-thread', 'see-internal', 'message', 'attend'],
  ],
  [
    'agent of first contact, any',
    person(['agent'], { areaIds: 'every' }),
    request({ team_id: 'u' }),
    ['see-summary', 'see-thread', 'see-internal', 'message', 'attend'],
  ],
  [
    'lead, all of the area',
    person(['team_lead'], { teamIds: ['t'], areaIds: ['st'] }),
    request({ team_id: 'u' }),
    ['see-summary', 'see-thread', 'see-internal', 'message', 'attend', 'reject'],
  ],
  ['lead, another area', person(['team_lead'], { areaIds: ['si'] }), request(), []],
  [
    'DSG, any',
    person(['service_owner']),
    request({ team_id: 'u' }),
    ['see-summary', 'see-thread', 'see-internal', 'message', 'attend', 'reject'],
  ],
  ['DTI, any', person(['operator_admin']), request(), []],
  ['auditor, any', person(['auditor']), request(), ['see-summary', 'see-thread', 'see-internal']],
  ['privacy officer, any', person(['privacy_officer']), request(), []],
  ['archivist, any', person(['archivist']), request(), []],
  [
    'an agent is a plain requester in their own request of another area',
    person(['requester', 'agent'], { areaIds: ['si'] }),
    request({ requester_id: 'me' }),
    ['see-summary', 'see-thread', 'message', 'settle'],
  ],
];

describe('who sees and does what to a request', () => {
  it.each(TABLE)('%s', (_name, actor, thing, expected) => {
    expect(rightsOf(actor, thing)).toEqual(expected);
  });

  it('nobody signed in sees nothing', () => {
    expect(requestPolicy.sees(anonymous, request())).toBe(false);
  });

  it('hidden is 404, known but refused is 403', () => {
    const outsider = person(['requester']);
    expect(() => allow(requestPolicy, 'see-thread', { actor: outsider, thing: request() })).toThrow('not-found');
    expect(() => allow(requestPolicy, 'see-thread', { actor: outsider, thing: undefined })).toThrow('not-found');
    const coordinator = person(['agency_coordinator']);
    expect(() =>
      allow(requestPolicy, 'see-thread', { actor: coordinator, thing: request({ agency_id: 'my-agency' }) }),
    ).toThrow('right.missing');
  });

  it('the list of the desk and the policy agree for any actor and any request', () => {
    const some = <T>(...values: T[]) => fc.constantFrom(...values);
    const actors = fc.record({
      roles: fc.uniqueArray(some(...ROLES), { maxLength: 4 }),
      teamIds: fc.uniqueArray(some('t', 'u', 'w'), { maxLength: 2 }),
      areaIds: fc.oneof(fc.constant('every' as const), fc.uniqueArray(some('st', 'si'), { maxLength: 2 })),
    });
    const requests = fc.record({
      requester_id: some('me', 'somebody'),
      agency_id: some('my-agency', 'other-agency'),
      area_id: some('st', 'si'),
      team_id: some(null, 't', 'u', 'w'),
      agent_id: some(null, 'me', 'somebody'),
      takes_part: fc.boolean(),
    });
    fc.assert(
      fc.property(actors, requests, (actor, thing) => {
        const who = person(actor.roles, actor);
        const listed = withinReach(queueReach(who), thing);
        expect(listed).toBe(requestPolicy.may('see-internal', who, thing));
      }),
      { numRuns: 2000 },
    );
  });
});
