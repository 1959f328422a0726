/** Two people at two browsers: what one does stands before the other within a second, in every tab, and again after a cut. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '#contract/accounts.ts';
import { readInstitution } from '#contract/institution.ts';
import { followLive } from '#contract/live.ts';
import type { Role } from '#contract/permissions.ts';
import {
  cancelRequest,
  fileRequest,
  postMessage,
  type RequestView,
  readRequest,
  takeRequest,
} from '#contract/requests.ts';
import { type Api, openApi } from '../kit/api.ts';
import { AT_LENGTH } from '../kit/at-length.ts';
import { axeFindings, closeBrowser, PHONE, type Visit, type Visitor, visit, words } from '../kit/browser.ts';
import { technicalSupport } from '../kit/desk.ts';
import { focused } from '../kit/keyboard.ts';
import { type Program, startProgram } from '../kit/program.ts';

/** Sooner than any page would ask by the clock, however busy the machine; how soon it is in fact, R16 measures. */
const SOON = 15_000;

let program: Program;
const accounts = new Map<Role, { email: string; password: string }>();
const apis = new Map<Role, Api>();

beforeAll(async () => {
  program = await startProgram('demo', {});
  const { demo } = await openApi(program.url).call(readInstitution);
  for (const { role, ...account } of demo?.accounts ?? []) accounts.set(role, account);
  for (const role of ['requester', 'agent', 'team_lead'] as const) apis.set(role, await signedIn(role));
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

const accountOf = (role: Role) => {
  const account = accounts.get(role);
  if (!account) throw new Error(`the demonstration has no ${role}`);
  return { email: account.email, password: account.password };
};
const apiOf = (role: Role): Api => {
  const api = apis.get(role);
  if (!api) throw new Error(`${role} is not signed in`);
  return api;
};

async function signedIn(role: Role): Promise<Api> {
  const api = openApi(program.url);
  await api.call(signIn, { body: accountOf(role) });
  return api;
}

async function arrives(role: Role, given: Partial<Visit> = {}): Promise<Visitor> {
  const visitor = await visit({ url: program.url, ...given });
  const { email, password } = accountOf(role);
  await visitor.page.goto('/entrar');
  await visitor.page.locator('[name=email]').fill(email);
  await visitor.page.locator('[name=password]').fill(password);
  await visitor.page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
  await visitor.page.waitForURL(/solicitudes|atencion/);
  return visitor;
}

const bodyOf = (subject: string, areaId: string) => ({
  draftId: null,
  subject,
  description: 'Desde el viernes recibe los documentos pero no imprime. Ya la reiniciamos.',
  areaId: areaId as never,
  serviceId: null,
  place: { building: '', floor: '', office: '', phone: '' },
  attachments: [],
});

/** A request of the requester that the agent attends. */
async function attended(subject: string): Promise<RequestView> {
  const area = await technicalSupport(apiOf('requester'));
  const { id } = await apiOf('requester').call(fileRequest, { body: bodyOf(subject, area.id) });
  const { version } = await apiOf('agent').call(readRequest, { params: { ref: id } });
  return apiOf('agent').call(takeRequest, { params: { id }, body: { version } });
}

const says = async (role: Role, request: RequestView, text: string) => {
  const { version } = await apiOf(role).call(readRequest, { params: { ref: request.id } });
  return apiOf(role).call(postMessage, { params: { id: request.id }, body: { text, attachments: [], version } });
};

const refOf = ({ folio }: RequestView) => folio.split('/').slice(-3).join('-');
const isLive = (page: Page) =>
  page.waitForResponse((response) => response.url().includes(followLive.path) && response.ok());
const seen = (page: Page, text: string) => page.locator('.message').getByText(text, { exact: true }).waitFor();

/** Runs in the page: its top edge lies in the window. */
const inWindow = (each: Element) => each.getBoundingClientRect().y > 0 && each.getBoundingClientRect().y < innerHeight;

/** Milliseconds from now until it stands there. */
async function takes(wait: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await wait;
  return performance.now() - start;
}

async function opens(visitor: Visitor, path: string): Promise<void> {
  const stream = isLive(visitor.page);
  await visitor.page.goto(path);
  await stream;
  await visitor.page.locator('.thread').waitFor();
}

describe('what another does', () => {
  it('stands in the thread and in the counts of the open page without being asked for', async () => {
    const request = await attended('Aparece al momento');
    const rosa = await arrives('requester');
    await opens(rosa, `/solicitudes/${refOf(request)}`);
    const list = await rosa.context.newPage();
    await list.goto('/solicitudes');
    await list.getByText('Aparece al momento').first().waitFor();
    const bell = list.locator('.bell > button').first();
    const quiet = await bell.getAttribute('aria-label');
    await says('agent', request, '¿Qué dice la pantalla?');
    expect(await takes(seen(rosa.page, '¿Qué dice la pantalla?'))).toBeLessThan(SOON);
    const row = list.locator('tr', { hasText: 'Aparece al momento' });
    await row.getByText(words('requests.list.unread')).waitFor({ state: 'attached', timeout: SOON });
    await expect.poll(() => bell.getAttribute('aria-label')).not.toBe(quiet);
    // Read here, it is read in the other tab too.
    await row.getByText(words('requests.list.unread')).waitFor({ state: 'detached', timeout: SOON });
    expect(rosa.complaints).toEqual([]);
    await rosa.leave();
  });

  it('stands in ten tabs of one browser, which share one stream and pass it on when its tab closes', async () => {
    const request = await attended('Diez pestañas');
    const rosa = await arrives('requester');
    await opens(rosa, `/solicitudes/${refOf(request)}`);
    // Beside the one of this first tab.
    const streams: string[] = [];
    rosa.context.on('request', (sent) => sent.url().includes(followLive.path) && streams.push(sent.url()));
    const others: Page[] = [];
    for (let n = 1; n < 10; n += 1) {
      const page = await rosa.context.newPage();
      await page.goto(`/solicitudes/${refOf(request)}`);
      await page.getByRole('heading', { name: 'Diez pestañas' }).waitFor();
      others.push(page);
    }
    expect(streams).toEqual([]);
    await says('agent', request, 'Para las diez');
    await Promise.all([rosa.page, ...others].map((page) => seen(page, 'Para las diez')));
    const next = rosa.context.waitForEvent('request', {
      predicate: (sent) => sent.url().includes(followLive.path),
      timeout: SOON,
    });
    await rosa.page.close();
    await next;
    expect(streams).toHaveLength(1);
    await says('agent', request, 'Para las nueve');
    await Promise.all(others.map((page) => seen(page, 'Para las nueve')));
    expect(rosa.complaints).toEqual([]);
    await rosa.leave();
  });

  it('comes after a cut, and what was half written stays', async () => {
    const request = await attended('Con la red cortada');
    const rosa = await arrives('requester', { viewport: PHONE, theme: 'dark' });
    await opens(rosa, `/solicitudes/${refOf(request)}`);
    const box = rosa.page.getByRole('textbox', { name: words('requests.reply.message') });
    await box.fill('A medio escri');
    await rosa.context.setOffline(true);
    await rosa.page.getByText(words('common.offline.title')).waitFor();
    expect(await axeFindings(rosa.page)).toEqual([]);
    await says('agent', request, 'Dicho durante el corte');
    await rosa.context.setOffline(false);
    await seen(rosa.page, 'Dicho durante el corte');
    await expect.poll(() => box.inputValue()).toBe('A medio escri');
    await says('agent', request, 'Y después');
    expect(await takes(seen(rosa.page, 'Y después'))).toBeLessThan(SOON);
    expect(rosa.complaints).toEqual([]);
    await rosa.leave();
  });

  it.runIf(AT_LENGTH)('comes by asking where no stream arrives, and a quiet mark says so', async () => {
    const request = await attended('Sin avisos al instante');
    const rosa = await arrives('requester');
    await rosa.context.route(`**${followLive.path}*`, (route) => route.abort());
    await rosa.page.goto(`/solicitudes/${refOf(request)}`);
    await rosa.page.locator('.thread').waitFor();
    const mark = rosa.page.locator('.live-mark .icon');
    await mark.waitFor({ timeout: 20_000 });
    expect(await axeFindings(rosa.page)).toEqual([]);
    await says('agent', request, 'Llega preguntando');
    await rosa.page.getByText('Llega preguntando', { exact: true }).waitFor({ timeout: 25_000 });
    await rosa.context.unroute(`**${followLive.path}*`);
    await mark.waitFor({ state: 'detached', timeout: 50_000 });
    await says('agent', request, 'Otra vez al momento');
    expect(await takes(seen(rosa.page, 'Otra vez al momento'))).toBeLessThan(SOON);
    await rosa.leave();
  });
});

describe('whoever reads', () => {
  it('is not moved by what arrives below: told, and led there by a press', async () => {
    const request = await attended('Un hilo largo');
    for (let n = 1; n <= 12; n += 1) await says('agent', request, `Paso ${n}: ${'revisa el cable. '.repeat(12)}`);
    const rosa = await arrives('requester');
    await opens(rosa, `/solicitudes/${refOf(request)}`);
    await rosa.page.getByRole('textbox').fill('Voy leyen');
    await rosa.page.evaluate(() => scrollTo(0, 0));
    await rosa.page.waitForTimeout(300);
    await says('agent', request, 'Lo último');
    const chip = rosa.page.getByRole('button', { name: words('requests.thread.unseen', { count: 1 }) });
    await chip.waitFor({ timeout: SOON });
    await expect.poll(() => rosa.page.evaluate(() => scrollY)).toBe(0);
    await rosa.page.getByText(/^Mensaje nuevo de /).waitFor({ state: 'attached' });
    await chip.focus();
    await rosa.page.keyboard.press('Enter');
    await chip.waitFor({ state: 'detached' });
    const last = rosa.page.locator('.message', { hasText: 'Lo último' });
    await focused(last);
    await expect.poll(() => last.evaluate(inWindow)).toBe(true);
    await expect.poll(() => rosa.page.getByRole('textbox').inputValue()).toBe('Voy leyen');
    await rosa.page.evaluate(() => scrollTo(0, 0));
    await rosa.page.waitForTimeout(300);
    await says('agent', request, 'Otra cosa');
    await chip.waitFor({ timeout: SOON });
    expect(await axeFindings(rosa.page)).toEqual([]);
    expect(rosa.complaints).toEqual([]);
    await rosa.leave();
  });

  it('keeps the half-written text when the request stops taking messages', async () => {
    const request = await attended('Se cancela mientras escribo');
    const rosa = await arrives('requester');
    await opens(rosa, `/solicitudes/${refOf(request)}`);
    await rosa.page.getByRole('textbox', { name: words('requests.reply.message') }).fill('Esto no se pierde');
    await apiOf('requester').call(cancelRequest, {
      params: { id: request.id },
      body: { version: request.version, reason: 'Ya no hace falta, gracias.' },
    });
    await rosa.page.getByText(words('requests.left.text')).waitFor({ timeout: SOON });
    await expect.poll(() => rosa.page.getByRole('textbox').inputValue()).toBe('Esto no se pierde');
    expect(await axeFindings(rosa.page)).toEqual([]);
    await rosa.leave();
  });
});

describe('who else is there', () => {
  it('is told to the desk and never to the requester', async () => {
    const request = await attended('Dos a la vez');
    const [rosa, laura, jefa] = await Promise.all([
      arrives('requester'),
      arrives('agent'),
      arrives('team_lead', { viewport: PHONE, theme: 'dark' }),
    ]);
    const presences: string[] = [];
    rosa.page.on('request', (sent) => sent.url().endsWith('/presence') && presences.push(sent.url()));
    await opens(rosa, `/solicitudes/${refOf(request)}`);
    await opens(laura, `/atencion/${refOf(request)}`);
    await opens(jefa, `/atencion/${refOf(request)}`);
    await laura.page.locator('.presence').waitFor();
    await jefa.page.locator('.presence').waitFor();
    await jefa.page.locator('.rq-work__reply textarea').fill('Yo le contesto');
    const warning = laura.page.locator('.also-writing');
    await warning.waitFor({ timeout: SOON });
    await expect.poll(() => warning.getAttribute('role')).toBe('status');
    expect(await axeFindings(laura.page)).toEqual([]);
    expect(await axeFindings(jefa.page)).toEqual([]);
    // Nothing is typed for a while: only looking.
    await warning.waitFor({ state: 'detached', timeout: 15_000 });
    await jefa.page.goto('/atencion');
    await laura.page.locator('.presence').waitFor({ state: 'detached', timeout: SOON });
    expect(presences).toEqual([]);
    expect(await rosa.page.locator('.presence, .also-writing').count()).toBe(0);
    for (const visitor of [rosa, laura, jefa]) {
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    }
  });
});
