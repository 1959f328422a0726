import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantRoles, listPeople, type PersonId, readRoleHistory, readSession } from '#contract/accounts.ts';
import type { BodyInput } from '#contract/operation.ts';
import { ROLES } from '#contract/permissions.ts';
import { clashesIn, NEVER_TOGETHER } from '#contract/role-grants.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { ADMIN, type Settled, settle } from '#tests/security/settled.ts';
import { followRoleTerms, ROLE_ENDED, ROLE_ENDING } from './role-terms.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
});
afterAll(() => desk.close());

const made = async (email: string, roles: Parameters<Settled['person']>[0]['roles'] = ['requester']) =>
  (await desk.person({ email: `${email}@gobierno.example`, roles })) as PersonId;

type Given = Omit<BodyInput<typeof grantRoles>, 'teamIds'>;
const grant = async (id: PersonId, body: Given, session = desk.admin) =>
  desk.call(grantRoles, { session, params: { id }, body: { teamIds: [], ...body } });

const historyOf = async (id: PersonId) =>
  (await desk.call(readRoleHistory, { session: desk.admin, params: { id } })).reply;

/** What `people.roles` says and what is granted must be one thing after whatever was done. */
async function heldAgree(): Promise<void> {
  const db = desk.house.store.read;
  const people = await db.selectFrom('people').select(['id', 'roles']).execute();
  const grants = await db
    .selectFrom('role_grants')
    .select(['person_id', 'role'])
    .where('ended_at', 'is', null)
    .execute();
  for (const { id, roles } of people)
    expect(
      grants
        .filter((row) => row.person_id === id)
        .map(({ role }) => role)
        .sort(),
    ).toEqual([...roles].sort());
}

const dayFrom = (days: number): string =>
  later(desk.clock.now(), days * DAY)
    .toISOString()
    .slice(0, 10);

const factsOf = async (id: string, fact: string) =>
  (await entriesOf(desk.house.store.read, `person:${id}`)).filter((entry) => entry.fact === fact);

describe('the roles of a person', () => {
  it('are told with since when, until when, on what ground and by whom, the held ones first', async () => {
    const id = await made('historia');
    const until = dayFrom(60);
    const ground = 'Nombramiento SAyGP/0123/2026';
    const given = await grant(id, { roles: ['requester', 'agent'], terms: [{ role: 'agent', until }], ground });
    expect([given.status, given.reply.terms]).toEqual([200, [{ role: 'agent', until }]]);
    await grant(id, { roles: ['requester'], ground: 'Cambió de área' });
    const { name, grants } = await historyOf(id);
    expect(name).toBe('Rosa Elena Canul Pech');
    expect(grants.map(({ role, source, grantedBy }) => [role, source, grantedBy])).toEqual([
      ['requester', 'account', null],
      ['agent', 'desk', 'Alma Ochoa'],
    ]);
    expect(grants[0]).toMatchObject({ until: null, ended: null });
    expect(grants[1]).toMatchObject({
      ...{ until, ground, since: desk.clock.now().toISOString() },
      ended: { at: desk.clock.now().toISOString(), by: 'Alma Ochoa', how: 'withdrawn', note: 'Cambió de área' },
    });
    const facts = await factsOf(id, 'account.roles-granted');
    expect(facts[0]?.data).toMatchObject({ roles: ['requester', 'agent'], terms: { agent: until }, ground });
    await heldAgree();
  });

  it('begin anew with another term, and go on as they were where nothing is said of it', async () => {
    const id = await made('plazo');
    await grant(id, { roles: ['requester', 'agent'], terms: [{ role: 'agent', until: dayFrom(10) }] });
    await grant(id, { roles: ['requester', 'agent', 'team_lead'] });
    await grant(id, { roles: ['requester', 'agent', 'team_lead'], terms: [{ role: 'agent', until: null }] });
    const agent = (await historyOf(id)).grants.filter(({ role }) => role === 'agent');
    expect(agent.map(({ until, ended }) => [until, ended?.how])).toEqual([
      [null, undefined],
      [dayFrom(10), 'renewed'],
    ]);
    await heldAgree();
  });

  it.each([
    ['a day gone by', [{ role: 'agent' as const, until: '2020-01-01' }], 'terms.0.until', 'field.day-past'],
    ['a role that is not given', [{ role: 'auditor' as const, until: null }], 'terms.0.role', 'field.choice'],
    ['the role everybody has', [{ role: 'requester' as const, until: '2099-01-01' }], 'terms.0.role', 'field.choice'],
  ])('take no term of %s', async (_what, terms, path, message) => {
    const id = await made(`mal.${terms[0]?.role.replace('_', '-')}`);
    const answer = await grant(id, { roles: ['requester', 'agent'], terms });
    expect([answer.status, answer.problem.fields]).toEqual([400, [{ path, message }]]);
    expect((await historyOf(id)).grants).toHaveLength(1);
  });

  it('are read by who administers and who audits, and of nobody there is nothing', async () => {
    await made('contraloria', ['auditor']);
    const session = await desk.enter('contraloria@gobierno.example');
    const id = await made('leida');
    expect((await desk.call(readRoleHistory, { session, params: { id } })).reply.grants).toHaveLength(1);
    const nobody = '00000000-0000-4000-8000-000000000000' as PersonId;
    expect((await desk.call(readRoleHistory, { session, params: { id: nobody } })).status).toBe(404);
  });
});

describe('nobody', () => {
  it('gives a role to themselves, nor more time with one; giving one back is their own affair', async () => {
    const id = await made('propia', ['requester', 'operator_admin', 'agent']);
    const session = await desk.enter('propia@gobierno.example');
    const held = ['requester', 'operator_admin', 'agent'] as const;
    const more = await grant(id, { roles: [...held, 'team_lead'] }, session);
    expect([more.status, more.problem.code]).toEqual([403, 'role.own']);
    const until = dayFrom(5);
    await grant(id, { roles: [...held], terms: [{ role: 'operator_admin', until }] });
    const longer = await grant(id, { roles: [...held], terms: [{ role: 'operator_admin', until: null }] }, session);
    expect([longer.status, longer.problem.code]).toEqual([403, 'role.own']);
    expect((await grant(id, { roles: [...held], terms: [{ role: 'operator_admin', until }] }, session)).status).toBe(
      200,
    );
    expect((await grant(id, { roles: ['requester', 'operator_admin'] }, session)).status).toBe(200);
    await heldAgree();
  });

  it.each(NEVER_TOGETHER)('is given %s and %s together', async (one, other) => {
    const id = await made(`junta.${one}.${other}`.replaceAll('_', '-'));
    const answer = await grant(id, { roles: ['requester', one, other] });
    expect([answer.status, answer.problem.code]).toEqual([422, 'role.never-together']);
  });

  it('loses what was held together before that rule', () => {
    expect(clashesIn(['auditor', 'agent'], ['auditor', 'agent'])).toEqual([]);
    expect(clashesIn(['auditor', 'agent', 'team_lead'], ['auditor', 'agent'])).toEqual([['auditor', 'team_lead']]);
    expect(clashesIn([...ROLES])).toHaveLength(NEVER_TOGETHER.length);
  });
});

describe('a term that runs out (V36)', () => {
  it('is told of seven days before, once, and on the day after its last the role and its sessions are over', async () => {
    const id = await made('termina');
    await grant(id, { roles: ['requester', 'agent'], terms: [{ role: 'agent', until: dayFrom(8) }] });
    await followRoleTerms(desk.house);
    expect(await factsOf(id, ROLE_ENDING)).toHaveLength(0);
    desk.clock.advance(DAY);
    await Promise.all([followRoleTerms(desk.house), followRoleTerms(desk.house)]);
    await followRoleTerms(desk.house);
    expect((await factsOf(id, ROLE_ENDING)).map(({ data }) => data)).toEqual([
      { personId: id, role: 'agent', until: dayFrom(7), givenBy: expect.any(String) },
    ]);
    desk.clock.advance(7 * DAY);
    const session = await desk.enter('termina@gobierno.example');
    await followRoleTerms(desk.house);
    expect((await desk.call(readSession, { session })).reply.roles).toEqual(['requester', 'agent']);
    desk.clock.advance(DAY);
    const last = await desk.enter('termina@gobierno.example');
    await Promise.all([followRoleTerms(desk.house), followRoleTerms(desk.house)]);
    expect((await desk.call(readSession, { session: last })).status).toBe(401);
    expect(await factsOf(id, ROLE_ENDED)).toHaveLength(1);
    const again = await desk.enter('termina@gobierno.example');
    expect((await desk.call(readSession, { session: again })).reply.roles).toEqual(['requester']);
    await heldAgree();
  });

  it('of who alone administers the desk waits until somebody else does', async () => {
    const admin = await desk.enter(ADMIN.email, ADMIN.password);
    const people = async (q: string) => (await desk.call(listPeople, { session: admin, query: { q } })).reply.items;
    const [me] = await people(ADMIN.email);
    if (!me) throw new Error('no administrator');
    const other = await made('segunda.admin', ['operator_admin']);
    const session = await desk.enter('segunda.admin@gobierno.example');
    const terms = [{ role: 'operator_admin' as const, until: dayFrom(1) }];
    expect((await grant(me.id, { roles: ['requester', 'operator_admin'], terms }, session)).status).toBe(200);
    for (const each of await people('propia'))
      if (each.roles.includes('operator_admin')) await grant(each.id, { roles: ['requester'] }, session);
    expect((await grant(other, { roles: ['requester'] }, session)).reply).toMatchObject({ roles: ['requester'] });
    desk.clock.advance(3 * DAY);
    await followRoleTerms(desk.house);
    const back = await desk.enter(ADMIN.email, ADMIN.password);
    expect((await desk.call(readSession, { session: back })).reply.roles).toContain('operator_admin');
    await grant(other, { roles: ['requester', 'operator_admin'] }, back);
    await followRoleTerms(desk.house);
    expect((await desk.call(readSession, { session: back })).status).toBe(401);
    await heldAgree();
  });
});
