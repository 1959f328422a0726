/** Guardia, by people at a browser: a note written late and handed over, read, corrected; a shift that changes hands. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readInstitution } from '#contract/institution.ts';
import type { Role } from '#contract/permissions.ts';
import { openApi } from '../kit/api.ts';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { type Program, startProgram } from '../kit/program.ts';

let program: Program;
let ricardo: Visitor;
let owner: Visitor;

async function arrive(role: Role): Promise<Visitor> {
  const { demo } = await openApi(program.url).call(readInstitution);
  const account = demo?.accounts.find((each) => each.role === role);
  if (!account) throw new Error(`the demonstration has no ${role}`);
  const visitor = await visit({ url: program.url });
  await visitor.page.goto('/entrar');
  await visitor.page.locator('[name="email"]').fill(account.email);
  await visitor.page.locator('[name="password"]').fill(account.password);
  await visitor.page.keyboard.press('Enter');
  await visitor.page.waitForURL((url) => !url.pathname.startsWith('/entrar'));
  return visitor;
}

beforeAll(async () => {
  program = await startProgram('demo', {});
  ricardo = await arrive('agent');
  owner = await arrive('service_owner');
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

const NOTE = 'Se fue la luz en el Edificio C y todo volvió solo.';
const LATER = 'No fue el Edificio C, fue el B.';

it('a note is kept while it is written, handed over, read by another and then only corrected', async () => {
  const { page } = ricardo;
  await page.goto('/guardia');
  await page.locator('.duty-owed a').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('textarea').fill(NOTE);
  await page.getByText(words('shifts.draft.kept')).waitFor();
  await page.reload();
  await expect.poll(() => page.locator('textarea').inputValue()).toBe(NOTE);
  await page.getByRole('button', { name: words('shifts.close-note') }).click();
  await page.getByText(words('shifts.waits-anybody')).waitFor();

  await owner.page.goto('/guardia?ver=notas');
  await owner.page.locator('.duty-note-line', { hasText: NOTE }).click();
  await owner.page.getByRole('button', { name: words('shifts.confirm'), exact: true }).click();
  await owner.page.locator('.notice.c-jade').waitFor();

  await page.reload();
  await page.getByRole('button', { name: words('shifts.correct') }).focus();
  await page.keyboard.press('Enter');
  // Without looking where the focus is: whoever types goes on at once, and no letter is lost to a shortcut.
  await page.keyboard.type(LATER);
  await expect.poll(() => page.locator('textarea').inputValue()).toBe(LATER);
  await page.getByRole('button', { name: words('shifts.save-one') }).click();
  await page.getByRole('heading', { name: words('shifts.correction') }).waitFor();
  await page.getByText(LATER).waitFor();
  expect(await page.getByText(NOTE).count()).toBe(1);
  expect(ricardo.complaints).toEqual([]);
});

it('a shift passes to a colleague, and says who had it', async () => {
  const { page } = owner;
  await page.goto('/guardia');
  await page.getByRole('link', { name: words('shifts.after'), exact: true }).click();
  const shift = page.locator('.duty-shift--coming', { hasText: words('shifts.whole') }).first();
  await shift.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: words('shifts.swap') }).click();
  await page.getByLabel(words('shifts.field.reason')).fill('Vacaciones');
  await page.keyboard.press('Enter');
  await page.getByText(words('shifts.swapped')).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await shift.click();
  await page.getByRole('dialog').getByText('Vacaciones').waitFor();
  expect(owner.complaints).toEqual([]);
});
