import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CLOSING_REASONS,
  closeAccount,
  giveActivationLink,
  grantRoles,
  invitePerson,
  listPeople,
  type PersonId,
} from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import type { QueryInput } from '#contract/operation.ts';
import { readPerson } from '#contract/person-page.ts';
import { addPerson } from '#server/accounts/index.ts';
import { allPositions } from '#server/agencies/index.ts';
import { system } from '#server/shared/policy.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let agencies: readonly { id: string }[];
const ids = new Map<string, PersonId>();

const PEOPLE = [
  ['Ángel', 'Núñez', 'Íñigo', 'angel.n@gobierno.example', 'A-0017', 'senior', ['requester']],
  ['Rosa', 'Ñu', '', 'rosa.nu@gobierno.example', '00172', 'middle', ['requester', 'agency_head']],
  ['Zoé', 'Nava', 'Ángeles', 'zn@salud.example', '', 'operational', ['auditor']],
] as const;

beforeAll(async () => {
  desk = await settle();
  agencies = (await desk.call(listOrganisation)).reply.agencies;
  const positions = await allPositions(desk.house.store.read);
  await desk.house.store.change(system('test'), async (work) => {
    for (const [
      index,
      [givenNames, firstSurname, secondSurname, email, employeeNumber, level, roles],
    ] of PEOPLE.entries()) {
      const [agencyId, positionId] = [agencies[index]?.id, positions.find((each) => each.level === level)?.id];
      if (!agencyId || !positionId) throw new Error('no organisation');
      const names = { givenNames, firstSurname, secondSurname, email, employeeNumber };
      const place = { agencyId: agencyId as never, positionId, phone: '', extension: '' };
      const account = { state: 'active' as const, passwordHash: null, teamIds: [] };
      ids.set(email, await addPerson(work, { ...names, ...place, ...account, roles: [...roles] }));
    }
  });
});
afterAll(() => desk.close());

const found = async (query: QueryInput<typeof listPeople>) =>
  (await desk.call(listPeople, { session: desk.admin, query })).reply.items.map(({ email, foundBy }) =>
    [email.split('@')[0], ...foundBy].join(' '),
  );

describe('finding people', () => {
  it.each([
    [{ q: 'inigo ANGEL' }, ['angel.n']],
    [{ q: 'angel' }, ['zn', 'angel.n']],
    [{ q: 'a-0017' }, ['angel.n employeeNumber']],
    [{ q: '0017' }, ['angel.n employeeNumber', 'rosa.nu employeeNumber']],
    [{ q: 'salud.ex' }, ['zn email']],
    [{ q: 'zoe zn@salud.example' }, ['zn email']],
    [{ q: 'angel', level: 'operational' }, ['zn']],
    [{ q: 'n', role: 'agency_head' }, ['rosa.nu']],
    [{ role: 'auditor' }, ['zn']],
    [{ q: 'angel', state: 'inactive' }, []],
    [{ q: '100%' }, []],
    [{ q: 'n_v' }, []],
  ] as const)('by %j', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('in the order of Spanish, and by where they work', async () => {
    expect(await found({ agencyId: agencies[2]?.id })).toEqual(['zn']);
    const names = (await desk.call(listPeople, { session: desk.admin })).reply.items.map((each) => each.firstSurname);
    expect(names).toEqual(names.toSorted(new Intl.Collator('es-MX').compare));
    expect(names.indexOf('Ñu')).toBeGreaterThan(names.indexOf('Núñez'));
  });

  it('refuses a level there is none of', async () => {
    const { status } = await desk.call(listPeople, { session: desk.admin, query: { level: 'king' as 'senior' } });
    expect(status).toBe(400);
  });
});

const read = (id: string) => desk.call(readPerson, { session: desk.admin, params: { id: id as PersonId } });

describe('the page of a person', () => {
  it('says how an invited one came, what became of the link, and each role with its day and giver', async () => {
    const [agency] = agencies;
    const { positions } = (await desk.call(listOrganisation)).reply;
    const person = {
      ...{ givenNames: 'Laura', firstSurname: 'Ávila', secondSurname: '', email: 'laura@gobierno.example' },
      ...{ employeeNumber: '', agencyId: agency?.id ?? '', positionId: positions[0]?.id ?? '', phone: '312 316 2000' },
    };
    const body = { ...person, roles: ['requester' as const], teamIds: [] };
    const { id } = (await desk.call(invitePerson, { session: desk.admin, body })).reply;
    const early = (await read(id)).reply;
    expect(early).toMatchObject({ state: 'invited', link: null, passwordEndsAt: null, openSessions: 0 });
    expect(early.origin).toMatchObject({ way: 'invitation', by: expect.stringContaining(' '), enrolment: null });
    const given = { session: desk.admin, params: { id } };
    await desk.call(giveActivationLink, given);
    desk.clock.advance(60_000);
    const terms = [{ role: 'agent' as const, until: '2027-06-30' }];
    const granting = { roles: ['requester' as const, 'agent' as const], teamIds: [], terms, ground: 'Oficio 12/2026' };
    await desk.call(grantRoles, { ...given, body: granting });
    const { link, grants } = (await read(id)).reply;
    expect(link).toMatchObject({ issued: 1, openedAt: null, usedAt: null });
    expect(grants.map(({ role, ground, until }) => [role, ground, until])).toEqual([
      ['agent', 'Oficio 12/2026', '2027-06-30'],
      ['requester', '', null],
    ]);
    const [newer, older] = grants.map(({ since }) => Date.parse(since));
    expect((newer ?? 0) - (older ?? 0)).toBe(60_000);
    expect(grants.every(({ grantedBy }) => grantedBy !== null)).toBe(true);
  });

  it('says of a closed account since when, by whom and why', async () => {
    const id = await desk.person({ email: 'se.va@gobierno.example' });
    await desk.enter('se.va@gobierno.example');
    expect((await read(id)).reply).toMatchObject({ openSessions: 1, closed: null, mustChangePassword: false });
    const body = { reason: CLOSING_REASONS[0], note: 'Oficio SA/123' };
    await desk.call(closeAccount, { session: desk.admin, params: { id: id as PersonId }, body });
    const { closed, openSessions, passwordEndsAt } = (await read(id)).reply;
    expect(closed).toMatchObject({ reason: 'left', note: 'Oficio SA/123', by: expect.stringContaining(' ') });
    expect([openSessions, passwordEndsAt]).toEqual([0, null]);
  });

  it('says when a password has ended', async () => {
    const id = await desk.person({ email: 'vence@gobierno.example' });
    const early = (await read(id)).reply;
    expect(Date.parse(early.passwordEndsAt ?? '') - Date.parse(early.createdAt)).toBe(30 * 86_400_000);
    await desk.house.store.aside('sweep', (db) =>
      sql`update people set password_changed_at = password_changed_at - interval '31 days' where id = ${id}`.execute(
        db,
      ),
    );
    expect((await read(id)).reply.mustChangePassword).toBe(true);
  });
});
