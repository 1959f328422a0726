/**
 * V28: route × role, generated from the contract. Every operation is called by every role and by nobody; the answer is
 * 401 or 403 exactly where the table of rights says so, and a 404 (never a 200, never a 403) for what is not theirs.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '#contract/index.ts';
import type { Operation } from '#contract/operation.ts';
import { holds, ROLES, type Role } from '#contract/permissions.ts';
import { type Settled, settle } from './settled.ts';

/** Who may knock, written out by hand from "Who sees and does what": the table of the contract must agree with it. */
const KNOCKS: Record<Exclude<Operation['permission'], 'public'>, readonly Role[]> = {
  'account.own': ROLES,
  'request.file': [
    'requester',
    'delegate',
    'agency_coordinator',
    'agency_head',
    'agent',
    'team_lead',
    'service_owner',
    'operator_admin',
  ],
  'request.read': [
    'requester',
    'delegate',
    'agency_coordinator',
    'agency_head',
    'agent',
    'team_lead',
    'service_owner',
    'operator_admin',
    'auditor',
  ],
  'request.message': [
    'requester',
    'delegate',
    'agency_coordinator',
    'agency_head',
    'agent',
    'team_lead',
    'service_owner',
    'operator_admin',
  ],
  'request.settle': [
    'requester',
    'delegate',
    'agency_coordinator',
    'agency_head',
    'agent',
    'team_lead',
    'service_owner',
    'operator_admin',
  ],
  'request.queue': ['agent', 'team_lead', 'service_owner', 'auditor'],
  'desk.lists': ['agent', 'team_lead', 'service_owner', 'auditor', 'operator_admin'],
  'request.attend': ['agent', 'team_lead', 'service_owner'],
  'canned-reply.administer': ['team_lead', 'service_owner'],
  'announcement.administer': ['team_lead', 'service_owner'],
  'team.administer': ['team_lead', 'service_owner'],
  'absence.set': ['agent', 'team_lead', 'service_owner'],
  'request.file-for': ['delegate'],
  'request.capture': ['agent', 'team_lead', 'service_owner'],
  'request.reject': ['team_lead', 'service_owner'],
  'request.redact': ['service_owner'],
  'redaction.open': ['auditor'],
  'catalogue.administer': ['service_owner'],
  'routing.read': ['team_lead', 'service_owner', 'auditor'],
  'routing.administer': ['service_owner'],
  'urgency.decide': ['service_owner'],
  'urgency.ledger': ['service_owner', 'auditor'],
  'reading.read': ['auditor'],
  'integrity.check': ['operator_admin', 'auditor'],
  'duty.read': ['agent', 'team_lead', 'service_owner', 'auditor'],
  'duty.administer': ['team_lead', 'service_owner'],
  'calendar.administer': ['service_owner'],
  'level.administer': ['service_owner'],
  'people.administer': ['operator_admin'],
  'role.read': ['operator_admin', 'auditor'],
  'organisation.read': ['service_owner', 'operator_admin', 'auditor'],
  'organisation.administer': ['operator_admin'],
  'password.report': ['service_owner', 'operator_admin', 'auditor'],
  'enrolment.draft': ['agency_coordinator', 'operator_admin'],
  'enrolment.review': ['operator_admin'],
  'enrolment.except': ['service_owner'],
  'deactivation.ask': ['agency_coordinator', 'agency_head', 'operator_admin'],
  'deactivation.read': ['agency_coordinator', 'agency_head', 'service_owner', 'operator_admin', 'auditor'],
  'responsibilities.administer': ['service_owner'],
  'privacy-notice.administer': ['operator_admin', 'privacy_officer'],
  'data-right.read': ['operator_admin', 'auditor', 'privacy_officer'],
  'data-right.attend': ['privacy_officer'],
  'data-right.effect': ['operator_admin', 'privacy_officer'],
  'staff-roll.answer': ['agency_coordinator', 'agency_head', 'operator_admin'],
  'staff-roll.read': ['agency_coordinator', 'agency_head', 'service_owner', 'operator_admin', 'auditor'],
  'staff-roll.oversee': ['service_owner', 'operator_admin', 'auditor'],
  'enrolment.read': ['agency_coordinator', 'service_owner', 'operator_admin', 'auditor'],
  'directory.administer': ['operator_admin'],
  'arrival.bring': ['operator_admin'],
  'institution.administer': ['operator_admin'],
  'safekeeping.read': ['service_owner', 'operator_admin'],
  'safekeeping.administer': ['operator_admin'],
};

const NO_SUCH = '01890000-0000-7000-8000-00000000dead';

let desk: Settled;
const sessions = new Map<Role, string>();

beforeAll(async () => {
  desk = await settle();
  for (const role of ROLES) {
    const email = `${role.replace('_', '.')}@gobierno.example`;
    await desk.person({ email, roles: [role] });
    sessions.set(role, await desk.enter(email));
  }
}, 60_000);
afterAll(() => desk.close());

/** Signing out would end the session the other rows need; it has tests of its own. */
const operations = OPERATIONS.filter((operation) => !operation.demoOnly && operation.name !== 'signOut');
const guarded = operations.filter((operation) => operation.permission !== 'public');

const call = (operation: Operation, session: string | null, query: Record<string, string> = {}) =>
  desk.call(operation, {
    session,
    query,
    params: Object.fromEntries(
      (operation.path.match(/:[a-zA-Z]+/g) ?? []).map((name) => [
        name.slice(1),
        name === ':number' ? '999999' : NO_SUCH,
      ]),
    ),
    body: {},
    ...(operation.carrier === 'upload' ? { upload: Buffer.from('x') } : {}),
  });

describe('route × role (V28)', () => {
  it('the table of the contract is the one written here', () => {
    for (const [right, roles] of Object.entries(KNOCKS)) {
      for (const role of ROLES)
        expect(holds([role], right as keyof typeof KNOCKS), `${right} × ${role}`).toBe(roles.includes(role));
    }
  });

  it.each(guarded.map((operation) => [operation.name, operation] as const))(
    '%s is closed to whoever is not signed in',
    async (_name, operation) => {
      const answer = await call(operation, null);
      expect([answer.status, answer.problem.code]).toEqual([401, 'session.required']);
      expect((await call(operation, 'A'.repeat(43))).status).toBe(401);
    },
  );

  it.each(guarded.map((operation) => [operation.name, operation] as const))(
    '%s opens to the roles of the table and to no other',
    async (_name, operation) => {
      const allowed = KNOCKS[operation.permission as keyof typeof KNOCKS];
      for (const role of ROLES) {
        const answer = await call(operation, sessions.get(role) ?? null);
        if (!allowed.includes(role))
          expect([role, answer.status, answer.problem.code]).toEqual([role, 403, 'right.missing']);
        else expect([role, [401, 403].includes(answer.status)]).toEqual([role, false]);
        expect(answer.status, `${role} ${answer.raw.body}`).toBeLessThan(500);
      }
    },
  );

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s refuses what its contract does not know, before anything else is looked at',
    async (_name, operation) => {
      const role = operation.permission === 'public' ? null : (KNOCKS[operation.permission][0] ?? null);
      const session = role === null ? null : (sessions.get(role) ?? null);
      const answer = await call(operation, session, { nonsense: '1' });
      expect([answer.status, answer.problem.code]).toEqual([400, 'input.invalid']);
      expect(answer.problem.fields?.map((field) => field.path)).toContain('nonsense');
    },
  );

  it.each(
    guarded
      .filter((operation) => operation.method === 'GET' && /:(id|ref)/.test(operation.path))
      .map((operation) => [operation.name, operation] as const),
  )('%s answers 404 for what does not exist, to everybody who may knock', async (_name, operation) => {
    for (const role of KNOCKS[operation.permission as keyof typeof KNOCKS]) {
      expect((await call(operation, sessions.get(role) ?? null)).status).toBe(404);
    }
  });
});
