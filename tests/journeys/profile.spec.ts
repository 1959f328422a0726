/** Mi perfil, as its owner uses it: photo, password, another e-mail, sessions, language, theme and letters. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProfile, signIn } from '#contract/accounts.ts';
import { readInstitution } from '#contract/institution.ts';
import { listTestMail, readTestMail } from '#contract/notifications.ts';
import { translator } from '#locales/catalogues.ts';
import { type Api, openApi } from '../kit/api.ts';
import { axeFindings, closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { type Program, startProgram } from '../kit/program.ts';
import { PHOTO } from '../kit/tour.ts';

let program: Program;
let api: Api;
let person: Visitor;
const account = { email: '', password: '' };

async function enter(): Promise<Visitor> {
  const visitor = await visit({ url: program.url });
  await visitor.page.goto('/entrar?volver=/perfil');
  await visitor.page.locator('[name=email]').fill(account.email);
  await visitor.page.locator('[name=password]').fill(account.password);
  await visitor.page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
  await visitor.page.locator('#profile-phone').waitFor();
  return visitor;
}

beforeAll(async () => {
  program = await startProgram('demo', {});
  api = openApi(program.url);
  const { demo } = await api.call(readInstitution);
  const found = demo?.accounts.find(({ role }) => role === 'requester');
  if (!found) throw new Error('the demonstration has no requester');
  Object.assign(account, { email: found.email, password: found.password });
  await api.call(signIn, { body: account });
  person = await enter();
});
afterAll(async () => {
  await closeBrowser();
  await program?.stop();
});

const button = (name: string) => person.page.getByRole('button', { name, exact: true });

describe('the own photo', () => {
  it('is cut by the keyboard alone, seen in the bar at once, and taken away again', async () => {
    const { page } = person;
    await page.locator('.photo input[type=file]').first().setInputFiles(PHOTO);
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('CANVAS');
    const zoom = page.getByLabel(words('auth.photo.zoom'));
    for (const key of ['+', '+', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
    await expect.poll(async () => Number(await zoom.inputValue())).toBeGreaterThan(1.1);
    const across = page.getByLabel(words('auth.photo.across'));
    await across.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => across.inputValue()).toBe('0');
    await button(words('auth.photo.save')).press('Enter');
    await page.getByText(words('auth.photo.saved')).waitFor();
    const { photoId } = await api.call(readProfile);
    const inBar = page.locator(`.topbar img[src="/api/photos/${photoId}"]`);
    await inBar.waitFor();
    await expect.poll(() => inBar.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(256);

    await button(words('auth.photo.remove')).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('auth.photo.remove'), exact: true })
      .click();
    await page.getByText(words('auth.photo.removed')).waitFor();
    await expect.poll(() => page.locator('.topbar img').count()).toBe(0);
    expect((await api.call(readProfile)).photoId).toBeNull();
  });

  it('says so when a file is no picture, and opens nothing', async () => {
    const { page } = person;
    const file = { name: 'cara.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)">') };
    await page.locator('.photo input[type=file]').first().setInputFiles(file);
    await page
      .getByRole('alert')
      .filter({ hasText: words('auth.photo.unreadable') })
      .waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });
});

describe('preferences', () => {
  it('hold at once, in what is being said too, and go with the person to another browser', async () => {
    const { page } = person;
    const english = translator('en');
    await page.getByRole('radio', { name: words('auth.profile.english') }).check();
    await page.getByRole('heading', { name: english('auth.profile.title') }).waitFor();
    await page.getByText(english('auth.profile.saved')).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByRole('radio', { name: english('auth.profile.theme.dark') }).check();
    await page.locator('html[data-theme=dark]').waitFor();
    await page.getByRole('checkbox', { name: english('auth.letters.messages') }).uncheck();
    await expect.poll(async () => (await api.call(readProfile)).letters.messages).toBe(false);
    expect(await api.call(readProfile)).toMatchObject({ locale: 'en', theme: 'dark' });
    expect(await axeFindings(page)).toEqual([]);

    const other = await enter();
    await other.page.locator('html[data-theme=dark][lang=en]').waitFor();
    // The button of the bar changes the same choice.
    await other.page.getByRole('button', { name: english('common.theme.to-light') }).click();
    await expect.poll(async () => (await api.call(readProfile)).theme).toBe('light');
    await other.leave();
    await page.getByRole('radio', { name: english('auth.profile.spanish') }).check();
    await page.getByRole('heading', { name: words('auth.profile.title') }).waitFor();
  });
});

describe('another e-mail', () => {
  it('waits for the link sent there, and is the name one signs in with afterwards', async () => {
    const { page } = person;
    const [, domain = ''] = account.email.split('@');
    const next = `otra.direccion@${domain}`;
    await button(words('auth.email-change.title')).click();
    await page.locator('dialog [name=email]').fill(next);
    await page.locator('dialog [name=password]').fill('no-es-esta-contrasena');
    await button(words('auth.email-change.send')).click();
    await page.getByText(words('fault.password.current-wrong')).waitFor();
    await page.locator('dialog [name=password]').fill(account.password);
    await button(words('auth.email-change.send')).click();
    await page.getByText(words('auth.email-change.pending', { email: next })).waitFor();

    const letter = await expect
      .poll(() => letterTo(next), { timeout: 30_000 })
      .toBeDefined()
      .then(() => letterTo(next));
    await page.goto(`/correo#${/\/correo#([A-Za-z0-9_-]+)/.exec(letter ?? '')?.[1]}`);
    expect(await axeFindings(page)).toEqual([]);
    await button(words('auth.confirm-email.send')).click();
    await page.getByRole('heading', { name: words('auth.confirm-email.done') }).waitFor();
    expect(page.url()).not.toContain('#');
    account.email = next;
    await api.call(signIn, { body: account });
    await page.goto('/perfil');
    await page.getByText(next).first().waitFor();
  });

  const letterTo = async (address: string): Promise<string | undefined> => {
    const { items } = await api.call(listTestMail);
    const found = items.find(({ to }) => to.includes(address));
    return found && (await api.call(readTestMail, { params: { id: found.id } })).text;
  };
});

describe('password and sessions', () => {
  it('a stolen password is refused at its field; a changed one closes the other sessions, and this one stays', async () => {
    const { page } = person;
    const other = await enter();
    await page.locator('#password-current').fill(account.password);
    await page.locator('#password-password').fill('contraseña123456');
    await button(words('auth.change-password')).click();
    await page.locator('#password-password-error').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('password-password');
    account.password = 'tejado-lumbre-canica-54';
    await page.locator('#password-password').fill(account.password);
    await button(words('auth.change-password')).click();
    await page.getByText(words('auth.password-changed')).waitFor();
    await expect.poll(() => page.locator('#password-password').inputValue()).toBe('');
    await other.page.reload();
    await other.page.waitForURL('**/entrar**');
    await other.leave();
  });

  it('the others end together after a question', async () => {
    const other = await enter();
    const { page } = person;
    await page.reload();
    await button(words('auth.sessions.all')).click();
    expect(await axeFindings(page)).toEqual([]);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('auth.sessions.all'), exact: true })
      .click();
    await page.getByText(words('auth.sessions.all-ended', { count: 1 })).waitFor();
    await other.page.reload();
    await other.page.waitForURL('**/entrar**');
    await other.leave();
    expect(person.complaints).toEqual([]);
  });
});
