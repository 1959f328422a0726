/** An enrolment from a spreadsheet to the signature, as the coordinator of an agency does it. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listEnrolments, readEnrolment } from '#contract/enrolments.ts';
import type { Api } from '../kit/api.ts';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { type Account, accountOf, enterByKeys, signedIn } from '../kit/demo-accounts.ts';
import { pastedWithFaults } from '../kit/enrolments.ts';
import { focused } from '../kit/keyboard.ts';
import { type Program, startProgram } from '../kit/program.ts';

let program: Program;
let coordinator: Api;
let account: Account;
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  program = await startProgram('demo', {});
  account = await accountOf(program, 'agency_coordinator');
  coordinator = await signedIn(program, 'agency_coordinator');
  visitor = await visit({ url: program.url });
  page = visitor.page;
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

const paste = (at: Locator, text: string) =>
  at.evaluate((node, said) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', said);
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
const button = (name: string) => page.getByRole('button', { name, exact: true });
const person = (n: number) => page.getByRole('listitem', { name: words('enrolments.person', { n }), exact: true });
const summary = () => page.locator('.error-summary');
const kept = async () => {
  const [only] = (await coordinator.call(listEnrolments, { query: {} })).items;
  return only === undefined ? null : coordinator.call(readEnrolment, { params: { id: only.id } });
};

it('takes a block of a spreadsheet into the grid, and takes it back', async () => {
  await enterByKeys(page, account, '/altas');
  await button(words('enrolments.begin')).click();
  const first = person(1).getByLabel(words('enrolments.column.number'));
  await first.waitFor();
  await first.focus();
  await paste(first, pastedWithFaults());
  await person(12).waitFor();
  await page.keyboard.press('Control+z');
  await person(12).waitFor({ state: 'detached' });
  await paste(first, pastedWithFaults());
  await page
    .getByText(words('enrolments.counts', { people: 12, ready: 7, wrong: 5 }))
    .first()
    .waitFor();
});

it('keeps what is typed while the desk is away, and says so', async () => {
  await visitor.context.setOffline(true);
  await person(2).getByLabel(words('enrolments.column.number')).fill('770002');
  await page.getByText(words('enrolments.kept.offline-text')).waitFor();
  await visitor.context.setOffline(false);
  await expect.poll(async () => (await kept())?.rows[1]?.employeeNumber).toBe('770002');
});

it('leads from what is to be mended to its cell, until nothing is', async () => {
  await button(words('enrolments.next')).click();
  await summary().waitFor();
  await expect.poll(() => summary().getByRole('link').count()).toBe(4);
  const mend = async (n: number, column: 'second' | 'email' | 'phone', text: string) => {
    const cell = person(n).getByLabel(words(`enrolments.column.${column}`));
    const name = words('enrolments.cell', { n, column: words(`enrolments.column.${column}`) });
    await summary()
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .press('Enter');
    await focused(cell);
    await cell.fill(text);
  };
  await mend(4, 'second', 'Peña');
  await mend(6, 'email', 'alta.6@colima.example');
  await mend(8, 'phone', '312 316 2007');
  await person(10).getByLabel(words('enrolments.column.position')).selectOption({ label: 'Directora/or de área' });
  await page
    .getByText(words('enrolments.counts', { people: 12, ready: 12, wrong: 0 }))
    .first()
    .waitFor();
  await button(words('enrolments.next')).click();
});

it('shows the sheet that is printed, and is signed on screen with the password again', async () => {
  const sheet = page.getByRole('article', { name: words('enrolments.sheet.label') });
  await sheet.getByText('De la Cruz', { exact: true }).waitFor();
  await expect.poll(() => sheet.locator('.alta-sheet__people tbody tr').count()).toBe(12);
  await expect.poll(() => sheet.locator('.alta-sheet__rubrics tbody tr').count()).toBe(12);
  await button(words('enrolments.sign.send')).click();
  await expect.poll(() => summary().getByRole('link').count()).toBe(4);
  for (const box of await page.locator('.alta-attest input').all()) await box.check();
  await page.locator('#alta-password').fill(account.password);
  await button(words('enrolments.sign.send')).click();
  await page.getByRole('heading', { level: 1, name: /\/AU\// }).waitFor();
  const sent = await kept();
  expect([sent?.state, sent?.rows.length, sent?.signatures[0]?.way]).toEqual(['signed', 12, 'screen']);
  expect(visitor.complaints).toEqual([]);
});
