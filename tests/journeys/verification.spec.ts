/** An official paper and a package leave the desk and are checked without it: from a file on the disk, with the network off. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { downloadDossier, downloadFullRecord } from '#contract/dossiers.ts';
import { downloadRequestRecord, listRequestRecords } from '#contract/records.ts';
import { listMyRequests, type RequestSummary } from '#contract/requests.ts';
import { downloadVerifierPage } from '#contract/verification.ts';
import { axeFindings, closeBrowser, PHONE, type Visitor, visit, words } from '../kit/browser.ts';
import { accountOf, enterByKeys } from '../kit/demo-accounts.ts';
import { type Program, startProgram } from '../kit/program.ts';

let program: Program;
let person: Visitor;
let code: string;
let ref: string;
const folder = mkdtempSync(join(tmpdir(), 'mesa-offline-'));
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  program = await startProgram('demo', {});
  person = await visit({ url: program.url });
  await enterByKeys(person.page, await accountOf(program, 'requester'));
  await person.page.waitForURL('**/solicitudes');
  const get = async (path: string) => (await person.page.request.get(`${program.url}${path}`)).body();
  const listed = JSON.parse((await get(listMyRequests.path)).toString('utf8')) as { items: RequestSummary[] };
  ref = listed.items.find(({ state }) => state === 'closed')?.id ?? '';
  const { records } = JSON.parse((await get(listRequestRecords.path.replace(':ref', ref))).toString('utf8')) as {
    records: { id: string; code: string }[];
  };
  const [receipt = { id: '', code: '' }] = records;
  code = receipt.code;
  const files: [string, Buffer][] = [
    ['acuse.pdf', await get(downloadRequestRecord.path.replace(':ref', ref).replace(':record', receipt.id))],
    ['expediente.zip', await get(downloadDossier.path.replace(':ref', ref))],
    ['verificador.html', await get(downloadVerifierPage.path)],
  ];
  for (const [name, bytes] of files) writeFileSync(at(name), bytes);
  const [[, pdf], [, zip]] = files as [[string, Buffer], [string, Buffer]];
  const flipped = (bytes: Buffer, place: number) => bytes.map((byte, index) => (index === place ? byte ^ 1 : byte));
  writeFileSync(at('cambiado.pdf'), flipped(pdf, Math.floor(pdf.length / 2)));
  writeFileSync(at('cambiado.zip'), flipped(zip, zip.indexOf('{"entries":[') + 400));
});
afterAll(async () => {
  await closeBrowser();
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a paper that is refused says why where it was asked for, and is had when asked for again', async () => {
  const { page } = person;
  await page.goto(`/solicitudes/${ref}/acuse`);
  const busy = { type: '', title: 'workshop.busy', status: 503, code: 'workshop.busy', requestId: 'ABCD1234' };
  const full = downloadFullRecord.path.replace(':ref', ref);
  await page.route(`**${full}`, (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(busy) }),
  );
  const take = page.getByRole('button', { name: words('documents.official.dossier-pdf') });
  await take.click();
  await page
    .getByRole('alert')
    .filter({ hasText: words('fault.workshop.busy') })
    .waitFor();
  expect(page.url()).toMatch(/\/acuse$/);
  await page.unroute(`**${full}`);
  const [file] = await Promise.all([page.waitForEvent('download'), take.click()]);
  expect(file.suggestedFilename()).toMatch(/^expediente-DTI-SS-\d{4}-\d+\.pdf$/);
});

it('the page that stands alone says of each whether it is whole, and what of it is not', async () => {
  const { page } = person;
  await page.context().setOffline(true);
  await page.goto(pathToFileURL(at('verificador.html')).href);
  const verdict = async (name: string): Promise<string> => {
    await page.setInputFiles('#file', at(name));
    await page.locator('.result .name', { hasText: name }).waitFor();
    return (await page.locator('.result').textContent()) ?? '';
  };
  for (const name of ['acuse.pdf', 'expediente.zip']) {
    const said = await verdict(name);
    expect(said).toContain(words('verifying.verdict.valid'));
    expect(said).toContain(code);
  }
  expect(await axeFindings(page)).toEqual([]);
  expect(await verdict('cambiado.pdf')).toContain(words('verifying.verdict.altered'));
  const named = await verdict('cambiado.zip');
  expect(named).toContain(words('verifying.verdict.altered'));
  expect(named).toContain('historia.json');
  expect(person.complaints.splice(0)).toEqual([]);
  await page.context().setOffline(false);
});

it('whoever scans the code of a paper reads in plain words that it is genuine, and may drop the paper itself', async () => {
  const { page } = person;
  await page.setViewportSize(PHONE);
  await page.goto(`${program.url}/verificar/${code}`);
  await page.getByRole('heading', { name: words('verifying.code-valid') }).waitFor();
  await page.locator('.verify-zone input').setInputFiles(at('acuse.pdf'));
  await page.getByRole('heading', { name: words('verifying.verdict.valid') }).waitFor();
  await page.getByLabel(words('verifying.code'), { exact: true }).fill('ABCD');
  await page.getByRole('button', { name: words('verifying.look') }).click();
  await page.getByText(words('verifying.code-wrong')).waitFor();
  await page.getByLabel(words('verifying.code'), { exact: true }).fill('abcd efgh jkmn pqrs');
  await page.getByRole('button', { name: words('verifying.look') }).click();
  await page.getByRole('heading', { name: words('verifying.code-unknown') }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(person.complaints.splice(0)).toEqual([]);
});
