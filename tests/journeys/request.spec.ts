/**
 * The journey of the manual, by people at a browser, against the real program with a real SMTP server:
 * set up, create an account, verify it, file a request with captures, get the folio, be told by e-mail, talk, settle.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDeskLists } from '#contract/catalogue.ts';
import type { Api } from '../kit/api.ts';
import { axeFindings, closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { addPerson, PASSWORD, recordNow, setUp } from '../kit/desk.ts';
import { draftSaved } from '../kit/drafts.ts';
import { type Program, startProgram } from '../kit/program.ts';
import { type Received, type TestSmtp, testSmtp } from '../letters/smtp.ts';

const folder = mkdtempSync(join(tmpdir(), 'mesa-journey-'));
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const EMAIL = 'rosa.canul@gobierno.example';
const AGENT = 'laura.mendoza@gobierno.example';

let smtp: TestSmtp;
let program: Program;
let admin: Api;
let rosa: Visitor;

beforeAll(async () => {
  smtp = await testSmtp();
  program = await startProgram('serve', {
    DATA_DIR: join(folder, 'data'),
    SMTP_URL: smtp.url,
    MAIL_FROM: 'mesa@gobierno.example',
  });
  admin = await setUp(program);
  rosa = await visit({ url: program.url });
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
  await smtp.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Waits for the first letter to this address that says so. */
async function letterTo(address: string, says: string): Promise<Received> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = smtp.received.find(
      ({ to, message }) => to.includes(address) && `${message.header('subject')}\n${message.text}`.includes(says),
    );
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(
    `no letter to ${address} says «${says}» among ${smtp.received.map((each) => `${each.to} ${each.message.header('subject')}`).join('; ')}`,
  );
}

const field = (name: string) => rosa.page.locator(`[name="${name}"]`);
const press = (visitor: Visitor, name: string | RegExp) => visitor.page.getByRole('button', { name }).first().click();
const folioOn = async (visitor: Visitor) =>
  /DTI\/SS\/\d{4}\/\d{6}/.exec((await visitor.page.locator('main').innerText()).replace(/\s*\/\s*/g, '/'))?.[0] ?? '';

describe('the journey of the manual', () => {
  it('creates an account whose address is proven by a letter', async () => {
    await rosa.page.goto('/entrar');
    await press(rosa, words('auth.create.title'));
    await field('email').last().fill('Rosa.Canul@Gobierno.example');
    await field('password').last().fill('corta');
    await rosa.page
      .getByRole('dialog')
      .getByRole('button', { name: words('auth.create.title') })
      .click();
    await rosa.page.getByRole('dialog').getByRole('alert').first().waitFor();
    expect(await axeFindings(rosa.page)).toEqual([]);
    await field('password').last().fill(PASSWORD);
    await field('givenNames').fill('Rosa Elena');
    await field('firstSurname').fill('Canul');
    await field('secondSurname').fill('Pech');
    await field('agencyId').selectOption({ index: 1 });
    await field('positionId').selectOption({ index: 1 });
    await field('phone').fill('312 316 2000 ext. 2310');
    await field('privacyNoticeRead').check();
    await rosa.page
      .getByRole('dialog')
      .getByRole('button', { name: words('auth.create.title') })
      .click();
    await rosa.page.getByText(words('auth.created.title')).waitFor();
    const letter = await letterTo(EMAIL, '/confirmar#');
    const link = /http:\/\/localhost:\d+\/confirmar#[\w-]{43}/.exec(letter.message.text)?.[0] ?? '';
    expect(link).not.toBe('');
    await rosa.page.goto(link);
    await field('password').fill(PASSWORD);
    await press(rosa, words('auth.verify.send'));
    await rosa.page.getByRole('heading', { name: words('requests.list.title') }).waitFor();
    expect(rosa.page.url()).not.toContain('#');
  });

  it('files a request with a capture and gets its folio, its receipt and its letter', async () => {
    await rosa.page.goto('/solicitudes/nueva');
    await rosa.page
      .getByLabel(words('requests.new.subject'), { exact: true })
      .fill('La impresora de Recursos Humanos no imprime');
    await rosa.page
      .getByLabel(words('requests.new.description'), { exact: true })
      .fill('Desde el viernes recibe los documentos pero no imprime. Ya la reiniciamos.');
    await rosa.page.getByRole('radio', { name: /Soporte técnico/ }).check();
    const saved = draftSaved(rosa.page, 'attachments');
    await rosa.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'captura.png', mimeType: 'image/png', buffer: PNG });
    await rosa.page.getByText('captura.png').first().waitFor();
    await saved;
    expect(await axeFindings(rosa.page)).toEqual([]);
    const send = rosa.page.getByRole('button', { name: words('requests.new.send') }).first();
    await send.dblclick();
    await rosa.page.getByText(words('documents.filed.title')).waitFor();
    await expect.poll(() => folioOn(rosa)).toMatch(/^DTI\/SS\/\d{4}\/000001$/);
    const letter = await letterTo(EMAIL, '000001');
    expect(letter.message.text).toContain('La impresora de Recursos Humanos no imprime');
    await rosa.page.goto('/solicitudes');
    await rosa.page.getByText('La impresora de Recursos Humanos no imprime').first().waitFor();
    await expect.poll(() => rosa.page.locator('tbody tr, [role=row] a').count()).toBeLessThan(3);
  });

  it('is attended: taken, asked, answered, resolved, accepted; each side is told', async () => {
    const owner = await addPerson(admin, program.url, {
      email: 'dsg@gobierno.example',
      roles: ['requester', 'service_owner'],
    });
    const { teams } = await owner.call(readDeskLists);
    const first = teams.find((team) => team.areaId === null);
    const agent = await addPerson(admin, program.url, {
      email: AGENT,
      roles: ['requester', 'agent'],
      teamIds: first ? [first.id] : [],
    });
    const laura = await visit({ url: program.url });
    await laura.page.goto('/entrar');
    await laura.page.locator('[name=email]').fill(AGENT);
    await laura.page.locator('[name=password]').fill(PASSWORD);
    await press(laura, words('auth.sign-in.send'));
    await laura.page.getByText('La impresora de Recursos Humanos no imprime').first().click();
    await press(laura, words('console.act.take'));
    await laura.page.getByRole('textbox').last().fill('¿Sale algún mensaje en la pantalla?');
    await press(laura, words('console.composer.ask'));
    const question = await letterTo(EMAIL, '¿Sale algún mensaje');
    expect(question.message.header('references') ?? question.message.header('in-reply-to')).toMatch(/^<.+@.+>/);
    await rosa.page.goto('/solicitudes');
    await rosa.page
      .getByText(/¿Sale algún mensaje/)
      .first()
      .waitFor();
    await rosa.page.getByText('La impresora de Recursos Humanos no imprime').first().click();
    await rosa.page.getByRole('textbox').last().fill('Sí: dice «fusor».');
    await press(rosa, words('requests.reply.send'));
    await rosa.page.getByText('Sí: dice «fusor».').last().waitFor();
    await letterTo(AGENT, 'fusor');
    // Having asked, she was led on: the answer brings it back among hers.
    await laura.page.goto('/atencion');
    await laura.page.getByText('La impresora de Recursos Humanos no imprime').first().click();
    await press(laura, words('console.act.resolve'));
    await laura.page.getByRole('dialog').getByRole('textbox').first().fill('Se cambió el fusor.');
    await laura.page.getByRole('dialog').getByRole('combobox').first().selectOption({ index: 1 });
    const held = laura.page.waitForResponse((response) => response.url().endsWith('/resolve') && response.ok());
    await laura.page
      .getByRole('dialog')
      .getByRole('button', { name: words('console.act.resolve') })
      .click();
    // That the ten seconds of an undo end by themselves was seen with the question.
    await held;
    await recordNow(agent);
    await letterTo(EMAIL, 'Se cambió el fusor.');
    await rosa.page.reload();
    await press(rosa, words('requests.settle.yes'));
    await rosa.page.getByText(words('requests.settle.closed')).first().waitFor();
    expect(laura.complaints).toEqual([]);
    await laura.leave();
  });

  it('never told anybody of their own act, and nobody twice', () => {
    const seen = smtp.received.map(({ message }) => message.header('message-id'));
    expect(new Set(seen).size).toBe(seen.length);
    expect(
      smtp.received.filter(({ to, message }) => to.includes(EMAIL) && message.text.includes('Sí: dice «fusor»')),
    ).toEqual([]);
    expect(rosa.complaints).toEqual([]);
  });
});
