/**
 * An enrolment from a spreadsheet to twelve first sign-ins: its coordinator mends five faults and signs, DTI sends one person back
 * and grants the rest, and everybody comes in by the link of their own letter. Then one of them leaves.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn } from '#contract/accounts.ts';
import { listEnrolments, readEnrolment, saveEnrolment } from '#contract/enrolments.ts';
import { fileRequest } from '#contract/requests.ts';
import { writeXlsx } from '#server/shared/xlsx.ts';
import { type Api, openApi } from '../kit/api.ts';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { enterByKeys } from '../kit/demo-accounts.ts';
import { ADMIN, addPerson, PASSWORD, setUp, technicalSupport } from '../kit/desk.ts';
import { linesWithFaults, pastedWithFaults, typedOf } from '../kit/enrolments.ts';
import { pdfOf } from '../kit/hostile.ts';
import { focused } from '../kit/keyboard.ts';
import { type Program, startProgram } from '../kit/program.ts';
import { type TestSmtp, testSmtp } from '../letters/smtp.ts';

const folder = mkdtempSync(join(tmpdir(), 'mesa-enrolment-'));
const DOMAIN = 'gobierno.example';
const ROSA = { email: `rosa.canul@${DOMAIN}`, password: PASSWORD };

let smtp: TestSmtp;
let program: Program;
let coordinator: Api;
let visitor: Visitor;
let page: Page;
let reviewer: Visitor;
let newcomer: Visitor;

beforeAll(async () => {
  smtp = await testSmtp();
  program = await startProgram('serve', {
    DATA_DIR: join(folder, 'data'),
    SMTP_URL: smtp.url,
    MAIL_FROM: `mesa@${DOMAIN}`,
  });
  const admin = await setUp(program);
  coordinator = await addPerson(admin, program.url, { email: ROSA.email, roles: ['requester', 'agency_coordinator'] });
  visitor = await visit({ url: program.url });
  page = visitor.page;
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
  await smtp.stop();
  rmSync(folder, { recursive: true, force: true });
});

const paste = (at: Locator, text: string) =>
  at.evaluate((node, said) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', said);
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
const buttonOf = (on: Page, name: string) => on.getByRole('button', { name, exact: true });
const button = (name: string) => buttonOf(page, name);
const person = (n: number) => page.getByRole('listitem', { name: words('enrolments.person', { n }), exact: true });
const summary = () => page.locator('.error-summary');
const counted = (people: number, ready: number) =>
  page
    .getByText(words('enrolments.counts', { people, ready, wrong: people - ready }))
    .first()
    .waitFor();
const kept = async () => {
  const [only] = (await coordinator.call(listEnrolments, { query: {} })).items;
  return only === undefined ? null : coordinator.call(readEnrolment, { params: { id: only.id } });
};
const passwordOf = (at: number): string => `seis-palabras-que-nadie-junta-${at}`;
async function openRequest(who: { email: string; password: string }, subject: string): Promise<void> {
  const api = openApi(program.url);
  await api.call(signIn, { body: who });
  const { id: areaId } = await technicalSupport(api);
  const place = { building: '', floor: '', office: '', phone: '' };
  const words = { subject, description: 'Desde ayer no enciende.', place };
  await api.call(fileRequest, { body: { draftId: null, ...words, areaId, serviceId: null, attachments: [] } });
}
/** Waits for a letter to this address with this word of an address in it; gives where that leads. */
async function linkTo(address: string, path: string): Promise<string> {
  const found = () =>
    smtp.received
      .filter(({ to }) => to.includes(address))
      .map(({ message }) => new RegExp(`\\S*${path}\\S*`).exec(message.text)?.[0])
      .findLast((each) => each !== undefined);
  await expect.poll(found, { timeout: 60_000 }).toBeDefined();
  return found() ?? '';
}

it('takes people out of an XLSX, told row by row what is wrong with five of them', async () => {
  await enterByKeys(page, ROSA, '/altas');
  await button(words('enrolments.begin')).click();
  const first = person(1).getByLabel(words('enrolments.column.number'));
  await first.waitFor();
  await button(words('enrolments.bring.open')).click();
  const file = { name: 'Personas.xlsx', mimeType: '', buffer: writeXlsx('Hoja', linesWithFaults(DOMAIN)) };
  await page.locator('#alta-file').setInputFiles(file);
  const found = page.locator('.alta-preview');
  await expect.poll(() => found.locator('tbody tr').count()).toBe(12);
  await expect.poll(() => found.locator('.is-wrong').count()).toBe(5);
  await button(words('enrolments.bring.take', { count: 12 })).click();
  await counted(12, 7);
});

it('takes a block pasted into a cell, and takes it back', async () => {
  const first = person(1).getByLabel(words('enrolments.column.number'));
  await person(12)
    .getByRole('button', { name: words('enrolments.row-remove', { n: 12 }) })
    .click();
  await counted(11, 6);
  await first.focus();
  await paste(first, pastedWithFaults(DOMAIN));
  await counted(12, 7);
  await page.keyboard.press('Control+z');
  await counted(11, 6);
  await page.keyboard.press('Control+z');
  await counted(12, 7);
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
  await mend(6, 'email', `alta.6@${DOMAIN}`);
  await mend(8, 'phone', '312 316 2007');
  await person(10).getByLabel(words('enrolments.column.position')).selectOption({ label: 'Directora/or de área' });
  await counted(12, 12);
});

it('tells in words that somebody else was first, and keeps what is typed until one of both is chosen', async () => {
  await expect.poll(async () => (await kept())?.findings.filter(({ severity }) => severity === 'error').length).toBe(0);
  const before = await kept();
  if (before === null) throw new Error('nothing was kept');
  const elsewhere = openApi(program.url);
  await elsewhere.call(signIn, { body: ROSA });
  const { version, rows } = before;
  const typed = rows.map(typedOf);
  await elsewhere.call(saveEnrolment, { params: { id: before.id }, body: { version, rows: typed.toReversed() } });
  await person(1).getByLabel(words('enrolments.column.names')).fill('MARÍA JOSÉ DEL CARMEN');
  await button(words('enrolments.kept.mine')).click();
  await expect.poll(async () => (await kept())?.rows[0]?.givenNames).toBe('MARÍA JOSÉ DEL CARMEN');
  await button(words('enrolments.next')).click();
});

it('shows the sheet that is printed on letter paper, and is signed on screen with the password again', async () => {
  const sheet = page.getByRole('article', { name: words('enrolments.sheet.label') });
  await sheet.getByText('De la Cruz', { exact: true }).waitFor();
  await expect.poll(() => sheet.locator('.alta-sheet__people tbody tr').count()).toBe(12);
  await expect.poll(() => sheet.locator('.alta-sheet__rubrics tbody tr').count()).toBe(12);
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(new Set(paper.match(/\/MediaBox \[[^\]]*\]/g))).toEqual(new Set(['/MediaBox [0 0 612 792]']));
  await button(words('enrolments.sign.send')).click();
  await expect.poll(() => summary().getByRole('link').count()).toBe(4);
  for (const box of await page.locator('.alta-attest input').all()) await box.check();
  await page.locator('#alta-password').fill(PASSWORD);
  await button(words('enrolments.sign.send')).click();
  await page.getByRole('heading', { level: 1, name: /\/AU\// }).waitFor();
  const sent = await kept();
  expect([sent?.state, sent?.rows.length, sent?.signatures[0]?.way]).toEqual(['signed', 12, 'screen']);
});

it('is reviewed by DTI from their letter: one sent back with the reason, eleven approved at one press', async () => {
  reviewer = await visit({ url: program.url });
  const { page: theirs } = reviewer;
  const { pathname } = new URL(await linkTo(ADMIN.email, '/revision'));
  await enterByKeys(theirs, ADMIN, pathname);
  await buttonOf(theirs, words('enrolment-review.begin')).click();
  const name = 'Silvia Moo Chi';
  await buttonOf(theirs, words('enrolment-review.act.observed-one', { name })).click();
  await buttonOf(theirs, words('enrolment-review.often.name')).click();
  await buttonOf(theirs, words('enrolment-review.act.observed-send')).click();
  await theirs.getByText(words('enrolment-review.act.observed-done', { name })).waitFor();
  await buttonOf(theirs, words('enrolment-review.approve-all', { count: 11 })).click();
  await theirs
    .getByText(words('enrolment-review.counts', { approved: 11, observed: 1, rejected: 0, left: 0 }))
    .waitFor();
  await buttonOf(theirs, words('enrolment-review.return')).click();
  await buttonOf(theirs, words('enrolment-review.close.return-send')).click();
  await expect.poll(async () => (await kept())?.state).toBe('returned');
});

it('comes back by letter, is mended where it was observed, signed again on paper and sent up, and granted whole', async () => {
  await expect
    .poll(() =>
      smtp.received.some(
        ({ to, message }) => to.includes(ROSA.email) && message.text.includes(words('enrolment-review.often.name')),
      ),
    )
    .toBe(true);
  await page.goto(new URL(await linkTo(ROSA.email, '/altas/')).pathname);
  await page.getByText(words('enrolment-review.often.name')).waitFor();
  await page.getByLabel(words('enrolments.column.names')).fill('Silvia Inés');
  await button(words('enrolments.next')).click();
  await page.getByRole('link', { name: words('enrolments.sign.have-it'), exact: true }).click();
  const sheet = pdfOf('0 0 0 rg 60 600 400 2 re f', { width: 612, height: 792 });
  await page
    .locator('#alta-scan')
    .setInputFiles({ name: 'hoja firmada.pdf', mimeType: 'application/pdf', buffer: sheet });
  await page.locator('#alta-code').fill((await kept())?.code.toLowerCase() ?? '');
  for (const box of await page.locator('.alta-attest input').all()) await box.check();
  await page.locator('.attachment').waitFor();
  await page.locator('.attachment progress').waitFor({ state: 'detached' });
  await button(words('enrolments.upload.send')).click();
  await page.getByText(words('enrolments.sent.signed')).waitFor();
  const { page: theirs } = reviewer;
  await expect
    .poll(async () => (await kept())?.signatures.map(({ scan }) => scan?.preview).includes('ready'))
    .toBe(true);
  await theirs.reload();
  await theirs.getByRole('img', { name: words('enrolment-review.scan-first-page') }).waitFor();
  await buttonOf(theirs, words('enrolment-review.begin')).click();
  await buttonOf(theirs, words('enrolment-review.approve-one', { name: 'Silvia Inés Moo Chi' })).click();
  await buttonOf(theirs, words('enrolment-review.finish')).click();
  await buttonOf(theirs, words('enrolment-review.close.finish-send')).click();
  await expect.poll(async () => (await kept())?.state).toBe('resolved');
});

it('lets the twelve in by the links of their letters, each with a password of their own and the responsibilities accepted', async () => {
  const rows = (await kept())?.rows ?? [];
  newcomer = await visit({ url: program.url });
  const { page: own } = newcomer;
  for (const [at, { email }] of rows.entries()) {
    const link = new URL(await linkTo(email, '/activar'));
    const password = passwordOf(at);
    await own.goto(`${link.pathname}${link.hash}`);
    await own.locator('[name="password"]').fill(password);
    await buttonOf(own, words('auth.activate.send')).click();
    await own.locator('[name="email"]').fill(email);
    await own.locator('[name="password"]').fill(password);
    await buttonOf(own, words('auth.sign-in.send')).click();
    await buttonOf(own, words('auth.responsibilities.accept')).click();
    await own.getByRole('heading', { level: 1, name: words('common.nav.requests') }).waitFor();
    if (at === rows.length - 1) break;
    // The next one sits down at the same computer.
    await newcomer.context.clearCookies();
    await own.goto('about:blank');
  }
  await expect
    .poll(async () => (await kept())?.rows.map(({ credentials }) => credentials.state))
    .toEqual(rows.map(() => 'used'));
  expect([rows.length, newcomer.complaints, visitor.complaints, reviewer.complaints]).toEqual([12, [], [], []]);
});

it('ends the account of one who leaves as soon as their coordinator signs, with the page they had open', async () => {
  const leaver = (await kept())?.rows.at(-1);
  const subject = 'El escáner del archivo no responde';
  await openRequest({ email: leaver?.email ?? '', password: passwordOf(11) }, subject);
  await page.goto('/altas');
  await page.getByRole('link', { name: words('common.nav.deactivations'), exact: true }).click();
  await page.getByRole('link', { name: words('deactivations.begin'), exact: true }).click();
  await page.getByRole('combobox').fill(leaver?.employeeNumber ?? '');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText(words('deactivations.follows.requests', { count: 1 })).waitFor();
  const sign = button(words('deactivations.sign.do-now'));
  // Pressed too early, it says what is missing and keeps what there is.
  await sign.click();
  await page.locator('.choices--error').waitFor();
  await page.getByRole('radio', { name: words('deactivations.ground.retirement') }).check();
  await sign.click();
  const asked = page.getByRole('dialog').locator('input[type="password"]');
  await page.locator('.state').or(asked).first().waitFor();
  if (await asked.isVisible()) {
    await asked.fill(PASSWORD);
    await page.keyboard.press('Enter');
  }
  await page.locator('.state', { hasText: words('deactivations.state.done') }).waitFor();
  await newcomer.page.waitForURL(/\/entrar/);
  // Whoever takes over finds the request among their own, and reads whose it was.
  await page
    .getByRole('link', { name: words('common.nav.requests') })
    .first()
    .click();
  await page.getByRole('link', { name: subject }).first().click();
  const name = `${leaver?.givenNames} ${leaver?.firstSurname} ${leaver?.secondSurname}`;
  await page.getByText(words('requests.aside.filed-by')).waitFor();
  await page.getByText(words('requests.event.passed-on', { whom: name, agent: 'Rosa Elena Canul Pech' })).waitFor();
  expect(visitor.complaints).toEqual([]);
});
