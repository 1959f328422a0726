/** An outage is told while somebody files: it is read where it spares a request, moves nothing, is put away, ends, and is told. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readInstitution } from '#contract/institution.ts';
import { listTestMail } from '#contract/notifications.ts';
import type { Role } from '#contract/permissions.ts';
import { openApi } from '../kit/api.ts';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
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
