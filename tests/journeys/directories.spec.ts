/**
 * Through the institution's own directory, as a browser does it: to its page, its yes, and back to where one wanted to go; and
 * what thirty-one days do to a password, and not to whom a directory vouches for.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changePassword, readPasswordPolicy, savePasswordPolicy, signIn } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { addDirectory, RETURN_PATH } from '#contract/directories.ts';
import { openApi } from '../kit/api.ts';
import { axeFindings, closeBrowser, PHONE, type Visitor, visit, words } from '../kit/browser.ts';
import { accountOf, enterByKeys, signedIn } from '../kit/demo-accounts.ts';
import { LDAP_ACCOUNT, openLdap, type TestLdap } from '../kit/ldap.ts';
import { asDirectory, openProvider, type TestProvider } from '../kit/oidc.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';
import { type TestSmtp, testSmtp } from '../letters/smtp.ts';

const PICTURES = process.env.MESA_PICTURES;
const NAME = 'Cuenta de gobierno';
let program: Program;
let provider: TestProvider;
let smtp: TestSmtp;
let person: Visitor;
let server: TestLdap;

beforeAll(async () => {
  const port = await freePort();
  provider = await openProvider(`http://localhost:${port}${RETURN_PATH}`);
  smtp = await testSmtp();
  server = await openLdap();
  server.people.set('rosa@dentro.example', {
    dn: 'uid=rosa,dc=gobierno,dc=example',
    password: 'palabra-de-aquel-directorio-5',
    attributes: {
      ...{ entryUUID: 'id-de-rosa', mail: 'rosa@dentro.example', givenName: 'Rosa', sn: 'Canul Pech' },
      memberOf: 'mesa-agentes',
    },
  });
  program = await startProgram('demo', { PORT: String(port), SMTP_URL: smtp.url });
  const admin = await signedIn(program, 'operator_admin');
  const directory = asDirectory(provider, await admin.call(listOrganisation));
  await admin.call(addDirectory, { body: directory });
  provider.people.set('n-1', {
    email: 'nueva@gobierno.example',
    email_verified: true,
    given_name: 'Ana Lucía',
    family_name: 'Pech Canul',
  });
  person = await visit({ url: program.url });
});
afterAll(async () => {
  await closeBrowser();
  await provider?.close();
  await server?.close();
  await program?.stop();
  await smtp?.stop();
});

const enter = () => person.page.getByRole('button', { name: words('entrances.enter', { name: NAME }) });
const heading = (name: string) => person.page.getByRole('heading', { name, exact: true });

/** Looked at in both sizes and themes where pictures are wanted; by axe where not. */
async function seen(name: string): Promise<void> {
  const { page } = person;
  if (PICTURES)
    for (const [size, viewport] of Object.entries({ desk: { width: 1366, height: 768 }, phone: PHONE }))
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `${PICTURES}/${name}-${size}-${colorScheme}.png`, fullPage: true });
      }
  await page.emulateMedia({ colorScheme: 'light' });
  // Where pictures were made, colours are still on their way from one theme to the other.
  if (!PICTURES) expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 1366, height: 768 });
}

it('whoever goes back without a yes is told that nothing happened, and leads to where it begins again', async () => {
  const { page } = person;
  await page.goto('/entrar?volver=%2Fsolicitudes%2Fnueva');
  await enter().waitFor();
  await seen('entrances');
  provider.enterAs('n-1', 'by hand');
  await enter().click();
  await page.getByRole('link', { name: 'Cancelar' }).click();
  await heading(words('entrances.back.left.title')).waitFor();
  await seen('left');
  // Nothing of the answer stays where somebody could read or send it.
  expect(new URL(page.url()).search).toBe('');
  await page.getByRole('link', { name: words('entrances.back.to-sign-in') }).click();
  await page.waitForURL('**/entrar?volver=*');
});

it('whoever says yes there is signed in here, at the page they wanted', async () => {
  const { page } = person;
  await enter().click();
  await page.getByRole('link', { name: 'Permitir' }).click();
  await page.waitForURL('**/solicitudes/nueva');
  await page.locator('h1').first().waitFor();
  await page.goto('/perfil');
  await page.getByText('nueva@gobierno.example').first().waitFor();
  await page.goto(RETURN_PATH);
  await heading(words('entrances.back.over.title')).waitFor();
});

it('whoever has a password of the desk links their account by both, and takes the link away', async () => {
  const { page } = person;
  await page.context().clearCookies();
  const account = await accountOf(program, 'requester');
  await enterByKeys(page, account, '/perfil');
  await heading(words('entrances.own.title')).waitFor();
  await seen('own');
  await page.getByRole('button', { name: words('entrances.own.link-one', { name: NAME }) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('entrances.own.password')).fill('no es esta, no');
  await page.keyboard.press('Enter');
  await dialog.getByText(words('fault.password.current-wrong')).waitFor();
  await seen('link');
  await dialog.getByLabel(words('entrances.own.password')).fill(account.password);
  provider.people.set('r-1', {});
  provider.enterAs('r-1', 'by hand');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Permitir' }).click();
  await page.waitForURL('**/perfil');
  await page.getByText(words('entrances.own.linked')).waitFor();
  await page.getByRole('button', { name: words('entrances.own.unlink-one', { name: NAME }) }).click();
  await dialog.getByRole('button', { name: words('entrances.own.unlink') }).click();
  await page.getByText(words('entrances.own.not-linked')).waitFor();
  expect(person.complaints).toEqual([]);
});

const said = (key: Parameters<typeof words>[0], values: Parameters<typeof words>[1] = {}) => ({
  name: words(key, values),
  exact: true,
});

it('an administrator adds one, is told what is wrong with it step by step, and what turning one off does', async () => {
  const { page } = person;
  await page.context().clearCookies();
  await enterByKeys(page, await accountOf(program, 'operator_admin'), '/administracion/directorios');
  await heading(words('directories.title')).waitFor();
  await page.getByRole('link', { name: NAME }).waitFor();
  await seen('directories');
  await page.getByText(words('directories.new'), { exact: true }).click();
  await page.getByRole('button', said('directories.kind.ldap')).click();
  await heading(words('directories.new-title')).waitFor();
  await page.getByRole('button', said('directories.add')).click();
  await page.locator('.field--error').first().waitFor();
  await seen('new-with-faults');
  const boxes = {
    'directories.name-es': 'Directorio de la Secretaría de Planeación, Finanzas y Administración',
    'directories.name-en': 'Directory of Planning and Finance',
    'directories.domains': 'dentro.example @planeacion.dentro.example',
    'directories.url': `ldap://127.0.0.1:${server.port}`,
    'directories.bind-dn': LDAP_ACCOUNT.dn,
    'directories.bind-secret': 'no-es-esta',
    'directories.base': 'dc=gobierno,dc=example',
  } as const;
  for (const [key, value] of Object.entries(boxes))
    await page.getByLabel(words(key as keyof typeof boxes), { exact: true }).fill(value);
  await page.getByLabel(words('directories.read.groups')).fill('memberOf');
  await page.getByLabel(words('directories.start-tls')).uncheck();
  await page.getByRole('button', said('directories.add')).click();
  await page.getByText(words('directories.saved')).waitFor();
  const attempt = () => page.getByRole('button', said('directories.try.do')).click();
  await attempt();
  await page.getByText(words('directories.trouble.bind')).waitFor();
  await seen('tried-in-vain');
  await page.getByLabel(words('directories.bind-secret'), { exact: true }).fill(LDAP_ACCOUNT.password);
  await page.getByRole('button', said('directories.save')).click();
  await page.getByText(words('directories.history.changed', { parts: words('directories.part.secret') })).waitFor();
  await page.getByLabel(words('directories.try.email')).fill('rosa@dentro.example');
  await attempt();
  await page.getByText(words('directories.try.good', { host: `127.0.0.1:${server.port}` })).waitFor();
  await page.getByRole('button', said('directories.groups.use-one', { group: 'mesa-agentes' })).click();
  await page.getByRole('combobox', said('directories.groups.role', { number: 1 })).selectOption('agent');
  await page.getByRole('button', said('directories.save')).click();
  await page.getByText(words('directories.part.group-roles'), { exact: false }).last().waitFor();
  await seen('tried');
  await page.getByRole('link', { name: NAME }).click();
  await heading(NAME).waitFor();
  await page.getByRole('checkbox', { name: words('directories.enabled') }).uncheck();
  await page.getByRole('button', said('directories.save')).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(words('directories.means.off', { people: 1, stranded: 1 })).waitFor();
  await seen('turned-off');
  await page.keyboard.press('Escape');
  expect(person.complaints).toEqual([]);
});

it('an administrator links somebody to who they are there, and unlinks them, with a ground', async () => {
  const { page } = person;
  const { email } = await accountOf(program, 'requester');
  await page.goto(`/administracion/personas?q=${encodeURIComponent(email)}`);
  await page.locator('.admin__table a').first().click();
  await page.getByRole('button', said('directories.person.link')).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('directories.link.directory'), { exact: true }).selectOption({ index: 2 });
  await dialog.getByLabel(words('directories.link.who')).fill('rosa@dentro.example');
  await page.keyboard.press('Enter');
  await dialog.getByText('Rosa Canul Pech').waitFor();
  await dialog.getByRole('button', said('directories.link.do')).click();
  await dialog.locator('.field--error').waitFor();
  await seen('link-person');
  await dialog.getByLabel(words('directories.link.ground')).fill('Oficio DTI/412, a petición de su coordinación.');
  await dialog.getByRole('button', said('directories.link.do')).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(words('directories.person.subject', { subject: 'id-de-rosa' })).waitFor();
  await seen('person-linked');
  await page.getByText(words('directories.person.unlink'), { exact: true }).click();
  await dialog.getByLabel(words('directories.link.ground')).fill('Cambió de institución.');
  await seen('unlink-person');
  await dialog.getByRole('button', said('directories.unlink.do')).click();
  await page.getByText(words('directories.person.none')).waitFor();
  expect(person.complaints).toEqual([]);
});

/** What they were told of the end of a password, as text. */
const endings = (address: string): string[] =>
  smtp.received
    .filter(({ to, message }) => to.includes(address) && message.text.includes(words('letters.password-ending.title')))
    .map(({ message }) => message.text);

it('a password is told of 7, 3 and 1 days before, then opens its change alone; whom the directory vouches for hears nothing', async () => {
  const admin = await signedIn(program, 'operator_admin');
  const { policy, version } = await admin.call(readPasswordPolicy);
  await admin.call(savePasswordPolicy, {
    body: { policy: { ...policy, exemptsPasswordless: true }, note: 'Entran por el directorio', version },
  });
  const { email, password } = await accountOf(program, 'requester');
  const account = { email, password: 'nogal-que-canta-de-noche-31' };
  const api = openApi(program.url);
  await api.call(signIn, { body: { email, password } });
  await api.call(changePassword, { body: { current: password, password: account.password } });

  const { page } = person;
  const requests = page.getByRole('heading', { level: 1, name: words('common.nav.requests') });
  // However many days it names.
  const line = page.getByRole('link', { name: words('common.password-line.change'), exact: true });
  const enterByDirectory = async () => {
    await page.context().clearCookies();
    await page.goto('/entrar?volver=%2Fsolicitudes');
    provider.enterAs('n-1');
    await enter().click();
    await requests.waitFor();
    await expect.poll(() => line.count()).toBe(0);
  };
  for (const [days, left] of [
    [23, 7],
    [4, 3],
    [2, 1],
  ] as const) {
    await program.moveOn(days);
    await page.context().clearCookies();
    await enterByKeys(page, account, '/solicitudes');
    await page.getByText(words('common.password-line', { days: left })).waitFor();
    await expect.poll(() => endings(email).length, { timeout: 30_000 }).toBe([7, 3, 1].indexOf(left) + 1);
    await enterByDirectory();
  }

  await program.moveOn(2);
  await page.context().clearCookies();
  await enterByKeys(page, account, '/solicitudes/nueva');
  await heading(words('common.password-gate.title')).waitFor();
  for (const path of ['/solicitudes', '/perfil', '/ayuda', '/administracion/personas']) {
    await page.goto(path);
    await heading(words('common.password-gate.title')).waitFor();
    await expect.poll(() => page.getByRole('navigation').count()).toBe(0);
  }
  await seen('password-over');
  await page.locator('[name=current]').fill(account.password);
  await page.locator('[name=password]').fill('tejado-lumbre-canica-54');
  await page.keyboard.press('Enter');
  await heading(words('common.password-gate.title')).waitFor({ state: 'detached' });
  await page.goto('/solicitudes');
  await requests.waitFor();
  await enterByDirectory();
  expect([endings(email).length, endings('nueva@gobierno.example'), person.complaints]).toEqual([3, [], []]);
});
