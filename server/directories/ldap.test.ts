/** What needs no LDAP server: values on their way into a filter, roles, what may be saved, and a server that is away. */
import fc from 'fast-check';
import { FilterParser } from 'ldapts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession, signIn } from '#contract/accounts.ts';
import {
  addDirectory,
  type DirectoryId,
  linkDirectory,
  listDirectories,
  saveDirectory,
  tryDirectory,
} from '#contract/directories.ts';
import { lookUpInDirectory } from '#contract/directory-links.ts';
import type { BodyInput } from '#contract/operation.ts';
import { ROLES } from '#contract/permissions.ts';
import { clashesIn } from '#contract/role-grants.ts';
import type { Vouched } from '#server/shared/house.ts';
import { LDAP_ACCOUNT, openLdap, type TestLdap } from '#tests/kit/ldap.ts';
import { PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { Fault } from '../shared/fault.ts';
import { mayBegin } from './arrive.ts';
import { type Assertion, rolesAfter, rolesWanted, surnamesOf, textOf } from './assertion.ts';
import { filterFor, uniqueIdOf } from './ldap.ts';
import { claimAt, groupsIn } from './oidc.ts';
import { isOpen } from './reach.ts';

describe('V54: what is typed stays one value of the filter', () => {
  it.each(['*)(uid=*', '*', 'a)(|(mail=*', '\0', 'a\\2a', '(&(x=y))', 'ñ@gobierno.example'])('%s', (typed) => {
    const filter = FilterParser.parseString(filterFor('(&(objectClass=person)(mail={email}))', typed));
    expect(filter).toMatchObject({ filters: [{ value: 'person' }, { attribute: 'mail', value: typed }] });
  });

  it('whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (typed) => {
        const filter = FilterParser.parseString(filterFor('(mail={email})', typed)) as { value?: string };
        expect(filter.value).toBe(typed);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a directory says of somebody', () => {
  it.each([
    [Buffer.from('3f2504e0-4f89-11d3-9a0c-0305e82c3301'), '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
    [Buffer.from([0x00, 0xff, 0x10]), '00ff10'],
    [['uno', 'dos'], 'uno'],
    [undefined, ''],
  ])('is known there by %s → %s', (value, id) => expect(uniqueIdOf(value)).toBe(id));

  it.each([
    ['Canul Pech', 'Canul', 'Pech'],
    ['de la Cruz Pech', 'de la Cruz', 'Pech'],
    ['Uc', 'Uc', ''],
    ['', '', ''],
  ])('has the surnames %s', (text, firstSurname, secondSurname) =>
    expect(surnamesOf(text)).toEqual({ firstSurname, secondSurname }),
  );

  it('is one line of text, or nothing', () => {
    expect([textOf(' a '), textOf(['b', 'c']), textOf(7), textOf({}), textOf('x\ny'), textOf('x'.repeat(256))]).toEqual(
      ['a', 'b', '7', '', '', ''],
    );
  });

  it('is found by name or by path, and never in what objects are made of', () => {
    const claims = { realm_access: { roles: ['a'] }, 'x.y': 'z' };
    expect([claimAt(claims, 'realm_access.roles'), claimAt(claims, 'x.y')]).toEqual([['a'], 'z']);
    expect([claimAt(claims, 'constructor.name'), claimAt(claims, '__proto__')]).toEqual([undefined, undefined]);
  });

  it('has no groups when none are said, and unknown ones when they are told elsewhere', () => {
    expect(groupsIn({}, 'groups')).toEqual([]);
    expect(groupsIn({ _claim_names: { groups: 'src1' } }, 'groups')).toBeNull();
    expect(groupsIn({ groups: ['a'] }, '')).toBeNull();
  });
});

describe('roles by group', () => {
  const roles = fc.uniqueArray(fc.constantFrom(...ROLES));

  it('takes only what the directory gave, gives what it wants, and leaves nobody without one', () => {
    fc.assert(
      fc.property(roles, roles, roles, roles, (own, given, others, wanted) => {
        const held = [...new Set([...own, ...given, ...others])];
        const after = rolesAfter({ held, given, others }, wanted);
        const kept = held.filter((role) => !given.includes(role) || others.includes(role));
        for (const role of kept) expect(after.roles).toContain(role);
        // What never goes together is left out, and nothing else.
        for (const role of wanted.filter((each) => !after.roles.includes(each)))
          expect(clashesIn([...after.roles, role], held)).not.toEqual([]);
        expect(clashesIn(after.roles, held)).toEqual([]);
        for (const role of after.roles)
          expect([...kept, ...wanted, ...(kept.length + wanted.length === 0 ? ['requester'] : [])]).toContain(role);
        for (const role of after.given) expect(wanted).toContain(role);
        expect(after.roles.length).toBeGreaterThan(0);
        // What somebody had of their own does not become the directory's to take.
        const ofTheirOwn = held.filter((role) => !given.includes(role));
        expect(after.given.filter((role) => ofTheirOwn.includes(role))).toEqual([]);
        expect(rolesAfter({ held: after.roles, given: after.given, others }, wanted)).toEqual(after);
      }),
    );
  });

  it('knows groups without case, and none that is not written down', () => {
    const table = [{ group: 'CN=Mesa,DC=gob', role: 'agent' as const }];
    expect(rolesWanted(table, ['cn=mesa,dc=gob', 'operator_admin'])).toEqual(['agent']);
  });
});

describe('an account is made', () => {
  const said: Assertion = {
    ...{ issuer: 'i', subject: 's', email: 'a@gobierno.example', emailVerified: true },
    ...{ givenNames: 'A', surnames: 'B', employeeNumber: '', groups: null, strong: false },
  };
  const at = { newcomers: 'active', domains: ['gobierno.example'] } as const;
  it.each<[boolean, Partial<Assertion>, 'no' | 'active']>([
    [true, {}, 'active'],
    [false, {}, 'no'],
    [false, { emailVerified: false }, 'active'],
    [false, { email: 'a@gobierno.example.otro' }, 'active'],
    [false, { email: '' }, 'active'],
    [false, { givenNames: '' }, 'active'],
  ])('%s for %o where newcomers are %s', (made, change, newcomers) =>
    expect(mayBegin({ ...at, domains: [...at.domains], newcomers }, { ...said, ...change })).toBe(made),
  );
});

describe('V68: where a directory may lie', () => {
  it.each([
    ['10.1.2.3', 'ad.gobierno.example', true],
    ['192.168.1.1', '192.168.1.1', true],
    ['fd12::1', 'ad.gobierno.example', true],
    ['127.0.0.1', 'localhost', true],
    ['127.0.0.1', 'ad.gobierno.example', false],
    ['127.0.0.2', '127.0.0.2', false],
    ['::1', 'rebound.example', false],
    ['::ffff:127.0.0.1', 'rebound.example', false],
    ['169.254.169.254', '169.254.169.254', false],
    ['::ffff:a9fe:a9fe', 'x.example', false],
    ['64:ff9b::a9fe:a9fe', 'x.example', false],
    ['fd00:ec2::254', 'x.example', false],
    ['fe80::1', 'x.example', false],
    ['0.0.0.0', 'x.example', false],
    ['::', 'x.example', false],
    ['224.0.0.1', 'x.example', false],
    ['255.255.255.255', 'x.example', false],
    ['no-address', 'x.example', false],
  ])('%s as %s: %s', (address, host, open) => expect(isOpen(address, host)).toBe(open));
});

const LDAP: BodyInput<typeof addDirectory> = {
  nameEs: 'Directorio activo',
  nameEn: 'Active Directory',
  enabled: true,
  domains: ['gobierno.example'],
  position: 2,
  settings: {
    kind: 'ldap',
    url: 'ldap://127.0.0.1:1',
    startTls: false,
    bindDn: 'cn=mesa,dc=gobierno,dc=example',
    base: 'dc=gobierno,dc=example',
    userFilter: '(mail={email})',
    attributes: {
      ...{ uniqueId: 'entryUUID', email: 'mail', givenNames: 'givenName', surnames: 'sn' },
      ...{ employeeNumber: '', groups: 'memberOf' },
    },
    authority: '',
  },
  newcomers: 'no',
  newcomerAgencyId: null,
  newcomerPositionId: null,
  keepsPassword: false,
  groupRoles: [],
  secret: 'secreto-de-la-cuenta',
};

let desk: Settled;
let id: DirectoryId;
beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'ana@gobierno.example' });
}, 60_000);
afterAll(() => desk.close());

const wrongWith = async (settings: object, more: object = {}) => {
  const body = { ...LDAP, ...more, settings: { ...LDAP.settings, ...settings } } as typeof LDAP;
  const answer = await desk.call(addDirectory, { session: desk.admin, body });
  return answer.problem.fields?.map(({ path, message }) => `${path} ${message}`);
};

describe('what may be saved', () => {
  it.each([
    [{ url: 'ldap://ad.gobierno.example' }, {}, 'settings.startTls field.start-tls'],
    [{ url: 'ldaps://' }, {}, 'settings.url field.ldap-address'],
    [{ url: 'http://ad.gobierno.example' }, {}, 'settings.url field.ldap-address'],
    [{ userFilter: '(mail=*)' }, {}, 'settings.userFilter field.ldap-filter'],
    [{ userFilter: '(mail={email}' }, {}, 'settings.userFilter field.ldap-filter'],
    [{ userFilter: '(&(mail={email})' }, {}, 'settings.userFilter field.ldap-filter'],
    [{ bindDn: 'PLAIN' }, {}, 'settings.bindDn field.ldap-account'],
    [
      { authority: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
      {},
      'settings.authority field.certificate',
    ],
    [{}, { secret: '' }, 'secret field.required'],
    [{}, { domains: [] }, 'domains field.required'],
    [{}, { newcomers: 'active' }, 'newcomerAgencyId field.required'],
  ])('not %o %o: %s', async (settings, more, complaint) => {
    expect(await wrongWith(settings, more)).toContain(complaint);
  });
});

describe('a directory that is away', () => {
  const enter = (email: string, password: string) => desk.call(signIn, { body: { email, password } });

  it('is told alike to all of its domain, and who is not linked to it still enters', async () => {
    const added = await desk.call(addDirectory, { session: desk.admin, body: LDAP });
    expect(added.status).toBe(201);
    id = added.reply.id;
    for (const email of ['ana@gobierno.example', 'nadie@gobierno.example']) {
      const answer = await enter(email, 'no-es-esta-palabra');
      expect([answer.status, answer.problem.code]).toEqual([503, 'directory.unreachable']);
    }
    expect((await enter('nadie@otro.example', 'no-es-esta-palabra')).problem.code).toBe('sign-in.mismatch');
    expect((await enter('ana@gobierno.example', PASSWORD)).status).toBe(200);
    expect((await enter('ana@gobierno.example', '')).status).toBe(400);
  });

  it('is tried and explained, and links nobody', async () => {
    const tried = await desk.call(tryDirectory, { session: desk.admin, params: { id }, body: { email: '' } });
    expect(tried.reply).toEqual({ trouble: 'refused', host: '127.0.0.1:1', groups: [] });
    const ana = await desk.enter('ana@gobierno.example');
    const body = { password: PASSWORD, directoryPassword: 'la-de-allá' };
    const linked = await desk.call(linkDirectory, { session: ana, params: { id }, body });
    expect([linked.status, linked.problem.code]).toEqual([503, 'directory.unreachable']);
    const nowhere = '01890000-0000-7000-8000-00000000dead' as DirectoryId;
    expect((await desk.call(linkDirectory, { session: ana, params: { id: nowhere }, body })).status).toBe(404);
    const none = { session: desk.admin, params: { id: nowhere } };
    expect((await desk.call(tryDirectory, { ...none, body: { email: '' } })).status).toBe(404);
    expect((await desk.call(saveDirectory, { ...none, body: { ...LDAP, version: 1 } })).status).toBe(404);
    expect((await desk.call(listDirectories, { session: desk.admin })).reply.items).toMatchObject([{ people: 0 }]);
  });

  it('cannot be used once its key is gone, and says that the secret has to be typed again', async () => {
    desk.house.secrets.remove('second-factor-key');
    const tried = await desk.call(tryDirectory, { session: desk.admin, params: { id }, body: { email: '' } });
    expect(tried.reply.trouble).toBe('secret');
  });
});

describe('a directory that answers', () => {
  const THERE = 'palabra-de-aquel-directorio-5';
  let server: TestLdap;
  let here: DirectoryId;
  const enter = (email: string, password: string) => desk.call(signIn, { body: { email, password } });
  const look = (who: string) =>
    desk.call(lookUpInDirectory, { session: desk.admin, params: { id: here }, body: { who } });

  beforeAll(async () => {
    server = await openLdap();
    for (const [uid, email] of [
      ['rosa', 'rosa@dentro.example'],
      ['luz', 'luz@dentro.example'],
    ] as const)
      server.people.set(email, {
        dn: `uid=${uid},dc=gobierno,dc=example`,
        password: THERE,
        attributes: { entryUUID: `id-de-${uid}`, mail: email, givenName: 'Rosa', sn: 'Canul Pech' },
      });
    const settings = { ...LDAP.settings, url: `ldap://127.0.0.1:${server.port}` } as typeof LDAP.settings;
    const body = { ...LDAP, settings, domains: ['dentro.example'], secret: LDAP_ACCOUNT.password };
    here = (await desk.call(addDirectory, { session: desk.admin, body })).reply.id;
    await desk.person({ email: 'rosa@dentro.example' });
    await desk.person({ email: 'aparte@dentro.example' });
  });
  afterAll(() => server.close());

  it('says who an address or a name is there, and whose that is here', async () => {
    const found = { subject: 'id-de-rosa', name: 'Rosa Canul Pech', email: 'rosa@dentro.example', linkedTo: null };
    expect((await look('rosa@dentro.example')).reply).toEqual({ trouble: null, found });
    expect((await look('uid=rosa,dc=gobierno,dc=example')).reply.found).toEqual(found);
    expect((await look('nadie@dentro.example')).reply).toEqual({ trouble: 'nobody', found: null });
    expect((await look('uid=nadie,dc=gobierno,dc=example')).reply.trouble).toBe('nobody');
    expect((await look('rosa')).problem.fields).toEqual([{ path: 'who', message: 'field.directory-who' }]);
    const rosa = await desk.enter('rosa@dentro.example');
    const body = { password: PASSWORD, directoryPassword: THERE };
    expect((await desk.call(linkDirectory, { session: rosa, params: { id: here }, body })).status).toBe(200);
    expect((await look('rosa@dentro.example')).reply.found?.linkedTo).toMatchObject({ name: 'Rosa Elena Canul Pech' });
    expect((await enter('rosa@dentro.example', THERE)).status).toBe(200);
  });

  it('V57: who is nobody there, or nobody here, is answered as a wrong password is, and costs as many questions', async () => {
    server.asked();
    const answers = [];
    for (const email of [
      'rosa@dentro.example',
      'luz@dentro.example',
      'aparte@dentro.example',
      'nadie@dentro.example',
    ]) {
      const { status, problem } = await enter(email, 'no-es-esta-palabra');
      const { instance: _, ...told } = { instance: null, ...problem };
      answers.push({ status, code: told.code, fields: told.fields, values: told.values, asked: server.asked() });
    }
    const [wrong] = answers;
    expect(wrong).toMatchObject({ status: 401, code: 'sign-in.mismatch', asked: ['bind', 'search', 'bind'] });
    for (const answer of answers) expect(answer).toEqual(wrong);
  });
});

describe('turning a directory off', () => {
  it('is refused while nobody who administers could enter without it, and nothing is changed', async () => {
    const {
      id: here,
      version,
      ...shown
    } = (await desk.call(listDirectories, { session: desk.admin })).reply.items[0] ?? {
      id: id as DirectoryId,
      version: 1,
    };
    expect(shown).toMatchObject({ enabled: true });
    const admin = (await desk.call(readSession, { session: desk.admin })).reply.person.id;
    const { store } = desk.house;
    const hash = await store.read
      .selectFrom('people')
      .select('password_hash')
      .where('id', '=', admin)
      .executeTakeFirst();
    const put = (values: object) =>
      store.aside('sweep', (db) => db.updateTable('people').set(values).where('id', '=', admin).execute());
    const off = async () => {
      const body = { ...LDAP, enabled: false, secret: 'secreto-de-la-cuenta', version };
      return desk.call(saveDirectory, { session: desk.admin, params: { id: here }, body });
    };
    await put({ password_hash: null });
    const refused = await off();
    expect([refused.status, refused.problem.code]).toEqual([409, 'directory.last-way']);
    expect((await desk.call(listDirectories, { session: desk.admin })).reply.items[0]).toMatchObject({
      ...{ enabled: true, version },
    });
    await put({ password_hash: hash?.password_hash });
    expect((await off()).reply.enabled).toBe(false);
  });
});

describe('what the directory says counts before the desk’s password', () => {
  const saying = async (vouch: () => Promise<Vouched>) => {
    const before = desk.house.vouch;
    Object.assign(desk.house, { vouch });
    const answer = await desk.call(signIn, { body: { email: 'ana@gobierno.example', password: PASSWORD } });
    Object.assign(desk.house, { vouch: before });
    return answer;
  };
  it('of who is linked and of who is not', async () => {
    const expires = new Date('2026-11-24T00:00:00Z');
    const session = { token: 'T'.repeat(43), expires };
    expect((await saying(async () => ({ session, silent: false, ownPassword: true }))).session).toBe(session.token);
    const bound = await saying(async () => ({ session: null, silent: false, ownPassword: false }));
    expect(bound.problem.code).toBe('sign-in.mismatch');
    const away = await saying(async () => ({ session: null, silent: true, ownPassword: false }));
    expect(away.problem.code).toBe('directory.unreachable');
    for (const code of ['directory.unlinked', 'directory.inactive', 'directory.nobody'] as const) {
      const refused = await saying(() => Promise.reject(new Fault(code)));
      expect([refused.problem.code, refused.session]).toEqual([code, null]);
    }
  });
});
