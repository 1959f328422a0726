import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  approvePerson,
  CLOSING_REASONS,
  closeAccount,
  createAccount,
  giveActivationLink,
  grantRoles,
  invitePerson,
  listPeople,
  type PersonId,
  readSession,
  reopenAccount,
  setPassword,
  signIn,
  unlockPerson,
  verifyAccount,
} from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { saveSettings } from '#contract/institution.ts';
import { ROLES } from '#contract/permissions.ts';
import { removeFactors } from '#contract/second-factor.ts';
import { entriesOf } from '#server/shared/history.ts';
import { ADMIN, OTHER_PASSWORD, PASSWORD, SET_UP, type Settled, settle, tokenOf } from '#tests/security/settled.ts';
import { allTeams, identify, membersOfTeam, mintRegistrationLink, peopleByIds, teamsWithMembers } from './index.ts';

let desk: Settled;
let admin: string;
beforeAll(async () => {
  desk = await settle();
  admin = desk.admin;
});
afterAll(() => desk.close());

const NOBODY = '00000000-0000-4000-8000-000000000000' as PersonId;

const invitation = async (email: string, over: object = {}) => {
  const { agencies, positions } = (await desk.call(listOrganisation)).reply;
  const [agency, position] = [agencies[0], positions[0]];
  if (!agency || !position) throw new Error('no organisation');
  return {
    ...{ givenNames: 'Laura', firstSurname: 'Ávila', secondSurname: 'Noh', email, employeeNumber: '' },
    ...{ agencyId: agency.id, positionId: position.id, phone: '312 316 2000 ext. 11' },
    ...{ roles: ['agent' as const, 'requester' as const], teamIds: [] as string[] },
    ...over,
  };
};

describe('inviting a person', () => {
  it('makes an account that waits for its link, and tells the letters', async () => {
    const teams = await allTeams(desk.house.store.read);
    const team = teams.find((each) => each.areaId !== null);
    if (!team) throw new Error('no team');
    const body = await invitation('laura@gobierno.example', { teamIds: [team.id], employeeNumber: 'a-77' });
    const { status, reply } = await desk.call(invitePerson, { session: admin, body });
    expect(status).toBe(201);
    expect(reply).toMatchObject({
      email: 'laura@gobierno.example',
      state: 'invited',
      roles: ['requester', 'agent'],
      teamIds: [team.id],
      paused: false,
      phone: '312 316 2000 ext. 11',
      can: { approve: false, giveLink: true, unlock: false, grant: true },
    });
    const entries = await entriesOf(desk.house.store.read, `person:${reply.id}`);
    expect(entries.map((entry) => entry.fact)).toEqual(['account.added', 'account.invited']);
    expect(JSON.stringify(entries)).not.toContain('laura@');
    const early = await desk.call(signIn, { body: { email: 'laura@gobierno.example', password: PASSWORD } });
    expect(early.problem.code).toBe('sign-in.mismatch');
  });

  it('of a known address or a taken employee number is refused, each in its own words', async () => {
    const known = await desk.call(invitePerson, { session: admin, body: await invitation('laura@gobierno.example') });
    expect([known.status, known.problem.code]).toEqual([409, 'account.exists']);
    const body = await invitation('laura.dos@gobierno.example', { employeeNumber: 'A-77' });
    const taken = await desk.call(invitePerson, { session: admin, body });
    expect(taken.problem.fields).toEqual([{ path: 'employeeNumber', message: 'field.employee-number-taken' }]);
  });

  it.each([
    [400, { agencyId: NOBODY }, 'agencyId'],
    [400, { positionId: NOBODY }, 'positionId'],
    [400, { teamIds: [NOBODY] }, 'teamIds.0'],
    [400, { roles: [] }, 'roles'],
    [400, { roles: ['king'] }, 'roles.0'],
    [400, { state: 'active' }, 'state'],
    [422, { phone: '123' }, undefined],
  ])('is refused (%i) for %o', async (status, over, path) => {
    const answer = await desk.call(invitePerson, {
      session: admin,
      body: await invitation('x@gobierno.example', over),
    });
    expect([answer.status, answer.problem.fields?.[0]?.path]).toEqual([status, path]);
  });
});

describe('a link handed over in person', () => {
  it('activates an invited account once, and its giving stays in the history', async () => {
    const body = await invitation('enlace@gobierno.example');
    const { id } = (await desk.call(invitePerson, { session: admin, body })).reply;
    const old = (await desk.call(giveActivationLink, { session: admin, params: { id } })).reply;
    const { url, expiresAt } = (await desk.call(giveActivationLink, { session: admin, params: { id } })).reply;
    expect(url).toMatch(/^http:\/\/localhost:3000\/activar#[A-Za-z0-9_-]{43}$/);
    expect(new Date(expiresAt).getTime() - desk.clock.now().getTime()).toBe(72 * 3_600_000);
    const spent = await desk.call(setPassword, { body: { token: tokenOf(old.url), password: PASSWORD } });
    expect(spent.status).toBe(410);
    const done = await desk.call(setPassword, { body: { token: tokenOf(url), password: PASSWORD } });
    expect(done.status).toBe(200);
    await desk.enter('enlace@gobierno.example');
    const entries = await entriesOf(desk.house.store.read, `person:${id}`);
    const given = entries.filter((entry) => entry.fact === 'account.link-given');
    expect(given).toHaveLength(2);
    expect(given[0]?.actor_kind).toBe('person');
    expect(JSON.stringify(entries)).not.toContain(tokenOf(url));
  });

  it('of an active account is one to choose a new password, for half an hour', async () => {
    const id = (await desk.person({ email: 'activa@gobierno.example' })) as PersonId;
    const { url, expiresAt } = (await desk.call(giveActivationLink, { session: admin, params: { id } })).reply;
    expect(url).toContain('/activar#');
    expect(new Date(expiresAt).getTime() - desk.clock.now().getTime()).toBe(1_800_000);
  });

  it('is not given for an account that is not active, nor for nobody', async () => {
    const id = (await desk.person({ email: 'inactiva@gobierno.example', state: 'inactive' })) as PersonId;
    expect((await desk.call(giveActivationLink, { session: admin, params: { id } })).status).toBe(403);
    expect((await desk.call(giveActivationLink, { session: admin, params: { id: NOBODY } })).status).toBe(404);
  });
});

describe('granting roles', () => {
  it('sets roles and teams, and ends the sessions of who loses a role', async () => {
    const email = 'asciende@gobierno.example';
    const id = (await desk.person({ email })) as PersonId;
    const session = await desk.enter(email);
    const [team] = await allTeams(desk.house.store.read);
    if (!team) throw new Error('no team');
    const up = await desk.call(grantRoles, {
      session: admin,
      params: { id },
      body: { roles: ['agent', 'requester', 'agent'], teamIds: [team.id, team.id] },
    });
    expect(up.reply).toMatchObject({ roles: ['requester', 'agent'], teamIds: [team.id] });
    const still = await desk.call(readSession, { session });
    expect(still.reply).toMatchObject({ roles: ['requester', 'agent'], can: { attend: true } });
    const identified = await identify(desk.house, session);
    expect(identified?.actor).toMatchObject({
      teamIds: [team.id],
      areaIds: team.areaId === null ? 'every' : [team.areaId],
    });
    expect((await membersOfTeam(desk.house.store.read, team.id)).map((person) => person.id)).toEqual([id]);
    const teams = await teamsWithMembers(desk.house.store.read, '2026-11-23');
    expect(teams.find((each) => each.id === team.id)?.members).toHaveLength(1);
    await desk.call(grantRoles, { session: admin, params: { id }, body: { roles: ['requester'], teamIds: [] } });
    expect((await desk.call(readSession, { session })).status).toBe(401);
    const facts = (await entriesOf(desk.house.store.read, `person:${id}`)).filter(
      (entry) => entry.fact === 'account.roles-granted',
    );
    expect(facts.at(-1)?.data).toEqual({ personId: id, roles: ['requester'], teamIds: [], lost: ['agent'] });
  });

  it('leaves at least one administrator, even when two remove each other at once', async () => {
    const { items } = (await desk.call(listPeople, { session: admin, query: { q: ADMIN.email } })).reply;
    const me = items[0]?.id;
    if (!me) throw new Error('no administrator');
    const alone = await desk.call(grantRoles, {
      session: admin,
      params: { id: me },
      body: { roles: ['requester'], teamIds: [] },
    });
    expect([alone.status, alone.problem.code]).toEqual([422, 'role.last-admin']);
    const id = (await desk.person({ email: 'otra.admin@gobierno.example', roles: ['operator_admin'] })) as PersonId;
    const other = await desk.enter('otra.admin@gobierno.example');
    const body = { roles: ['requester' as const], teamIds: [] };
    const answers = await Promise.all([
      desk.call(grantRoles, { session: admin, params: { id }, body }),
      desk.call(grantRoles, { session: other, params: { id: me }, body }),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const left = await desk.house.store.read
      .selectFrom('people')
      .select('email')
      .where(sql<boolean>`'operator_admin' = any(roles)`)
      .execute();
    expect(left).toHaveLength(1);
    const survivor = left[0]?.email ?? '';
    admin = await desk.enter(survivor, survivor === ADMIN.email ? ADMIN.password : PASSWORD);
  });

  it('refuses a team or a role that does not exist, and nobody', async () => {
    const id = (await desk.person({ email: 'quieta@gobierno.example' })) as PersonId;
    const grant = (over: object, whom = id) =>
      desk.call(grantRoles, {
        session: admin,
        params: { id: whom },
        body: { roles: ['requester'], teamIds: [], ...over },
      });
    expect((await grant({ teamIds: [NOBODY] })).status).toBe(400);
    expect((await grant({ roles: ['king'] })).status).toBe(400);
    expect((await grant({}, NOBODY)).status).toBe(404);
    expect((await grant({}, 'x' as PersonId)).status).toBe(400);
  });
});

describe('a paused account', () => {
  it('shows as such and is let in again by an administrator', async () => {
    const email = 'pausada@gobierno.example';
    const id = (await desk.person({ email })) as PersonId;
    for (let n = 0; n < 5; n += 1) await desk.call(signIn, { body: { email, password: OTHER_PASSWORD } });
    const { items } = (await desk.call(listPeople, { session: admin, query: { q: 'pausada' } })).reply;
    expect(items[0]).toMatchObject({ id, paused: true, can: { unlock: true } });
    const { reply } = await desk.call(unlockPerson, { session: admin, params: { id } });
    expect(reply).toMatchObject({ paused: false, can: { unlock: false } });
    await desk.enter(email);
    expect((await desk.call(unlockPerson, { session: admin, params: { id: NOBODY } })).status).toBe(404);
  });
});

describe('approving', () => {
  it('lets in who proved the address, once', async () => {
    const { version } = await desk.house.store.read
      .selectFrom('institution')
      .select('version')
      .executeTakeFirstOrThrow();
    const institution = {
      ...SET_UP.institution,
      mailDomains: ['gobierno.example'],
      selfRegistration: 'verified_email_and_approval' as const,
    };
    await desk.call(saveSettings, { session: admin, body: { institution, version } });
    const email = 'espera@gobierno.example';
    await desk.call(createAccount, { body: desk.applicant(email) });
    const registration = await desk.house.store.read
      .selectFrom('registrations')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    const link = await desk.house.store.aside('delivery', (db, now) => mintRegistrationLink(db, registration.id, now));
    await desk.call(verifyAccount, { body: { token: link?.token ?? '', password: PASSWORD } });
    const { items } = (await desk.call(listPeople, { session: admin, query: { state: 'awaiting_approval' } })).reply;
    const [waiting] = items;
    if (!waiting) throw new Error('nobody waits');
    expect(waiting.can).toMatchObject({ approve: true, giveLink: false });
    const { reply } = await desk.call(approvePerson, { session: admin, params: { id: waiting.id } });
    expect(reply).toMatchObject({ state: 'active', can: { approve: false } });
    expect((await desk.call(approvePerson, { session: admin, params: { id: waiting.id } })).status).toBe(403);
    expect((await desk.call(approvePerson, { session: admin, params: { id: NOBODY } })).status).toBe(404);
    await desk.enter(email);
  });
});

describe('the list of people', () => {
  it('goes by surname as in Mexico, page after page, none twice and none left out', async () => {
    const surnames = ['Ñuñez', 'Nava', 'Ávila', 'Avila', 'Zúñiga', 'Óscar', 'Ochoa', 'álvarez'];
    for (let n = 0; n < 56; n += 1) {
      const body = await invitation(`lista${n}@gobierno.example`, {
        firstSurname: `${surnames[n % 8]}`,
        givenNames: `Ana ${n}`,
      });
      expect((await desk.call(invitePerson, { session: admin, body })).status).toBe(201);
    }
    const seen: string[] = [];
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const { reply }: { reply: { items: { id: string; firstSurname: string }[]; next: string | null } } =
        await desk.call(listPeople, {
          session: admin,
          query: { q: 'lista', ...(cursor === undefined ? {} : { cursor }) },
        });
      seen.push(...reply.items.map((item) => item.id));
      names.push(...reply.items.map((item) => item.firstSurname));
      cursor = reply.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(56);
    expect(new Set(seen).size).toBe(56);
    const order = new Intl.Collator('es-MX').compare;
    expect(names).toEqual([...names].sort(order));
    expect([...new Set(names)].indexOf('Nava')).toBeLessThan([...new Set(names)].indexOf('Ñuñez'));
  });

  it('finds by words of the name or address, without accents, and takes signs for what they are', async () => {
    const find = async (q: string) =>
      (await desk.call(listPeople, { session: admin, query: { q } })).reply.items.length;
    expect(await find('nunez lista')).toBe(7);
    expect(await find('lista10@')).toBe(1);
    expect(await find('%')).toBe(0);
    expect(await find('a_a')).toBe(0);
    expect(await find('\\')).toBe(0);
  });

  it('refuses a cursor that is none', async () => {
    for (const cursor of ['%%%', 'abc', Buffer.from("x' or 1=1").toString('base64url')])
      expect((await desk.call(listPeople, { session: admin, query: { cursor } })).status).toBe(400);
  });
});

describe('the door of the slice', () => {
  it('gives people as cards, those that exist', async () => {
    const id = await desk.person({ email: 'tarjeta@gobierno.example', roles: ['agent'] });
    const cards = await peopleByIds(desk.house.store.read, [id, NOBODY, id]);
    expect([...cards.keys()]).toEqual([id]);
    expect(cards.get(id)).toMatchObject({
      fullName: 'Rosa Elena Canul Pech',
      initials: 'RC',
      phone: '+523123162000',
      extension: '2310',
      roles: ['agent'],
      state: 'active',
    });
    expect(await peopleByIds(desk.house.store.read, [])).toEqual(new Map());
  });
});

describe('who does not administer', () => {
  it.each(ROLES.filter((role) => role !== 'operator_admin'))(
    '%s is refused at every door, and without a session too',
    async (role) => {
      const email = `${role.replace('_', '.')}@gobierno.example`;
      const id = (await desk.person({ email, roles: [role] })) as PersonId;
      const session = await desk.enter(email);
      const body = { roles: ['operator_admin' as const], teamIds: [] };
      for (const [who, status] of [
        [session, 403],
        [null, 401],
      ] as const) {
        const answers = await Promise.all([
          desk.call(listPeople, { session: who }),
          desk.call(invitePerson, { session: who, body: await invitation('intrusa@gobierno.example') }),
          desk.call(grantRoles, { session: who, params: { id }, body }),
          desk.call(giveActivationLink, { session: who, params: { id } }),
          desk.call(unlockPerson, { session: who, params: { id } }),
          desk.call(approvePerson, { session: who, params: { id } }),
        ]);
        expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status));
      }
    },
  );
});

it('closes, opens again and takes factors from nobody', async () => {
  const asked = { session: admin, params: { id: NOBODY } };
  const note = 'Lo pidió su dependencia';
  const answers = [
    await desk.call(closeAccount, { ...asked, body: { reason: CLOSING_REASONS[0], note } }),
    await desk.call(reopenAccount, { ...asked, body: { note } }),
    await desk.call(removeFactors, { ...asked, body: { proof: 'in_person', note } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});
