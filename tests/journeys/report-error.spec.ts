/** Something fails on a page: whoever sees it reports it and is given an identifier; who looks after the desk reads what the page knew. */
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
