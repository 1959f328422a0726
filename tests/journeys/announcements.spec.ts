/** An outage is told while somebody files: it is read where it spares a request, moves nothing, is put away, ends, and is told. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn } from '#contract/accounts.ts';
import { addAnnouncement, endAnnouncement, publishAnnouncement } from '#contract/announcements.ts';
import { readInstitution } from '#contract/institution.ts';
import { listTestMail } from '#contract/notifications.ts';
import type { Role } from '#contract/permissions.ts';
import { fileRequest, readRequest } from '#contract/requests.ts';
import { openApi } from '../kit/api.ts';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { recordNow, technicalSupport } from '../kit/desk.ts';
import { type Program, startProgram } from '../kit/program.ts';

const SOON = 15_000;
const TITLE = 'El correo está detenido';

let program: Program;
const accounts = new Map<Role, { email: string; password: string }>();

beforeAll(async () => {
  program = await startProgram('demo', {});
  const { demo } = await openApi(program.url).call(readInstitution);
  for (const { role, email, password } of demo?.accounts ?? []) accounts.set(role, { email, password });
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

async function arrives(role: Role, at: string): Promise<Visitor> {
  const visitor = await visit({ url: program.url });
  const { email = '', password = '' } = accounts.get(role) ?? {};
  await visitor.page.goto(`/entrar?volver=${at}`);
  await visitor.page.locator('[name=email]').fill(email);
  await visitor.page.locator('[name=password]').fill(password);
  await visitor.page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
  await visitor.page.waitForURL(`**${at}`);
  return visitor;
}

it('is worded, told while somebody writes, followed, put away, over, and its end told', async () => {
  const [rosa, dsg] = await Promise.all([
    arrives('requester', '/solicitudes/nueva'),
    arrives('service_owner', '/avisos/nuevo'),
  ]);
  const { page } = rosa;
  const area = page.getByRole('radio', { name: /Soporte/ });
  await area.check();
  const written = page.locator('#rq-description');
  await written.fill('Desde la mañana no sale');
  await written.focus();
  const stands = (await written.boundingBox())?.y;

  const press = (name: string) => dsg.page.getByRole('button', { name, exact: true }).first().click();
  await dsg.page.getByLabel(words('announcing.title-es'), { exact: true }).fill(TITLE);
  await dsg.page.getByLabel(words('announcing.body-es'), { exact: true }).fill('Lo que llega sí se lee.');
  await dsg.page.getByRole('combobox', { name: new RegExp(words('announcing.touches')) }).fill('Soporte');
  await dsg.page.getByRole('option').first().click();
  await press(words('announcing.publish'));
  await dsg.page.getByRole('button', { name: words('announcing.end.open'), exact: true }).waitFor();

  // Said where nothing moves; what is being written stays under the hand.
  await page.locator('.toast', { hasText: TITLE }).waitFor({ timeout: SOON });
  expect(await page.locator('.announce-known').count()).toBe(0);
  await page.keyboard.type(' mi correo.');
  expect(await written.inputValue()).toBe('Desde la mañana no sale mi correo.');
  expect((await written.boundingBox())?.y).toBe(stands);
  await page.getByRole('heading', { level: 1 }).click();
  const known = page.locator('.announce-known');
  await known.getByText(TITLE).waitFor();
  await known.getByRole('button', { name: words('announcements.follow') }).click();
  await known.getByRole('button', { name: words('announcements.following') }).waitFor();

  await page.goto('/solicitudes');
  const above = page.locator('.banners', { hasText: TITLE });
  await above.waitFor();
  await page.getByRole('button', { name: words('announcements.dismiss', { title: TITLE }) }).click();
  await above.waitFor({ state: 'hidden' });
  await page.goto('/solicitudes/nueva');
  await area.check();
  await known.getByText(TITLE).waitFor();

  await press(words('announcing.end.open'));
  await dsg.page
    .getByRole('dialog')
    .getByRole('button', { name: words('announcing.end') })
    .click();
  await dsg.page.getByText(words('announcing.standing.ended')).first().waitFor();
  await known.waitFor({ state: 'hidden', timeout: SOON });
  const subject = words('letters.announcement-over.subject', { outcome: 'ended', title: TITLE });
  const mail = () => openApi(program.url).call(listTestMail);
  await expect
    .poll(async () => (await mail()).items.filter((letter) => letter.subject === subject).map(({ to }) => to), {
      timeout: SOON,
    })
    .toEqual([accounts.get('requester')?.email]);
  expect([...rosa.complaints, ...dsg.complaints]).toEqual([]);
});

it('holds the request that reports it: joined by keys, told to its requester, resolved with the words that ended it', async () => {
  const signedIn = async (role: Role) => {
    const api = openApi(program.url);
    await api.call(signIn, { body: accounts.get(role) ?? { email: '', password: '' } });
    return api;
  };
  const [asks, wording, attends] = await Promise.all([
    signedIn('requester'),
    signedIn('service_owner'),
    signedIn('agent'),
  ]);
  const area = await technicalSupport(asks);
  const filed = await asks.call(fileRequest, {
    key: 'falla-general',
    body: {
      draftId: null,
      subject: 'No sale a la impresora de red',
      description: 'Desde las nueve nadie imprime en el piso.',
      areaId: area.id,
      serviceId: null,
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: [],
    },
  });
  const title = 'La red de impresión está detenida';
  const drafted = await wording.call(addAnnouncement, {
    key: 'aviso-de-falla',
    body: {
      kind: 'outage',
      title: { es: title, en: '' },
      body: { es: 'Se trabaja en ello.', en: '' },
      ...{ showFrom: null, begins: null, until: null, audience: 'everybody', agencyIds: [], onSignIn: false },
      ...{ areaIds: [area.id], serviceIds: [], systems: [] },
    },
  });
  const params = { id: drafted.id };
  const { version } = await wording.call(publishAnnouncement, { params, body: { version: drafted.version } });

  const ref = filed.folio.split('/').slice(-3).join('-');
  const agent = await arrives('agent', `/atencion/${ref}`);
  const card = agent.page.locator('.rq-outage');
  await card.getByRole('button', { name: words('console.outage.this') }).press('Enter');
  await card.getByRole('button', { name: words('console.outage.leave') }).press('Enter');
  await card.getByRole('button', { name: words('console.outage.this') }).waitFor();
  await agent.page.keyboard.press('s');
  const dialog = agent.page.getByRole('dialog');
  await dialog.getByRole('button', { name: words('console.outage.join') }).press('Enter');
  await dialog.getByRole('radio', { name: new RegExp(title) }).press('Space');
  await agent.page.keyboard.press('Enter');
  await card.getByRole('button', { name: words('console.outage.leave') }).waitFor();

  const rosa = await arrives('requester', `/solicitudes/${ref}`);
  await rosa.page
    .locator('.notice', { hasText: words('requests.outage.title') })
    .getByText(title)
    .waitFor();

  await wording.call(endAnnouncement, { params, body: { version, solution: 'Se cambió el conmutador del piso.' } });
  // Her page is open all the while, and says so by itself.
  const over = words('requests.outage.over', { title, count: 0 });
  await rosa.page.locator('.notice', { hasText: over }).waitFor();
  await agent.page.goto(`/atencion?vista=all&falla=${drafted.id}`);
  await agent.page.getByRole('button', { name: words('console.outage.resolve') }).press('Enter');
  await expect.poll(() => dialog.locator('textarea').first().inputValue()).toBe('Se cambió el conmutador del piso.');
  await dialog.getByLabel(words('console.resolve.code')).selectOption({ index: 1 });
  await dialog.getByRole('button', { name: words('console.bulk.see') }).press('Enter');
  await dialog.getByRole('button', { name: words('console.bulk.apply', { count: 1 }) }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await recordNow(attends);
  const solved = async () => (await asks.call(readRequest, { params: { ref } })).solution;
  await expect.poll(solved, { timeout: SOON }).toBe('Se cambió el conmutador del piso.');
  expect([...rosa.complaints, ...agent.complaints]).toEqual([]);
});
