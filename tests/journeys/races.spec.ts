/** Two hands at one thing, as the second one sees it: who was first, what next, and nothing typed is lost. */
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession, signIn, signOut } from '#contract/accounts.ts';
import { addCannedReply, type CannedReplyView, changeCannedReply } from '#contract/canned-replies.ts';
import { readInstitution } from '#contract/institution.ts';
import type { Role } from '#contract/permissions.ts';
import { fileRequest, type RequestView, readRequest, resolveRequest, takeRequest } from '#contract/requests.ts';
import { readServiceForm } from '#contract/service-form.ts';
import { type Api, openApi } from '../kit/api.ts';
import { axeFindings, closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { technicalSupport } from '../kit/desk.ts';
import { type Program, startProgram } from '../kit/program.ts';

let program: Program;
const accounts = new Map<Role, { email: string; password: string }>();
const apis = new Map<Role, Api>();
let lead: Visitor;
let agentName: string;

const of = <Value>(all: ReadonlyMap<Role, Value>, role: Role): Value => {
  const found = all.get(role);
  if (found === undefined) throw new Error(`the demonstration has no ${role}`);
  return found;
};
const refOf = ({ folio }: RequestView) => folio.split('/').slice(-3).join('-');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();

async function enters(page: Page, role: Role): Promise<void> {
  const { email, password } = of(accounts, role);
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/entrar');
}

async function arrives(role: Role): Promise<Visitor> {
  const visitor = await visit({ url: program.url });
  await visitor.page.goto('/entrar');
  await enters(visitor.page, role);
  return visitor;
}

async function filed(subject: string): Promise<RequestView> {
  const area = await technicalSupport(of(apis, 'requester'));
  const place = { building: '', floor: '', office: '', phone: '' };
  const rest = { draftId: null, serviceId: null, attachments: [], place, areaId: area.id };
  const body = { ...rest, subject, description: 'Desde el viernes no imprime. Ya la reiniciamos.' };
  return of(apis, 'requester').call(fileRequest, { body });
}

/** Between the press of the button and its arrival, somebody else does `first`. */
async function overtaken(page: Page, path: string, first: () => Promise<unknown>): Promise<void> {
  await page.route(
    path,
    async (route: Route) => {
      await first();
      await route.continue();
    },
    { times: 1 },
  );
}

beforeAll(async () => {
  program = await startProgram('demo', {});
  const { demo } = await openApi(program.url).call(readInstitution);
  for (const { role, ...account } of demo?.accounts ?? []) accounts.set(role, account);
  for (const role of ['requester', 'agent', 'team_lead', 'service_owner'] as const) {
    const api = openApi(program.url);
    const { email, password } = of(accounts, role);
    await api.call(signIn, { body: { email, password } });
    apis.set(role, api);
  }
  const { person } = await of(apis, 'agent').call(readSession);
  agentName = `${person.givenNames} ${person.firstSurname}`;
  lead = await arrives('team_lead');
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

describe('who comes second', () => {
  it('to take it is told who took it, and may take it over with a reason', async () => {
    const { page } = lead;
    const request = await filed('La toman dos a la vez');
    await page.goto(`/atencion/${refOf(request)}`);
    await overtaken(page, '**/take', () =>
      of(apis, 'agent').call(takeRequest, { params: { id: request.id }, body: {} }),
    );
    await button(page, words('console.act.take')).click();
    const told = page.getByRole('alert').filter({ hasText: agentName });
    await expect.poll(() => told.textContent()).toMatch(/la tomó/);
    await button(page, words('console.take.ask')).click();
    expect(await axeFindings(page)).toEqual([]);
    const dialog = page.getByRole('dialog');
    await dialog.locator('textarea').fill('Laura salió a una visita.');
    await dialog.getByRole('button', { name: words('console.take.submit'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const after = async () =>
      (await of(apis, 'team_lead').call(readRequest, { params: { ref: request.id } })).agentName;
    await expect.poll(after).not.toContain(agentName);
  });

  it('to close it is told so, and the solution stays where it was typed', async () => {
    const { page } = lead;
    const request = await filed('La cierran dos a la vez');
    const { version } = await of(apis, 'agent').call(takeRequest, { params: { id: request.id }, body: {} });
    await page.goto(`/atencion/${refOf(request)}`);
    await button(page, words('console.act.resolve')).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('console.resolve.solution'), { exact: true }).fill('Se cambió el tóner.');
    await dialog.locator('select').first().selectOption({ index: 1 });
    const body = { version, solution: 'Se reinició.', closureCode: 'solved', attachments: [] };
    await overtaken(page, '**/resolve', () =>
      of(apis, 'agent').call(resolveRequest, { params: { id: request.id }, body }),
    );
    await dialog.getByRole('button', { name: words('console.act.resolve'), exact: true }).click();
    const told = dialog.getByRole('alert').filter({ hasText: agentName });
    await expect.poll(() => told.textContent()).toMatch(/la marcó como atendida/);
    const solution = dialog.getByLabel(words('console.resolve.solution'), { exact: true });
    await expect.poll(() => solution.inputValue()).toBe('Se cambió el tóner.');
  });

  it('to word a template keeps what was typed, and saves it once that was seen', async () => {
    const { page } = await arrives('service_owner');
    const owner = of(apis, 'service_owner');
    const content = { areaId: null, purpose: 'message' as const, active: true };
    const name = { es: 'Dos la redactan', en: '' };
    const made: CannedReplyView = await owner.call(addCannedReply, {
      body: { ...content, name, body: { es: 'Vamos en camino.', en: '' } },
    });
    await page.goto(`/plantillas/${made.id}`);
    const text = page.locator('textarea').first();
    await text.fill('Vamos en camino, en una hora.');
    const theirs = { ...content, name, body: { es: 'Llegamos mañana.', en: '' }, version: made.version };
    await overtaken(page, `**/api/canned-replies/${made.id}`, () =>
      owner.call(changeCannedReply, { params: { id: made.id }, body: theirs }),
    );
    await button(page, words('common.save')).click();
    await page.getByRole('alert').filter({ hasText: 'quizá en otra pestaña' }).waitFor();
    await expect.poll(() => text.inputValue()).toBe('Vamos en camino, en una hora.');
    await button(page, words('common.save')).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.context().close();
  });
});

describe('what is being written', () => {
  it('as a reply outlives a session that ends', async () => {
    const { page, context } = lead;
    const request = await filed('La sesión termina a medias');
    await page.goto(`/atencion/${refOf(request)}`);
    const box = page.locator('.composer textarea');
    await box.fill('Vamos a revisar su equipo hoy mismo.');
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    await fetch(`${program.url}${signOut.path}`, { method: 'DELETE', headers: { cookie, origin: program.url } });
    await page.reload();
    await page.waitForURL('**/entrar**');
    await enters(page, 'team_lead');
    await expect.poll(() => box.inputValue()).toBe('Vamos a revisar su equipo hoy mismo.');
  });

  it('for somebody who calls waits for its questions, and names what is missing by its own name', async () => {
    const { page } = lead;
    await page.goto('/atencion/capturar');
    const area = await technicalSupport(of(apis, 'requester'));
    const forms = await Promise.all(
      area.services.map(async ({ id }) => ({
        id,
        ...(await of(apis, 'requester').call(readServiceForm, { params: { id }, query: {} })),
      })),
    );
    const asked = forms.find(({ form }) => form.some((field) => field.required && field.shownWhen === null));
    const question = asked?.form.find((field) => field.required && field.shownWhen === null);
    if (!asked || !question) throw new Error('no service asks anything');
    await page.locator('#capture-whom').fill(of(accounts, 'requester').email);
    await page.locator('[role=option]').first().click();
    await page.getByLabel(words('requests.new.subject'), { exact: true }).fill('No abre el correo');
    await page.getByLabel(words('requests.new.description'), { exact: true }).fill('Llamó: no abre desde la mañana.');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/form', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('radio', { name: /Soporte técnico/ }).check();
    await page.locator('#rq-service').selectOption(asked.id);
    await button(page, words('console.capture.send')).click();
    release();
    const wrong = page.locator(`#capture-answer-${question.key}`);
    await expect.poll(() => wrong.getAttribute('aria-invalid').catch(() => null)).toBe('true');
    expect(await page.getByLabel(words('requests.new.subject'), { exact: true }).getAttribute('aria-invalid')).toBe(
      null,
    );
    await page.unroute('**/form');
  });
});

describe('a page of another version', () => {
  it('loads itself anew once, says so, and gives back what was typed', async () => {
    const { page } = lead;
    const request = await filed('Llega una versión nueva');
    await page.goto(`/atencion/${refOf(request)}`);
    const box = page.locator('.composer textarea');
    await box.fill('Escrito con la versión anterior.');
    // What an update leaves of the earlier version: its files gone, another beginning.
    await page.route('**/assets/duty-page-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await page.route(`${program.url}/`, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/(<script type="module"[^>]* src=")[^"]+/, '$1/assets/index-nueva.js');
      return route.request().resourceType() === 'fetch' ? route.fulfill({ response: answer, body }) : route.continue();
    });
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await page.locator('a[href^="/guardia"]:visible').first().click();
    await page.getByRole('heading', { name: words('common.version.title') }).waitFor();
    expect(loads).toBeGreaterThan(0);
    await page.unroute('**/assets/duty-page-*.js');
    await page.unroute(`${program.url}/`);
    await button(page, words('common.version.reload')).click();
    await page.getByRole('heading', { name: words('common.version.title') }).waitFor({ state: 'detached' });
    await page.goto(`/atencion/${refOf(request)}`);
    await expect.poll(() => box.inputValue()).toBe('Escrito con la versión anterior.');
  });
});
