/** A bad network at the worst moment: what was typed stays, and what is sent is sent once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '#contract/accounts.ts';
import { readInstitution } from '#contract/institution.ts';
import { fileRequest, listMyRequests } from '#contract/requests.ts';
import { type Api, openApi } from '../kit/api.ts';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { draftSaved } from '../kit/drafts.ts';
import { type Program, startProgram } from '../kit/program.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let program: Program;
let api: Api;
let person: Visitor;

beforeAll(async () => {
  program = await startProgram('demo', {});
  api = openApi(program.url);
  const { demo } = await api.call(readInstitution);
  const account = demo?.accounts.find(({ role }) => role === 'requester');
  if (!account) throw new Error('the demonstration has no requester');
  await api.call(signIn, { body: { email: account.email, password: account.password } });
  person = await visit({ url: program.url });
  await person.page.goto('/entrar');
  await person.page.locator('[name=email]').fill(account.email);
  await person.page.locator('[name=password]').fill(account.password);
  await person.page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
  await person.page.getByRole('heading', { name: words('requests.list.title') }).waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

const subject = () => person.page.getByLabel(words('requests.new.subject'), { exact: true });
const description = () => person.page.getByLabel(words('requests.new.description'), { exact: true });
const sendButton = () => person.page.getByRole('button', { name: words('requests.new.send') }).first();
const count = async (q: string) => (await api.call(listMyRequests, { query: { q, state: 'all' } })).items.length;

async function write(about: string): Promise<void> {
  await person.page.goto('/solicitudes/nueva');
  await subject().fill(about);
  await description().fill('Se corta la red justo cuando oprimo enviar.');
  await person.page.getByRole('radio', { name: /Soporte técnico/ }).check();
}

describe('a network that is cut', () => {
  it('before the answer: nothing typed is lost, and the request goes by itself, once, when the network is back', async () => {
    await write('Corte antes de enviar');
    await person.context.setOffline(true);
    await sendButton().click();
    await person.page.getByText(words('requests.sending.offline')).waitFor();
    await expect.poll(() => subject().inputValue()).toBe('Corte antes de enviar');
    expect(await count('Corte antes de enviar')).toBe(0);
    await person.context.setOffline(false);
    await person.page.getByText(words('documents.filed.title')).waitFor({ timeout: 40_000 });
    expect(await count('Corte antes de enviar')).toBe(1);
  });

  it('after the request arrived but before its answer did: still one request', async () => {
    await write('Respuesta perdida');
    let lost = 0;
    await person.page.route(`**${fileRequest.path}`, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
      lost += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await sendButton().click();
    await person.page.getByText(words('documents.filed.title')).waitFor({ timeout: 40_000 });
    await person.page.unroute(`**${fileRequest.path}`);
    expect(lost).toBe(1);
    expect(await count('Respuesta perdida')).toBe(1);
  });

  it('a reload finds the draft with its file', async () => {
    await write('Borrador que vuelve');
    const saved = draftSaved(person.page, 'attachments');
    await person.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'pantalla.png', mimeType: 'image/png', buffer: PNG });
    await person.page.getByText('pantalla.png').first().waitFor();
    await saved;
    await person.page.reload();
    await person.page.getByText('pantalla.png').first().waitFor();
    await expect.poll(() => subject().inputValue()).toBe('Borrador que vuelve');
  });

  it('a refused file says why, and the text and the other files stay', async () => {
    await person.page
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        { name: 'programa.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
        { name: 'pagina.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>alert(1)</script></html>') },
      ]);
    await person.page
      .getByText(words('fault.attachment.type-refused', { name: 'programa.exe' }))
      .first()
      .waitFor();
    await person.page
      .getByText(words('fault.attachment.false-extension', { name: 'pagina.png' }))
      .first()
      .waitFor();
    await expect.poll(() => subject().inputValue()).toBe('Borrador que vuelve');
    await person.page.getByText('pantalla.png').first().waitFor();
    expect(person.complaints).toEqual([]);
  });
});
