/** Sign-in through a real OpenID Connect provider (oidc-provider), and every way in which it must not work. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readSession, signIn } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import {
  addDirectory,
  type DirectoryId,
  finishDirectory,
  linkDirectory,
  listDirectories,
  listEntrances,
  listOwnDirectories,
  RETURN_PATH,
  readDirectoryHistory,
  saveDirectory,
  startDirectory,
  tryDirectory,
  unlinkDirectory,
} from '#contract/directories.ts';
import { linkPersonDirectory, lookUpInDirectory, unlinkPersonDirectory } from '#contract/directory-links.ts';
import type { BodyInput } from '#contract/operation.ts';
import { closeAccount, type PersonId, reopenAccount } from '#contract/people.ts';
import { readPerson } from '#contract/person-page.ts';
import type { AccountState } from '#server/accounts/rows.ts';
import { entriesOf } from '#server/shared/history.ts';
import { asDirectory, CLIENT, openProvider, type TestProvider } from '#tests/kit/oidc.ts';
import { ADMIN, PASSWORD, type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let provider: TestProvider;
let base: BodyInput<typeof addDirectory>;
let directoryId: DirectoryId;

beforeAll(async () => {
  desk = await settle();
  provider = await openProvider(`${desk.house.settings.publicUrl}${RETURN_PATH}`);
  base = asDirectory(provider, (await desk.call(listOrganisation, { session: desk.admin })).reply);
  const added = await desk.call(addDirectory, { session: desk.admin, body: base });
  expect(added.status).toBe(201);
  directoryId = added.reply.id;
}, 60_000);
afterAll(async () => {
  await provider.close();
  await desk.close();
});
afterEach(() => provider.forge(null));

const passageOf = (headers: Record<string, unknown>): string =>
  [headers['set-cookie']]
    .flat()
    .join(' ')
    .match(/mesa-passage=([^;]+)/)?.[1] ?? '';

/** To the provider and back, as far as the address that it sends the browser to. */
async function go(subject: string, session: string | null = null) {
  provider.enterAs(subject);
  const begun =
    session === null
      ? await desk.call(startDirectory, { params: { id: directoryId }, body: {} })
      : await desk.call(linkDirectory, { session, params: { id: directoryId }, body: { password: PASSWORD } });
  expect(begun.status, begun.raw.body).toBe(200);
  const answer = await provider.visit(begun.reply.url ?? '');
  return { answer, cookie: `mesa-passage=${passageOf(begun.raw.headers)}` };
}

const finish = (given: { answer: string; cookie: string }) =>
  desk.call(finishDirectory, { body: { answer: given.answer }, headers: { cookie: given.cookie } });

const whoIs = async (session: string | null) => (await desk.call(readSession, { session: session ?? 'nobody' })).reply;

const change = async (given: Partial<BodyInput<typeof saveDirectory>>) => {
  const { items } = (await desk.call(listDirectories, { session: desk.admin })).reply;
  const version = items.find((each) => each.id === directoryId)?.version ?? 0;
  return desk.call(saveDirectory, {
    session: desk.admin,
    params: { id: directoryId },
    body: { ...base, secret: '', version, ...given },
  });
};

describe('a first sign-in', () => {
  it('makes the account of who has none, where the directory is set to, and no second one', async () => {
    provider.people.set('n-1', {
      email: 'nueva@gobierno.example',
      email_verified: true,
      given_name: 'Ana Lucía',
      family_name: 'de la Cruz Pech',
    });
    const first = await finish(await go('n-1'));
    expect([first.status, first.reply.outcome]).toEqual([200, 'signed-in']);
    const { person, roles, mustChangePassword } = await whoIs(first.session);
    expect(person).toMatchObject({ givenNames: 'Ana Lucía', firstSurname: 'de la Cruz', secondSurname: 'Pech' });
    expect([roles, mustChangePassword]).toEqual([['requester'], false]);
    const again = await finish(await go('n-1'));
    expect((await whoIs(again.session)).person.id).toBe(person.id);
    const facts = (await entriesOf(desk.house.store.read, `person:${person.id}`)).map(({ fact }) => fact);
    expect(facts).toEqual(['account.added', 'account.directory-linked', 'session.started', 'session.started']);
  });

  it.each([
    [
      'without saying that the address is verified',
      { email: 'sola@gobierno.example', given_name: 'A', family_name: 'B' },
    ],
    ['of another domain', { email: 'x@otro.example', email_verified: true, given_name: 'A', family_name: 'B' }],
    ['without a name', { email: 'sin.nombre@gobierno.example', email_verified: true }],
  ])('%s makes nobody and says whom to ask', async (_why, claims) => {
    provider.people.set('n-2', claims);
    const answer = await finish(await go('n-2'));
    expect([answer.status, answer.problem.code, answer.session]).toEqual([403, 'directory.nobody', null]);
  });

  it('links by number of employee, but never who administers the desk', async () => {
    const id = await desk.person({ email: 'con.numero@gobierno.example' });
    const admin = await desk.person({ email: 'otra.admin@gobierno.example', roles: ['operator_admin'] });
    for (const [person, number] of [
      [id, 'E-100'],
      [admin, 'E-200'],
    ] as const)
      await numbered(person, number);
    provider.people.set('n-3', { email: 'otro@gobierno.example', email_verified: true, number: 'e-100' });
    expect((await whoIs((await finish(await go('n-3'))).session)).person.id).toBe(id);
    provider.people.set('n-4', { email: 'otro2@gobierno.example', email_verified: true, number: 'E-200' });
    expect((await finish(await go('n-4'))).problem.code).toBe('directory.unlinked');
  });
});

/** As the desk writes it: there is no operation that changes it later. */
const numbered = (personId: string, number: string) =>
  desk.house.store.aside('sweep', (db) =>
    db.updateTable('people').set({ employee_number: number }).where('id', '=', personId).execute(),
  );

describe('V51: an address is nobody', () => {
  it.each([true, false, undefined])(
    'equal to an administrator’s, with email_verified %s, signs nobody in and links nothing',
    async (verified) => {
      provider.people.set('evil', { email: ADMIN.email, email_verified: verified, given_name: 'X', family_name: 'Y' });
      const answer = await finish(await go('evil'));
      expect([answer.status, answer.problem.code, answer.session]).toEqual([409, 'directory.unlinked', null]);
      const own = await desk.call(listOwnDirectories, { session: desk.admin });
      expect(own.reply.items.map((each) => each.linkedAt)).toEqual([null]);
    },
  );

  it('is linked by its own person, signed in, with the password of the desk and that of the directory', async () => {
    await desk.person({ email: 'rosa@gobierno.example' });
    const rosa = await desk.enter('rosa@gobierno.example');
    provider.people.set('r-1', { email: 'rosa@gobierno.example', email_verified: false });
    const wrong = await desk.call(linkDirectory, {
      session: rosa,
      params: { id: directoryId },
      body: { password: 'otra-cosa-larga' },
    });
    expect(wrong.problem.code).toBe('password.current-wrong');
    const way = await go('r-1', rosa);
    const elsewhere = await finish(way);
    expect([elsewhere.status, elsewhere.problem.values?.reason]).toEqual([401, 'session']);
    const { answer, cookie } = await go('r-1', rosa);
    const linked = await finish({ answer, cookie: `${cookie}; mesa=${rosa}` });
    expect([linked.status, linked.reply.outcome]).toEqual([200, 'linked']);
    const entered = await finish(await go('r-1'));
    expect((await whoIs(entered.session)).person.email).toBe('rosa@gobierno.example');
    const twice = await desk.call(linkDirectory, {
      session: rosa,
      params: { id: directoryId },
      body: { password: PASSWORD },
    });
    expect([twice.status, twice.problem.code]).toEqual([409, 'directory.taken']);

    const closed = await desk.call(signIn, { body: { email: 'rosa@gobierno.example', password: PASSWORD } });
    expect(closed.problem.code).toBe('sign-in.mismatch');
    expect((await change({ keepsPassword: true })).status).toBe(200);
    expect((await desk.call(signIn, { body: { email: 'rosa@gobierno.example', password: PASSWORD } })).status).toBe(
      200,
    );

    await desk.person({ email: 'luz@gobierno.example' });
    const luz = await desk.enter('luz@gobierno.example');
    const second = await go('r-1', luz);
    const taken = await finish({ answer: second.answer, cookie: `${second.cookie}; mesa=${luz}` });
    expect([taken.status, taken.problem.code]).toEqual([409, 'directory.taken']);

    expect((await desk.call(unlinkDirectory, { session: entered.session, params: { id: directoryId } })).status).toBe(
      200,
    );
    expect((await finish(await go('r-1'))).problem.code).toBe('directory.unlinked');
  });

  it('is not undone by who has no other way in', async () => {
    const entered = await finish(await go('n-1'));
    const answer = await desk.call(unlinkDirectory, { session: entered.session, params: { id: directoryId } });
    expect([answer.status, answer.problem.code]).toEqual([409, 'directory.only-way']);
  });
});

describe('V37: who is not active here', () => {
  it('is refused whatever the directory says, and their history tells of it', async () => {
    const entered = await finish(await go('n-1'));
    const { person } = await whoIs(entered.session);
    const put = (state: AccountState) =>
      desk.house.store.aside('sweep', (db) =>
        db.updateTable('people').set({ state }).where('id', '=', person.id).execute(),
      );
    await put('inactive');
    const answer = await finish(await go('n-1'));
    expect([answer.status, answer.problem.code, answer.session]).toEqual([403, 'directory.inactive', null]);
    const last = (await entriesOf(desk.house.store.read, `person:${person.id}`)).at(-1);
    expect(last).toMatchObject({ fact: 'session.refused', data: { state: 'inactive', directoryId } });
    await put('active');
    expect((await finish(await go('n-1'))).status).toBe(200);
  });
});

describe('an account that was closed and is opened again', () => {
  const act = { reason: 'leave', note: 'Licencia sin goce de sueldo, oficio 123.' } as const;

  it('enters by its directory as before, without a password of the desk, and not in between', async () => {
    const { person } = await whoIs((await finish(await go('n-1'))).session);
    const to = { session: desk.admin, params: { id: person.id } };
    expect((await desk.call(closeAccount, { ...to, body: act })).reply.state).toBe('inactive');
    expect((await finish(await go('n-1'))).problem.code).toBe('directory.inactive');
    expect((await desk.call(reopenAccount, { ...to, body: { note: act.note } })).reply.state).toBe('active');
    expect((await whoIs((await finish(await go('n-1'))).session)).person.id).toBe(person.id);
  });
});

describe('roles by group', () => {
  it('come and go with the groups, and those that people gave stay', async () => {
    provider.people.set('g-1', {
      email: 'gil@gobierno.example',
      email_verified: true,
      given_name: 'Gil',
      family_name: 'Uc',
      groups: ['MESA-AGENTES', 'otro'],
    });
    const first = await finish(await go('g-1'));
    expect((await whoIs(first.session)).roles).toEqual(['requester', 'agent']);
    provider.people.set('g-1', { email: 'gil@gobierno.example', groups: [] });
    const second = await finish(await go('g-1'));
    expect((await whoIs(second.session)).roles).toEqual(['requester']);
    // Whoever lost a role is signed out everywhere at once.
    expect((await desk.call(readSession, { session: first.session })).status).toBe(401);
  });
});

describe('the way there and back (C53–C57)', () => {
  it('answers once, in the browser that began it, and nowhere else', async () => {
    const way = await go('n-1');
    const other = await go('n-1');
    for (const cookie of ['', `mesa-passage=${'A'.repeat(43)}`]) {
      const answer = await finish({ answer: way.answer, cookie });
      expect([answer.status, answer.problem.values?.reason]).toEqual([401, 'passage']);
    }
    const crossed = await finish({ answer: way.answer, cookie: other.cookie });
    expect([crossed.status, crossed.problem.code]).toEqual([401, 'directory.refused']);
    expect((await finish(way)).status).toBe(200);
    expect((await finish(way)).problem.values?.reason).toBe('passage');
  });

  it('carries PKCE, state and nonce of its own, to one exact address', async () => {
    const urls = await Promise.all(
      [1, 2].map(() => desk.call(startDirectory, { params: { id: directoryId }, body: {} })),
    );
    const [one, two] = urls.map(({ reply }) => new URL(reply.url ?? '').searchParams);
    expect(one?.get('code_challenge_method')).toBe('S256');
    expect(one?.get('redirect_uri')).toBe(`${desk.house.settings.publicUrl}${RETURN_PATH}`);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(one?.get(name)).not.toBe(two?.get(name));
    expect([urls[0]?.raw.headers['set-cookie']].flat().join()).toMatch(
      /HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/i,
    );
  });

  it.each([
    ['an error of the provider', () => '?error=access_denied&state=x', 'invalid_response'],
    ['no code', () => '?x=1', 'invalid_response'],
    [
      'another issuer (RFC 9207)',
      (answer: string) => answer.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fotro.example'),
      'invalid_response',
    ],
    ['another code', (answer: string) => answer.replace(/code=[^&]+/, 'code=otro'), 'invalid_grant'],
  ])('refuses %s', async (_what, twist, reason) => {
    const way = await go('n-1');
    const answer = await finish({ ...way, answer: twist(way.answer) });
    expect([answer.status, answer.problem.code, answer.problem.values?.reason]).toEqual([
      401,
      'directory.refused',
      reason,
    ]);
  });

  const rs256 = { alg: 'RS256', kid: 'uno' };
  it.each<[string, Parameters<TestProvider['forge']>[0]]>([
    ['another nonce', (claims) => ({ header: rs256, claims: { ...claims, nonce: 'otro' }, how: 'rsa' })],
    ['no nonce', ({ nonce: _, ...claims }) => ({ header: rs256, claims, how: 'rsa' })],
    ['another issuer', (claims) => ({ header: rs256, claims: { ...claims, iss: 'https://otro.example' }, how: 'rsa' })],
    ['another audience', (claims) => ({ header: rs256, claims: { ...claims, aud: 'otra' }, how: 'rsa' })],
    [
      'an end that is past',
      (claims) => ({ header: rs256, claims: { ...claims, exp: Number(claims.iat) - 3_600 }, how: 'rsa' }),
    ],
    [
      'another subject than the provider’s own answer',
      (claims) => ({ header: rs256, claims: { ...claims, sub: 'evil' }, how: 'rsa' }),
    ],
    ['alg none', (claims) => ({ header: { alg: 'none' }, claims, how: 'none' })],
    ['HS256 with the client’s secret', (claims) => ({ header: { alg: 'HS256' }, claims, how: 'hmac' })],
    ['a signature over something else', (claims) => ({ header: rs256, claims, how: 'hmac' })],
  ])('refuses a token with %s', async (_what, how) => {
    provider.forge(how);
    const answer = await finish(await go('n-1'));
    expect([answer.status, answer.problem.code, answer.session]).toEqual([401, 'directory.refused', null]);
  });

  it('asks for the proof that was demanded, and lets who gave it past the second step', async () => {
    const strict = { ...base.settings, requiredAmr: ['mfa'] } as typeof base.settings;
    expect((await change({ settings: strict })).status).toBe(200);
    const weak = await finish(await go('n-1'));
    expect([weak.status, weak.problem.values?.reason]).toEqual([401, 'amr']);
    provider.forge((claims) => ({ header: rs256, claims: { ...claims, amr: ['pwd', 'mfa'] }, how: 'rsa' }));
    const strong = await finish(await go('n-1'));
    expect([strong.status, (await whoIs(strong.session)).mustEnrol]).toEqual([200, false]);
    expect((await change({})).status).toBe(200);
  });
});

describe('who somebody is there, as said by who administers', () => {
  const ground = 'Oficio DTI/412: cambió su cuenta de gobierno.';
  const nowhere = '01890000-0000-7000-8000-00000000dead' as DirectoryId;
  let id: PersonId;
  const page = async () => (await desk.call(readPerson, { session: desk.admin, params: { id } })).reply.directories;
  const link = (given: { subject: string; directoryId?: DirectoryId; id?: PersonId; session?: string }) =>
    desk.call(linkPersonDirectory, {
      session: given.session ?? desk.admin,
      params: { id: given.id ?? id },
      body: { directoryId: given.directoryId ?? directoryId, subject: given.subject, ground },
    });
  const unlink = (more: { leavesNoWay?: boolean } = {}, of: PersonId = id) =>
    desk.call(unlinkPersonDirectory, {
      session: desk.admin,
      params: { id: of, directoryId },
      body: { ground, ...more },
    });

  it('is linked with a ground and told by letter; nobody is twice, and nobody links themselves', async () => {
    id = (await desk.person({ email: 'vinculada@gobierno.example' })) as PersonId;
    expect(await page()).toEqual({ links: [], hasPassword: true, can: { link: true, unlink: true } });
    const faults = (
      await desk.call(linkPersonDirectory, {
        ...{ session: desk.admin, params: { id } },
        body: { directoryId, subject: 'ñ', ground: ' ' },
      })
    ).problem.fields?.map(({ path }) => path);
    expect(faults).toEqual(['subject', 'ground']);
    expect((await link({ subject: 'v-1' })).status).toBe(200);
    expect((await page()).links).toMatchObject([{ subject: 'v-1', how: 'desk', onlyWay: false, lastUsedAt: null }]);
    expect((await whoIs((await finish(await go('v-1'))).session)).person.id).toBe(id);
    const other = (await desk.person({ email: 'la.otra@gobierno.example' })) as PersonId;
    expect((await link({ subject: 'v-1', id: other })).problem.code).toBe('directory.taken');
    expect((await link({ subject: 'v-2' })).problem.code).toBe('directory.taken');
    expect((await link({ subject: 'v-3', id: other, directoryId: nowhere })).status).toBe(404);
    const own = await whoIs(desk.admin);
    expect((await link({ subject: 'v-4', id: own.person.id })).problem.code).toBe('right.missing');
    expect((await unlink({}, own.person.id)).problem.code).toBe('right.missing');
    expect((await unlink({}, other)).status).toBe(404);
    const last = (await entriesOf(desk.house.store.read, `person:${id}`)).find(
      ({ fact }) => fact === 'account.directory-linked',
    );
    expect(last).toMatchObject({ actor_id: own.person.id, data: { how: 'desk', subject: 'v-1', ground } });
  });

  it('is unlinked, which ends sessions and is told; not without a word where no way in is left', async () => {
    const { session } = await finish(await go('v-1'));
    expect((await unlink()).status).toBe(200);
    expect((await desk.call(readSession, { session: session ?? '' })).status).toBe(401);
    expect((await finish(await go('v-1'))).status).not.toBe(200);
    const written = desk.mailbox.letters.length;
    await desk.drain();
    const letters = desk.mailbox.letters.slice(written).filter(({ to }) => to.address === 'vinculada@gobierno.example');
    expect(letters.map(({ subject }) => subject)).toEqual([
      'Tu cuenta de Mesa de Servicios se vinculó con un directorio',
      'Tu cuenta de Mesa de Servicios ya no está vinculada con el directorio',
    ]);
    expect(letters.every(({ text }) => text.includes('Alma Ochoa'))).toBe(true);
    const made = (await whoIs((await finish(await go('n-1'))).session)).person.id;
    const [listed] = (await desk.call(listDirectories, { session: desk.admin })).reply.items;
    expect(listed?.onlyWay).toBeGreaterThan(0);
    expect((await unlink({}, made)).problem.code).toBe('directory.leaves-no-way');
    expect((await unlink({ leavesNoWay: true }, made)).status).toBe(200);
    expect((await link({ subject: 'n-1', id: made })).status).toBe(200);
  });

  it('is looked up in LDAP alone', async () => {
    const look = (who: string) =>
      desk.call(lookUpInDirectory, { session: desk.admin, params: { id: directoryId }, body: { who } });
    expect([(await look('nadie')).status, (await look('uid=rosa,dc=gobierno')).status]).toEqual([400, 404]);
  });
});

describe('what DTI keeps of it', () => {
  it('never shows the secret, nor keeps it as it is (V41)', async () => {
    const list = await desk.call(listDirectories, { session: desk.admin });
    expect(list.raw.body).not.toContain(CLIENT.secret);
    expect(list.reply.items[0]).toMatchObject({ hasSecret: true });
    expect(list.reply.returnUrl).toBe(`${desk.house.settings.publicUrl}${RETURN_PATH}`);
    const kept = await desk.house.store.read.selectFrom('directories').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(CLIENT.secret);
    const history = await entriesOf(desk.house.store.read, `directory:${directoryId}`);
    expect(JSON.stringify(history)).not.toContain(CLIENT.secret);
    expect(history[0]).toMatchObject({ fact: 'directory.added', data: { groupRoles: ['mesa-agentes → agent'] } });
  });

  it('does not send a kept secret to another place, nor by a page that is old', async () => {
    const moved = { ...base.settings, issuer: 'https://otro.example' } as typeof base.settings;
    const answer = await change({ settings: moved });
    expect([answer.status, answer.problem.fields?.map(({ path }) => path)]).toEqual([400, ['secret']]);
    expect((await change({ version: 1 })).problem.code).toBe('version.stale');
  });

  it('says what is wrong with it, and reaches nothing that is closed (V68, V81)', async () => {
    const tried = async (issuer: string) => {
      const made = await desk.call(addDirectory, {
        session: desk.admin,
        body: { ...base, enabled: false, settings: { ...base.settings, issuer } as typeof base.settings },
      });
      return (
        await desk.call(tryDirectory, { session: desk.admin, params: { id: made.reply.id }, body: { email: '' } })
      ).reply.trouble;
    };
    expect(await tried(provider.issuer)).toBe(null);
    const ofBase = { session: desk.admin, params: { id: directoryId } };
    await desk.call(tryDirectory, { ...ofBase, body: { email: '' } });
    expect((await change({ position: 3, domains: ['gobierno.example', 'otro.example'] })).reply.lastTry).toMatchObject({
      ...{ trouble: null, isCurrent: false },
    });
    const { items } = (await desk.call(readDirectoryHistory, ofBase)).reply;
    expect(items.slice(0, 2)).toMatchObject([
      { what: 'changed', parts: ['position', 'domains'], by: expect.stringMatching(/./) },
      { what: 'tried', trouble: null },
    ]);
    expect(items.at(-1)?.what).toBe('added');
    expect(await tried(`${provider.issuer}/`)).toBe('issuer');
    expect(await tried('http://127.0.0.1:1')).toBe('refused');
    expect(await tried('https://169.254.169.254')).toBe('forbidden');
    expect(await tried('https://[::ffff:169.254.169.254]')).toBe('forbidden');
    expect(await tried('https://0251.0376.0251.0376')).toBe('forbidden');
    expect(await tried('https://2130706434')).toBe('forbidden');
    expect(await tried('https://0')).toBe('forbidden');
  });

  it('is a button while it is in use, and a sentence when it is away', async () => {
    expect((await desk.call(listEntrances)).reply.items.map(({ name }) => name.es)).toEqual(['Cuenta de gobierno']);
    const way = await go('n-1');
    expect((await change({ enabled: false })).status).toBe(200);
    expect((await desk.call(listEntrances)).reply.items).toEqual([]);
    expect((await desk.call(startDirectory, { params: { id: directoryId }, body: {} })).status).toBe(404);
    expect((await finish(way)).problem.code).toBe('directory.unreachable');
    const away = { ...base.settings, issuer: 'http://127.0.0.1:1' } as typeof base.settings;
    expect((await change({ settings: away, secret: 'x' })).status).toBe(200);
    const answer = await desk.call(startDirectory, { params: { id: directoryId }, body: {} });
    expect([answer.status, answer.problem.code]).toEqual([503, 'directory.unreachable']);
  });
});
