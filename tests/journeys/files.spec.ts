/** Files in the browser: looked at without leaving the page, and those made to harm refused with their own sentence. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AttachmentView, uploadAttachment } from '#contract/attachments.ts';
import { readDeskLists } from '#contract/catalogue.ts';
import { fileRequest, postMessage, type RequestView, readRequest, takeRequest } from '#contract/requests.ts';
import type { Api } from '../kit/api.ts';
import { AT_LENGTH } from '../kit/at-length.ts';
import { axeFindings, closeBrowser, PHONE, type Visit, type Visitor, visit, words } from '../kit/browser.ts';
import { EICAR, openSmallClamd, type SmallClamd } from '../kit/clamd.ts';
import { addPerson, PASSWORD, setUp, technicalSupport } from '../kit/desk.ts';
import { draftSaved } from '../kit/drafts.ts';
import { hostile, pdfOf, pngOf } from '../kit/hostile.ts';
import { focused } from '../kit/keyboard.ts';
import { type Program, startProgram } from '../kit/program.ts';

let clamd: SmallClamd;
let program: Program;
let rosa: Api;
let laura: Api;
const folder = mkdtempSync(join(tmpdir(), 'mesa-files-'));
const EMAIL = { requester: 'rosa.canul@gobierno.example', agent: 'laura.mendoza@gobierno.example' };
type Who = keyof typeof EMAIL;

beforeAll(async () => {
  clamd = await openSmallClamd();
  program = await startProgram('serve', { DATA_DIR: join(folder, 'data'), CLAMD_URL: clamd.url });
  const admin = await setUp(program);
  const owner = await addPerson(admin, program.url, {
    email: 'dsg@gobierno.example',
    roles: ['requester', 'service_owner'],
  });
  rosa = await addPerson(admin, program.url, { email: EMAIL.requester });
  const { teams } = await owner.call(readDeskLists);
  const team = teams.find((each) => each.areaId === null);
  const teamIds = team ? [team.id] : [];
  laura = await addPerson(admin, program.url, { email: EMAIL.agent, roles: ['requester', 'agent'], teamIds });
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
  await clamd.close();
  rmSync(folder, { recursive: true, force: true });
});

/** At a browser, with everything that would show that a file had run. */
async function arrives(who: Who, given: Partial<Visit> = {}): Promise<Visitor & { ran: string[] }> {
  const visitor = await visit({ url: program.url, ...given });
  const ran: string[] = [];
  visitor.page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  visitor.context.on('page', (page) => ran.push(`a window at ${page.url()}`));
  await visitor.page.goto('/entrar');
  await visitor.page.locator('[name=email]').fill(EMAIL[who]);
  await visitor.page.locator('[name=password]').fill(PASSWORD);
  await visitor.page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
  await visitor.page.waitForURL(/solicitudes|atencion/);
  return { ...visitor, ran };
}

const upload = (api: Api, name: string, bytes: Buffer): Promise<AttachmentView> =>
  api.call(uploadAttachment, { query: { name }, bytes });

/** A request of the requester with these files, attended by the agent. */
async function requestWith(subject: string, files: readonly [string, Buffer][]): Promise<RequestView> {
  const area = await technicalSupport(rosa);
  const sent: AttachmentView[] = [];
  for (const [name, bytes] of files) sent.push(await upload(rosa, name, bytes));
  const { id } = await rosa.call(fileRequest, {
    body: {
      draftId: null,
      subject,
      description: 'Va la captura de lo que sale en la pantalla.',
      areaId: area.id,
      serviceId: null,
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: sent.map((file) => file.id),
    },
  });
  const { version } = await laura.call(readRequest, { params: { ref: id } });
  return laura.call(takeRequest, { params: { id }, body: { version } });
}

const refOf = ({ folio }: RequestView) => folio.split('/').slice(-3).join('-');
const drawn = (page: Page, selector: string) =>
  page.waitForFunction((where) => (document.querySelector<HTMLImageElement>(where)?.naturalWidth ?? 0) > 0, selector);
const sentence = (page: Page, text: string) => page.getByRole('alert').getByText(text).first().waitFor();
const PDF = pdfOf('0 0 1 rg 60 600 400 80 re f', { width: 612, height: 792 });

describe('files made to harm', () => {
  it('are each refused with their own sentence; the text and the good file stay, and nothing runs', async () => {
    const visitor = await arrives('requester');
    const { page } = visitor;
    await page.goto('/solicitudes/nueva');
    await page.getByLabel(words('requests.new.subject'), { exact: true }).fill('Archivos raros');
    const give = (name: string, buffer: Buffer) =>
      page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'image/png', buffer });
    await give('buena.png', pngOf(640, 480));
    await drawn(page, '.attachment__thumb img[src^="blob:"]');
    const refused: [string, Buffer, string][] = [
      ['eicar.txt', EICAR, words('fault.attachment.infected', { name: 'eicar.txt' })],
      ['dibujo.png', hostile.svg(), words('fault.attachment.false-extension', { name: 'dibujo.png' })],
      ['pagina.png', hostile.html(), words('fault.attachment.false-extension', { name: 'pagina.png' })],
      [
        'inmensa.png',
        hostile.pngOf50000(),
        words('fault.attachment.picture-too-large', { name: 'inmensa.png', megapixels: 40, side: 12_000 }),
      ],
      ['bomba.zip', hostile.zipDeclaring10GB(), words('fault.attachment.bomb', { name: 'bomba.zip' })],
      [
        'recibo\u202egnp.exe',
        Buffer.from('MZ'),
        words('fault.attachment.type-refused', { name: 'recibo[U+202E]gnp.exe' }),
      ],
    ];
    for (const [name, bytes, said] of refused) {
      await give(name, bytes);
      await sentence(page, said);
    }
    // A harmless picture with a mark in its name comes in, without the mark.
    await give('foto\u202egpj.png', pngOf(64, 64));
    await page.getByText('fotogpj.png', { exact: true }).waitFor();
    await expect.poll(() => page.locator('.attachment--error').count()).toBe(refused.length);
    await expect.poll(() => page.getByText('buena.png', { exact: true }).count()).toBe(1);
    await expect
      .poll(() => page.getByLabel(words('requests.new.subject'), { exact: true }).inputValue())
      .toBe('Archivos raros');
    expect(await axeFindings(page)).toEqual([]);
    expect(visitor.ran).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('a draft found again shows its pictures from the desk', async () => {
    const visitor = await arrives('requester', { viewport: PHONE, theme: 'dark' });
    const { page } = visitor;
    const saved = draftSaved(page, 'attachments');
    await page.goto('/solicitudes/nueva');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'pantalla.png', mimeType: 'image/png', buffer: pngOf(300, 200) });
    await page.getByText('pantalla.png', { exact: true }).waitFor();
    await saved;
    await page.reload();
    await drawn(page, '.attachment__thumb img[src$="/thumbnail"]');
    expect(await axeFindings(page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

describe('looking at files', () => {
  it.each([
    ['desktop', {}],
    ['phone in the dark', { viewport: PHONE, theme: 'dark' }],
  ] as [string, Partial<Visit>][])(
    'by the keyboard alone, on a %s',
    async (_name, given) => {
      const request = await requestWith('Con capturas', [
        ['primera.png', pngOf(640, 480)],
        ['notas.txt', Buffer.from('El tóner es el 12A.')],
        ['oficio.pdf', PDF],
      ]);
      const visitor = await arrives('requester', given);
      const { page } = visitor;
      await page.goto(`/solicitudes/${refOf(request)}`);
      await page.locator('.brief > summary').click();
      const tiles = page.locator('.thread .tile');
      // Drawn after the answer: they come by themselves, at the latest when a drawing given up is tried again.
      await tiles.nth(1).waitFor({ timeout: 200_000 });
      await drawn(page, '.thread .tile img');
      await page
        .getByRole('button', { name: /^Ver primera\.png/ })
        .first()
        .waitFor();
      await expect.poll(() => page.locator('.rq-files img').first().getAttribute('alt')).toBe('primera.png');
      expect(await axeFindings(page)).toEqual([]);
      if (given.viewport) await page.setViewportSize(given.viewport);
      await tiles.first().focus();
      await page.keyboard.press('Enter');
      const viewer = page.getByRole('dialog', { name: 'primera.png' });
      await viewer.waitFor();
      await drawn(page, '.viewer__picture');
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('ArrowRight');
      await page.getByRole('dialog', { name: 'oficio.pdf' }).waitFor();
      await page.getByText(words('requests.viewer.first-page')).waitFor();
      await drawn(page, '.viewer__picture');
      expect(await axeFindings(page)).toEqual([]);
      const download = page.getByRole('dialog').getByRole('link', { name: words('requests.viewer.download') });
      await expect.poll(() => download.getAttribute('download')).toBe('oficio.pdf');
      const [taken] = await Promise.all([page.waitForEvent('download'), download.click()]);
      expect(taken.suggestedFilename()).toBe('oficio.pdf');
      await page.keyboard.press('ArrowLeft');
      await viewer.waitFor();
      await page.keyboard.press('Escape');
      await viewer.waitFor({ state: 'detached' });
      await focused(tiles.first());
      expect(visitor.ran).toEqual([]);
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    },
    300_000,
  );

  // Held files are looked at by the minute.
  it.runIf(AT_LENGTH)(
    'says what the antivirus has not seen yet, and shows it or its end without a reload',
    async () => {
      const request = await requestWith('Con el antivirus caído', []);
      await clamd.goAway();
      const held = [await upload(rosa, 'limpio.png', pngOf(200, 200)), await upload(rosa, 'malo.txt', EICAR)];
      expect(held.map(({ scan }) => scan)).toEqual(['held', 'held']);
      const { version } = await rosa.call(readRequest, { params: { ref: request.id } });
      const attachments = held.map(({ id }) => id);
      const body = { text: 'Van los dos archivos.', attachments, version };
      await rosa.call(postMessage, { params: { id: request.id }, body });
      const visitor = await arrives('agent');
      const { page } = visitor;
      await page.goto(`/atencion/${refOf(request)}`);
      await page.getByText(words('requests.file.held')).nth(1).waitFor();
      await expect.poll(() => page.locator('.message a[download]').count()).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      await clamd.comeBack();
      await page.locator('.message .tile').waitFor({ timeout: 90_000 });
      await page.getByText(words('requests.file.infected')).waitFor({ timeout: 30_000 });
      expect(await axeFindings(page)).toEqual([]);
      expect(visitor.ran).toEqual([]);
      await visitor.leave();
    },
  );
});
