/**
 * Looking after the desk on screen. Something fails on a page: whoever sees it reports it, and the administrator reads what the
 * page knew. The first backup, by keyboard alone: its key, kept before its window closes, and the archive with its commands.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listErrorReports, readErrorReport } from '#contract/error-reports.ts';
import { listMyRequests } from '#contract/requests.ts';
import { axeFindings, closeBrowser, visit, words } from '../kit/browser.ts';
import { type Account, accountOf, enterByKeys, signedIn } from '../kit/demo-accounts.ts';
import { type Program, startProgram } from '../kit/program.ts';

let program: Program;
let rosa: Account;
beforeAll(async () => {
  program = await startProgram('demo', {});
  rosa = await accountOf(program, 'requester');
});
afterAll(async () => {
  await closeBrowser();
  await program?.stop();
});

const SAID = 'Quise leer qué me contestaron.';

it('a page that fails is reported without whom it was about, and found by its identifier', async () => {
  const { items } = await (await signedIn(program, 'requester')).call(listMyRequests);
  const folio = items[0]?.folio ?? '';
  const ref = folio.split('/').slice(1).join('-');
  const { page, complaints } = await visit({ url: program.url });
  await enterByKeys(page, rosa, '/solicitudes');
  await page.locator('summary.person').waitFor();
  const json = { type: '', title: '', status: 500, code: 'server.error', requestId: '0A1B2C3D' };
  await page.route(`**/api/requests/${ref}`, (route) => route.fulfill({ status: 500, json }));
  await page.goto(`/solicitudes/${ref}?buscar=${rosa.email}`);
  await page.getByText('0A1B2C3D').waitFor();
  await page.getByRole('button', { name: words('common.report.open'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('reporting.said')).fill(SAID);
  await dialog.getByText(words('reporting.all')).click();
  const shown = await dialog.getByLabel(words('reporting.whole')).inputValue();
  await dialog.getByRole('button', { name: words('reporting.send') }).click();
  await page.locator('.reporting__code').waitFor();
  const code = await page.locator('.reporting__code').innerText();
  const admin = await signedIn(program, 'operator_admin');
  const [line] = (await admin.call(listErrorReports, { query: { code } })).items;
  if (line === undefined) throw new Error(`nobody knows of ${code}`);
  const kept = await admin.call(readErrorReport, { params: { id: line.id } });
  expect(kept.context).toEqual(JSON.parse(shown));
  expect(kept).toMatchObject({
    said: SAID,
    page: '/solicitudes/$ref',
    role: 'requester',
    context: { shown: '0A1B2C3D' },
  });
  expect(kept.context.calls).toContainEqual(expect.objectContaining({ operation: 'readRequest', status: 500 }));
  for (const personal of [ref, folio, rosa.email, 'buscar']) expect(JSON.stringify(kept)).not.toContain(personal);
  expect(complaints).toEqual([]);
  const other = await visit({ url: program.url });
  await enterByKeys(other.page, await accountOf(program, 'operator_admin'), `/administracion/errores?codigo=${code}`);
  await other.page.getByRole('link', { name: code }).click();
  await other.page.getByText(SAID).waitFor();
  expect(await axeFindings(other.page)).toEqual([]);
  expect(other.complaints).toEqual([]);
});

it('the first backup is made by keyboard alone, and no window closes over a key that nobody kept', async () => {
  const admin = await accountOf(program, 'operator_admin');
  const { page, complaints } = await visit({ url: program.url });
  const { keyboard } = page;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await enterByKeys(page, admin, '/respaldos');
  await page.getByText(words('backups.now.no-key')).waitFor();
  await button(words('backups.key.make')).press('Enter');
  await page.getByRole('dialog').waitFor();
  // The window opens with the focus in its only field.
  await keyboard.insertText(admin.password);
  await keyboard.press('Enter');
  const key = page.locator('.safe-key');
  await key.waitFor();
  const secret = await key.innerText();
  expect(secret).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await page.getByText(words('backups.key.not-kept')).first().waitFor();
  await expect.poll(() => page.locator('dialog[open] .safe-key').count()).toBe(1);
  await page.getByRole('checkbox', { name: words('backups.key.kept') }).press('Space');
  await page.locator('.dialog__foot').getByRole('button').press('Enter');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await button(words('backups.start')).press('Enter');
  const restore = page.getByRole('button', { name: words('backups.restore-one', { when: '' }) });
  await restore.first().press('Enter', { timeout: 60_000 });
  const [look = '', act = ''] = await page.locator('.safe-command').allInnerTexts();
  expect(look).toMatch(/restore \S+\/mesa-[\w-]+\.mesa --identity recovery-key\.txt --dry-run$/);
  expect(`${act} --dry-run`).toBe(look);
  await keyboard.press('Escape');
  await page.getByText(/se perdería lo registrado desde hoy/).waitFor();
  expect(await page.content()).not.toContain(secret);
  expect(complaints).toEqual([]);
});
