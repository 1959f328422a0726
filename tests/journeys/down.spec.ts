/** What a person sees while the database, the network or the session is gone, and that nothing typed is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signOut } from '#contract/accounts.ts';
import { type ServerApart, serverApart } from '../kit/apart.ts';
import { axeFindings, closeBrowser, scrollsSideways, type Visitor, visit, words } from '../kit/browser.ts';
import { ADMIN, addPerson, PASSWORD, setUp } from '../kit/desk.ts';
import { type Program, startProgram } from '../kit/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'mesa-down-'));
const REQUESTER = { email: 'rosa.canul@gobierno.example', password: PASSWORD };
let database: ServerApart;
let program: Program;

beforeAll(async () => {
  database = await serverApart();
  program = await startProgram('serve', { DATA_DIR: join(folder, 'data'), DATABASE_URL: database.url });
  const admin = await setUp(program);
  await addPerson(admin, program.url, { email: REQUESTER.email });
});
afterAll(async () => {
  await closeBrowser();
  await program?.stop();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function enter(who: { email: string; password: string }, path: string): Promise<Visitor> {
  const visitor = await visit({ url: program.url });
  await visitor.page.goto(`/entrar?volver=${encodeURIComponent(path)}`);
  await signIn(visitor, who);
  await visitor.page.waitForURL(({ pathname }) => pathname === path);
  await visitor.page
    .getByRole('link', { name: words('common.nav.help') })
    .first()
    .waitFor();
  return visitor;
}

async function signIn({ page }: Visitor, who: { email: string; password: string }): Promise<void> {
  await page.locator('[name=email]').fill(who.email);
  await page.locator('[name=password]').fill(who.password);
  await page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
}

const unavailable = () => words('fault.server.unavailable');

describe('while the database is down', () => {
  it('the sign-in says so and keeps what was typed; a page opened meanwhile opens by itself afterwards', async () => {
    const away = await visit({ url: program.url });
    const here = await enter(REQUESTER, '/perfil');
    await away.page.goto('/entrar');
    await away.page.locator('[name=email]').fill(REQUESTER.email);
    await here.page.locator('#profile-phone').fill('312 316 2000 ext. 7');
    await database.stop();
    try {
      await signIn(away, REQUESTER);
      await away.page.getByRole('alert').filter({ hasText: unavailable() }).waitFor({ timeout: 40_000 });
      await expect.poll(() => away.page.locator('[name=email]').inputValue()).toBe(REQUESTER.email);
      expect(await axeFindings(away.page)).toEqual([]);

      await here.page.getByRole('button', { name: words('common.save') }).click();
      await here.page.getByRole('alert').filter({ hasText: unavailable() }).waitFor({ timeout: 40_000 });
      await expect.poll(() => here.page.locator('#profile-phone').inputValue()).toBe('312 316 2000 ext. 7');

      await here.page.reload();
      await here.page.getByRole('heading', { name: words('common.trouble.title') }).waitFor({ timeout: 60_000 });
      await here.page.getByText(words('common.trouble.by-itself')).waitFor();
      await here.page.getByText(words('common.trouble.phone', { phone: '312 316 2000 ext. 2400' })).waitFor();
      expect(await axeFindings(here.page)).toEqual([]);
      await expect.poll(() => scrollsSideways(here.page)).toBe(false);
    } finally {
      await database.start();
    }
    await here.page.locator('#profile-phone').waitFor({ timeout: 60_000 });
    await expect.poll(() => here.page.locator('#profile-phone').inputValue()).toBe('312 316 2000 ext. 7');
    await here.page.getByText(words('common.kept.text')).waitFor();
    await here.page.getByRole('button', { name: words('common.save') }).click();
    await here.page.getByText(words('auth.profile.saved')).waitFor();
    await here.page.reload();
    await here.page.locator('#profile-phone').waitFor();
    await expect.poll(() => here.page.getByText(words('common.kept.text')).count()).toBe(0);
    await expect.poll(() => here.page.locator('#profile-phone').inputValue()).toBe('312 316 2000 ext. 7');
    await Promise.all([here.leave(), away.leave()]);
  });
});

describe('without a network', () => {
  it('a page that was not loaded yet says so instead of the browser, and opens when the network is back', async () => {
    const { page, context, complaints, leave } = await enter(REQUESTER, '/solicitudes');
    await context.setOffline(true);
    await page
      .getByRole('link', { name: words('common.nav.help') })
      .first()
      .click();
    await page.getByRole('heading', { name: words('common.trouble.title') }).waitFor();
    await page.getByText(words('common.offline.title')).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await context.setOffline(false);
    await page.waitForURL('**/ayuda');
    await page.getByRole('heading', { level: 1, name: words('help.title') }).waitFor();
    expect(complaints).toEqual([]);
    await leave();
  });

  it('a password is not said to be changed, and its form stays', async () => {
    const { page, context, leave } = await enter(REQUESTER, '/perfil');
    await page.locator('#password-current').fill(PASSWORD);
    await page.locator('#password-password').fill('lluvia-tornillo-canela-92');
    await context.setOffline(true);
    await page.getByRole('button', { name: words('auth.change-password') }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: words('common.unreachable') })
      .waitFor();
    await expect.poll(() => page.locator('#password-password').inputValue()).toBe('lluvia-tornillo-canela-92');
    await context.setOffline(false);
    await leave();
  });
});

describe('while no mail server is set', () => {
  it('the forgotten password says whom to call, and the code dictated by the desk opens the account', async () => {
    const admin = await enter(ADMIN, '/administracion/personas');
    await admin.page.getByRole('row').filter({ hasText: REQUESTER.email }).getByRole('link').click();
    await admin.page.locator('summary', { hasText: words('setup.people.act.open') }).click();
    await admin.page.getByText(words('setup.people.act.code')).click();
    await admin.page.getByRole('radio', { name: words('setup.code.call-back') }).check();
    await admin.page.locator('dialog textarea').fill('Llamé a la extensión 2310 y contestó ella.');
    expect(await axeFindings(admin.page)).toEqual([]);
    await admin.page.getByRole('button', { name: words('setup.code.give'), exact: true }).click();
    await admin.page.getByRole('timer').waitFor();
    expect(await axeFindings(admin.page)).toEqual([]);
    const code = (await admin.page.locator('.code-given strong').allTextContents()).join('');

    const { page, leave } = await visit({ url: program.url });
    await page.goto('/entrar');
    await page.getByRole('link', { name: words('auth.sign-in.forgot') }).click();
    await page.getByText(words('auth.recover.no-mail')).waitFor();
    await page.getByText('312 316 2000 ext. 2400').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: words('auth.recover.have-code') }).click();
    await page.locator('#code-email').fill(REQUESTER.email);
    await page.locator('#code-code').fill(`${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`);
    await page.locator('#code-password').fill('rosa.canul.2026');
    await page.getByRole('button', { name: words('auth.activate.send') }).click();
    await page.getByText(words('fault.password.context')).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('code-password');
    expect(await axeFindings(page)).toEqual([]);
    REQUESTER.password = 'tejado-lumbre-canica-54';
    await page.locator('#code-password').fill(REQUESTER.password);
    await page.getByText(words('auth.strength.strong')).first().waitFor();
    await page.getByRole('button', { name: words('auth.activate.send') }).click();
    await page.getByText(words('auth.notice.password-set')).waitFor();
    await page.locator('[name=email]').fill(REQUESTER.email);
    await page.locator('[name=password]').fill(REQUESTER.password);
    await page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
    await page.getByRole('heading', { name: words('requests.list.title') }).waitFor();
    await Promise.all([admin.leave(), leave()]);
  });
});

/** Work of the program, taken before the program does and given up. */
async function giveUp(): Promise<void> {
  const boss = new PgBoss({
    ...{ connectionString: database.url, schema: 'jobs', migrate: false },
    // Else nothing is counted anew for a minute after the program counted, which may have been a moment ago.
    monitorIntervalSeconds: 1,
  });
  boss.on('error', () => undefined);
  await boss.start();
  // One of ours: the program's own would be tried again instead of being given up.
  const ours = new Set<string | null>();
  let id = '';
  while (!ours.has(id)) {
    if (id !== '') await boss.complete('every.letters', id);
    ours.add(await boss.send('every.letters', {}, { retryLimit: 0, expireInSeconds: 60 }));
    id = (await boss.fetch('every.letters'))[0]?.id ?? '';
  }
  await boss.fail('every.letters', id, { message: 'el servidor de correo no contesta' });
  const counted = async () => {
    await boss.supervise('dead-letters');
    return (await boss.getQueues(['dead-letters']))[0]?.queuedCount;
  };
  await expect.poll(counted).toBe(1);
  await boss.stop({ graceful: false });
}

describe('work that was given up', () => {
  it('stands before the administrator with its reason, and is dropped after a question', async () => {
    await giveUp();
    const { page, leave } = await enter(ADMIN, '/administracion/personas');
    const standing = page.locator('.notice').filter({ hasText: words('standing.work-failing') });
    await standing.getByRole('link', { name: words('standing.mend') }).click();
    await page.getByRole('heading', { name: words('setup.dead.title') }).waitFor();
    await page.getByText('el servidor de correo no contesta').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await expect.poll(() => scrollsSideways(page)).toBe(false);
    await page.getByRole('button', { name: words('setup.dead.drop-which', { name: 'every.letters' }) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('setup.dead.drop'), exact: true })
      .click();
    await page.getByText(words('setup.dead.dropped')).waitFor();
    await expect.poll(() => page.getByRole('heading', { name: words('setup.dead.title') }).count()).toBe(0);
    await leave();
  });
});

describe('a session that ends while one writes', () => {
  const unit = (visitor: Visitor) => visitor.page.getByLabel(words('setup.institution.operator'), { exact: true });

  it('leads to the sign-in and back, where what was typed still stands; somebody else finds nothing of it', async () => {
    const admin = await enter(ADMIN, '/administracion/institucion');
    await unit(admin).fill('Dirección General de Tecnologías');
    const cookie = (await admin.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const ended = await fetch(`${program.url}${signOut.path}`, {
      method: 'DELETE',
      headers: { cookie, origin: program.url },
    });
    expect(ended.status).toBe(200);
    // The open page may hear of it before anything is pressed.
    const save = admin.page.getByRole('button', { name: words('setup.settings.save') });
    await save.click({ timeout: 2_000 }).catch(() => undefined);
    await admin.page.waitForURL('**/entrar**');
    await admin.page.getByText(words('auth.notice.ended')).waitFor();
    await signIn(admin, ADMIN);
    await admin.page.waitForURL(({ pathname }) => pathname === '/administracion/institucion');
    await admin.page.getByText(words('common.kept.text')).waitFor();
    await expect.poll(() => unit(admin).inputValue()).toBe('Dirección General de Tecnologías');
    await expect.poll(() => admin.page.evaluate(() => JSON.stringify(sessionStorage))).toContain('Dirección General');

    await admin.context.clearCookies();
    await admin.page.goto('/entrar');
    await signIn(admin, REQUESTER);
    await admin.page.getByRole('heading', { name: words('requests.list.title') }).waitFor();
    expect(await admin.page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('Dirección General');
    await admin.leave();
  });
});

describe('leaving a shared machine', () => {
  it('signing out leaves nothing of the person in the browser', async () => {
    const { page, context, leave } = await enter(REQUESTER, '/solicitudes');
    await page.goto('/solicitudes/nueva');
    await page.getByLabel(words('requests.new.subject'), { exact: true }).fill('Mi recibo de nómina trae otro nombre');
    const kept = () =>
      page.evaluate(() => [...Object.entries(localStorage), ...Object.entries(sessionStorage)].flat().join('\n'));
    await expect.poll(kept).toContain('nómina');
    await page.goto('/solicitudes');
    await page.locator('summary', { hasText: words('common.account', { name: '' }).trim() }).click();
    await page.getByRole('button', { name: words('common.sign-out'), exact: true }).click();
    await page.waitForURL('**/entrar');
    await page.locator('[name=email]').waitFor();
    // How far a page was scrolled, under a number: the router notes it as the page goes away.
    const names = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
    const ofNobody = /^(?:mesa\.(?:locale|theme|phone)|tsr-scroll-restoration-.*)$/;
    expect(names.filter((name) => !ofNobody.test(name))).toEqual([]);
    expect(await kept()).not.toMatch(/nómina|solicitudes|http/);
    expect((await context.cookies()).map(({ name }) => name)).toEqual([]);
    await page.goBack();
    await page.waitForURL('**/entrar**');
    expect(await page.content()).not.toContain('nómina');
    await leave();
  });
});
