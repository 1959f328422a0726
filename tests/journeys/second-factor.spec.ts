/** The second factor as a technician meets it: asked for at the door, given at the next sign-in, asked again before an act. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSecondFactorRule, saveSecondFactorRule } from '#contract/accounts.ts';
import { axeFindings, closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { type Account, accountOf, enterByKeys, signedIn } from '../kit/demo-accounts.ts';
import { type Program, startProgram } from '../kit/program.ts';
import { codeAt } from '../kit/second-factor.ts';

const PICTURES = process.env.MESA_PICTURES;
let program: Program;
let person: Visitor;
let account: Account;

beforeAll(async () => {
  program = await startProgram('demo', {});
  const admin = await signedIn(program, 'operator_admin');
  const { version } = await admin.call(readSecondFactorRule);
  await admin.call(saveSecondFactorRule, { body: { roles: ['agent'], version } });
  account = await accountOf(program, 'agent');
  person = await visit({ url: program.url });
});
afterAll(async () => {
  await closeBrowser();
  await program?.stop();
});

const button = (name: string) => person.page.getByRole('button', { name, exact: true });
const heading = (name: string) => person.page.getByRole('heading', { name, exact: true });
async function seen(name: string): Promise<void> {
  if (PICTURES) await person.page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  expect(await axeFindings(person.page)).toEqual([]);
  await person.page.setViewportSize({ width: 1366, height: 768 });
}

it('is set up before anything else opens, with ten codes to keep, and is the step after the password from then on', async () => {
  const { page } = person;
  await enterByKeys(page, account);
  await heading(words('auth.enrol.title')).waitFor();
  await button(words('auth.factor.begin')).click();
  await page.getByRole('img', { name: words('auth.factor.qr') }).waitFor();
  await seen('enrol');
  const secret = ((await page.locator('.totp-key').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel(words('auth.factor.first-code')).fill(codeAt(secret, new Date(Date.now() - 30_000)));
  await page.keyboard.press('Enter');
  await page.getByText(words('auth.factor.kept-title')).waitFor();
  await expect.poll(() => page.locator('.recovery__codes li').count()).toBe(10);
  const [recovery = ''] = await page.locator('.recovery__codes li').allTextContents();
  await seen('codes');
  await button(words('auth.factor.kept')).click();
  await page.waitForURL('**/atencion*');

  await page.context().clearCookies();
  await enterByKeys(page, account, '/perfil');
  await heading(words('auth.second-step.title')).waitFor();
  await page.getByLabel(words('auth.second-step.code')).fill('12345');
  await page.keyboard.press('Enter');
  await page.getByText(words('field.factor-code')).waitFor();
  await page.getByLabel(words('auth.second-step.code')).fill('ABCD-EFGH-JKMN');
  await page.keyboard.press('Enter');
  await page.getByText(words('fault.second-step.wrong')).waitFor();
  await seen('second-step');
  await page.getByLabel(words('auth.second-step.code')).fill(recovery);
  await page.keyboard.press('Enter');
  await heading(words('auth.factor.title')).waitFor();
  await page.getByText(words('auth.factor.codes-left', { count: 9 })).waitFor();
  await seen('profile');
});

it('asks again who this is where that was long ago, and goes on with the act by itself', async () => {
  const { page } = person;
  let asked = 0;
  await page.route('**/api/profile/factors/recovery-codes', async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    const problem = { type: '', title: '', status: 403, code: 'session.confirm', requestId: 'AAAA0000' };
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) });
  });
  await button(words('auth.factor.codes-renew')).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('auth.factor.codes-renew') })
    .click();
  await heading(words('auth.confirm.title')).waitFor();
  const field = page.getByRole('dialog', { name: words('auth.confirm.title') }).locator('[name=password]');
  await field.fill('no es esta');
  await page.keyboard.press('Enter');
  await page.getByText(words('fault.password.current-wrong')).waitFor();
  await seen('confirm');
  await field.fill(account.password);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.recovery__codes li').count()).toBe(10);
  expect(asked).toBe(2);
  await button(words('auth.factor.kept')).click();
  await page.getByText(words('auth.factor.codes-left', { count: 10 })).waitFor();
  expect(person.complaints).toEqual([]);
});

/** A telephone with a finger on it. */
async function giveAuthenticator(): Promise<void> {
  const line = await person.context.newCDPSession(person.page);
  await line.send('WebAuthn.enable');
  const kind = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const;
  await line.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...kind, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

it('a passkey is made by its name, is the next second step at one press, answers when asked again, and goes', async () => {
  const { page } = person;
  await giveAuthenticator();
  const dialog = page.getByRole('dialog');
  await button(words('auth.passkey.add')).click();
  await dialog.getByRole('button', { name: words('auth.passkey.make') }).click();
  await dialog.getByText(words('field.required')).waitFor();
  await dialog.getByLabel(words('auth.passkey.name')).fill('Teléfono de la oficina');
  await page.keyboard.press('Enter');
  const list = page.getByRole('list', { name: words('auth.passkey.title') });
  await list.getByText('Teléfono de la oficina').waitFor();
  await seen('passkey-listed');
  await button(words('auth.passkey.add')).click();
  await dialog.getByLabel(words('auth.passkey.name')).fill('Otra vez');
  await page.keyboard.press('Enter');
  await dialog.getByText(words('auth.passkey.already')).waitFor();
  await seen('passkey-again');
  await page.keyboard.press('Escape');

  await page.context().clearCookies();
  await enterByKeys(page, account, '/perfil');
  await heading(words('auth.second-step.title')).waitFor();
  await seen('passkey-step');
  await button(words('auth.passkey.use')).click();
  await list.getByText('Teléfono de la oficina').waitFor();

  // Or in place of the password, and the page that was asked for is the one that opens.
  await page.context().clearCookies();
  await page.goto(`${program.url}/perfil`);
  await button(words('entrances.passkey')).waitFor();
  await seen('passkey-door');
  await button(words('entrances.passkey')).click();
  await list.getByText('Teléfono de la oficina').waitFor();

  let asked = 0;
  await page.route('**/api/profile/factors/passkeys/*', async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    const problem = { type: '', title: '', status: 403, code: 'session.confirm', requestId: 'AAAA0000' };
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) });
  });
  await button(words('auth.passkey.remove-which', { name: 'Teléfono de la oficina' })).click();
  await dialog.getByRole('button', { name: words('auth.factor.remove'), exact: true }).click();
  const confirm = page.getByRole('dialog', { name: words('auth.confirm.title') });
  await confirm.getByRole('button', { name: words('auth.passkey.use') }).waitFor();
  await seen('passkey-confirm');
  await confirm.getByRole('button', { name: words('auth.passkey.use') }).click();
  await page.getByText(words('auth.passkey.removed')).waitFor();
  await expect.poll(() => list.count()).toBe(0);
  expect(asked).toBe(2);
  expect(person.complaints).toEqual([]);
});
