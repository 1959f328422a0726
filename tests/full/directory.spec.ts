/** The real OpenLDAP of Debian beside the real program: StartTLS and ldaps with a CA of its own. Installed by name where it is missing. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeAccount, readSession, reopenAccount, signIn } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import {
  addDirectory,
  type DirectoryId,
  linkDirectory,
  listDirectories,
  saveDirectory,
  tryDirectory,
} from '#contract/directories.ts';
import type { BodyInput } from '#contract/operation.ts';
import { type Api, openApi, Refusal } from '../kit/api.ts';
import { ADMIN, addPerson, PASSWORD, setUp } from '../kit/desk.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';

const SLAPD = '/usr/sbin/slapd';
const BASE = 'dc=gobierno,dc=example';
const THERE = 'palabra-de-aquel-directorio-5';
const folder = mkdtempSync(join(tmpdir(), 'mesa-ldap-'));
const at = (name: string) => join(folder, name);
let plain = 0;
let tls = 0;
let daemon: ChildProcess;
let program: Program;
let admin: Api;
let directory: DirectoryId;

const run = (program_: string, ...words: string[]) => execFileSync(program_, words, { stdio: 'pipe', cwd: folder });

/** A CA, and a server it vouches for under the name localhost. */
function makeCertificates(): void {
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  run(
    'openssl',
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=CA de pruebas',
    '-days',
    '2',
  );
  run('openssl', 'req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  writeFileSync(at('names'), 'subjectAltName=DNS:localhost\n');
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names', '-days', '2'];
  run('openssl', 'x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...by);
}

const person = (uid: string, mail: string, more: string[] = []) =>
  [
    `dn: uid=${uid},${BASE}`,
    'objectClass: inetOrgPerson',
    `uid: ${uid}`,
    `cn: ${uid}`,
    'givenName: Rosa',
    'sn: Canul Pech',
    `mail: ${mail}`,
    `userPassword: ${THERE}`,
    ...more,
    '',
  ].join('\n');

function prepareDaemon(): void {
  if (!existsSync(SLAPD)) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', 'update', '-qq');
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'slapd'], { stdio: 'pipe', env });
  }
  chmodSync(folder, 0o755);
  mkdirSync(at('db'));
  makeCertificates();
  const schemas = ['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`);
  const settings = [
    ...schemas,
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    `TLSCACertificateFile ${at('ca.pem')}`,
    `TLSCertificateFile ${at('server.pem')}`,
    `TLSCertificateKeyFile ${at('server.key')}`,
    // Says yes to an empty password, as many servers do: the desk must not ask.
    'allow bind_anon_dn bind_anon_cred',
    'database mdb',
    `suffix "${BASE}"`,
    `directory ${at('db')}`,
    `rootdn "cn=mesa,${BASE}"`,
    'rootpw secreto-de-la-mesa',
  ];
  writeFileSync(at('slapd.conf'), `${settings.join('\n')}\n`);
  const entries = [
    `dn: ${BASE}\nobjectClass: dcObject\nobjectClass: organization\no: Gobierno\ndc: gobierno\n`,
    person('nueva', 'nueva@gobierno.example', ['ou: mesa-agentes']),
    person('rosa', 'rosa@gobierno.example'),
    person('jefa', ADMIN.email),
    person('uno', 'dos.veces@gobierno.example'),
    person('dos', 'dos.veces@gobierno.example'),
  ];
  writeFileSync(at('entries.ldif'), entries.join('\n'));
  run('/usr/sbin/slapadd', '-f', 'slapd.conf', '-l', 'entries.ldif');
}

const isOpen = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(tls, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

async function startDaemon(): Promise<void> {
  const urls = `ldap://127.0.0.1:${plain} ldaps://127.0.0.1:${tls}`;
  daemon = spawn(SLAPD, ['-f', at('slapd.conf'), '-h', urls, '-d', '0'], { stdio: 'ignore' });
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isOpen()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('slapd did not start');
}

const stopDaemon = (): Promise<void> =>
  new Promise((resolve) => {
    if (daemon.exitCode !== null || daemon.signalCode !== null) return resolve();
    daemon.once('exit', () => resolve());
    daemon.kill('SIGKILL');
  });

const settings = () =>
  ({
    kind: 'ldap',
    url: `ldap://localhost:${plain}`,
    startTls: true,
    bindDn: `cn=mesa,${BASE}`,
    base: BASE,
    userFilter: '(&(objectClass=inetOrgPerson)(mail={email}))',
    attributes: {
      ...{ uniqueId: 'entryUUID', email: 'mail', givenNames: 'givenName', surnames: 'sn' },
      ...{ employeeNumber: '', groups: 'ou' },
    },
    authority: readFileSync(at('ca.pem'), 'utf8'),
  }) as const;

const saved = async (change: object, more: Partial<BodyInput<typeof saveDirectory>> = {}) => {
  const { items } = await admin.call(listDirectories);
  const item = items[0];
  if (item === undefined) throw new Error('no directory');
  const { id: _, hasSecret: __, people: ___, onlyWay: ____, lastTry: _____, createdAt: ______, ...fields } = item;
  const body = { ...fields, settings: { ...settings(), ...change } as never, secret: 'secreto-de-la-mesa', ...more };
  await admin.call(saveDirectory, { params: { id: directory }, body });
};

const tried = async (email = '') =>
  (await admin.call(tryDirectory, { params: { id: directory }, body: { email } })).trouble;

const enter = async (email: string, password = THERE): Promise<string> => {
  try {
    await openApi(program.url).call(signIn, { body: { email, password } });
    return 'in';
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
};

beforeAll(async () => {
  [plain, tls] = [await freePort(), await freePort()];
  prepareDaemon();
  await startDaemon();
  program = await startProgram('serve', { DATA_DIR: at('data') });
  admin = await setUp(program);
  await addPerson(admin, program.url, { email: 'rosa@gobierno.example' });
}, 120_000);
afterAll(async () => {
  await program?.stop();
  await stopDaemon();
  rmSync(folder, { recursive: true, force: true });
});

it('is added, and reached over StartTLS and over ldaps', async () => {
  const { agencies, positions } = await admin.call(listOrganisation);
  const added = await admin.call(addDirectory, {
    body: {
      ...{ nameEs: 'OpenLDAP', nameEn: 'OpenLDAP', enabled: true, domains: ['gobierno.example'], position: 1 },
      settings: { ...settings(), attributes: { ...settings().attributes } },
      ...{ newcomers: 'active', keepsPassword: false, secret: 'secreto-de-la-mesa' },
      newcomerAgencyId: agencies[0]?.id ?? null,
      newcomerPositionId: positions[0]?.id ?? null,
      groupRoles: [{ group: 'mesa-agentes', role: 'delegate' }],
    },
  });
  directory = added.id;
  expect(await tried('rosa@gobierno.example')).toBe(null);
  await saved({ url: `ldaps://localhost:${tls}`, startTls: false });
  expect(await tried('rosa@gobierno.example')).toBe(null);
});

it('says what is wrong: certificate, name in it, account, base, nobody, unique id (V81)', async () => {
  for (const [change, more, email, trouble] of [
    [{ authority: '' }, {}, '', 'certificate'],
    [{ authority: '', url: `ldaps://localhost:${tls}`, startTls: false }, {}, '', 'certificate'],
    [{ url: `ldaps://127.0.0.1:${tls}`, startTls: false }, {}, '', 'certificate'],
    [{}, { secret: 'no-es-este' }, '', 'bind'],
    [{ base: 'dc=otra,dc=example' }, {}, '', 'base'],
    [{}, {}, 'nadie@gobierno.example', 'nobody'],
    [{}, {}, 'dos.veces@gobierno.example', 'nobody'],
    [{ attributes: { ...settings().attributes, uniqueId: 'carLicense' } }, {}, 'rosa@gobierno.example', 'unique-id'],
  ] as const) {
    await saved(change, more);
    expect(await tried(email), JSON.stringify(change)).toBe(trouble);
  }
  await saved({});
});

it('lets in who has the password there, with the roles of the groups, and nobody else (V51, V54)', async () => {
  expect(await enter('nueva@gobierno.example', 'no-es-esta-palabra')).toBe('sign-in.mismatch');
  const nueva = openApi(program.url);
  await nueva.call(signIn, { body: { email: 'nueva@gobierno.example', password: THERE } });
  const session = await nueva.call(readSession);
  expect(session).toMatchObject({
    mustChangePassword: false,
    person: { firstSurname: 'Canul', secondSurname: 'Pech' },
  });
  expect(session.roles.toSorted()).toEqual(['delegate', 'requester']);
  expect(await enter('nueva@gobierno.example', '')).toBe('input.invalid');
  expect(await enter('*@gobierno.example')).toBe('sign-in.mismatch');
  expect(await enter('dos.veces@gobierno.example')).toBe('sign-in.mismatch');
  // An administrator's address there is no administrator here.
  expect(await enter(ADMIN.email)).toBe('directory.unlinked');
});

it('is linked by its own person, and then is their only way in', async () => {
  expect(await enter('rosa@gobierno.example', PASSWORD)).toBe('in');
  const rosa = openApi(program.url);
  await rosa.call(signIn, { body: { email: 'rosa@gobierno.example', password: PASSWORD } });
  const link = (directoryPassword: string) =>
    rosa.call(linkDirectory, { params: { id: directory }, body: { password: PASSWORD, directoryPassword } });
  await expect(link('no-es-esta-palabra')).rejects.toThrow('directory.refused');
  expect(await link(THERE)).toEqual({ url: null });
  expect(await enter('rosa@gobierno.example')).toBe('in');
  expect(await enter('rosa@gobierno.example', PASSWORD)).toBe('sign-in.mismatch');
});

it('lets nobody in whose account is closed here, whatever it says (V37)', async () => {
  const nueva = openApi(program.url);
  await nueva.call(signIn, { body: { email: 'nueva@gobierno.example', password: THERE } });
  const { id } = (await nueva.call(readSession)).person;
  const why = { reason: 'left', note: 'Terminó su encargo.' } as const;
  await admin.call(closeAccount, { params: { id }, body: why });
  expect(await enter('nueva@gobierno.example')).toBe('directory.inactive');
  await expect(nueva.call(readSession)).rejects.toThrow('session.required');
  await admin.call(reopenAccount, { params: { id }, body: { note: 'Volvió a su puesto.' } });
});

it('away, is said so, and who is not linked still enters', async () => {
  await stopDaemon();
  expect(await enter('rosa@gobierno.example')).toBe('directory.unreachable');
  expect(await enter(ADMIN.email, ADMIN.password)).toBe('in');
  await startDaemon();
  expect(await enter('rosa@gobierno.example')).toBe('in');
});
