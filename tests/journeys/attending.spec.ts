/**
 * A day beside the telephone: what somebody said is filed for them, a visit is agreed, it is resolved, and they say what
 * they thought of it by one press in a letter, without signing in.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDeskLists } from '#contract/catalogue.ts';
import type { Role } from '#contract/permissions.ts';
import { listMyRequests, type RequestView, readRequest, scheduleVisit, takeRequest } from '#contract/requests.ts';
import type { Api } from '../kit/api.ts';
import { axeFindings, closeBrowser, PHONE, type Visitor, visit, words } from '../kit/browser.ts';
import { addPerson, PASSWORD, recordNow, setUp, technicalSupport } from '../kit/desk.ts';
import { type Program, startProgram } from '../kit/program.ts';
import { type TestSmtp, testSmtp } from '../letters/smtp.ts';

const folder = mkdtempSync(join(tmpdir(), 'mesa-attending-'));
const ROSA = 'rosa.canul@gobierno.example';
const LAURA = 'laura.mendoza@gobierno.example';

let smtp: TestSmtp;
let program: Program;
let rosaApi: Api;
let lauraApi: Api;
let rosa: Visitor;
let laura: Visitor;
let filed: RequestView;

/** Signed in by the form, as anybody is. */
async function enter(email: string): Promise<Visitor> {
  const visitor = await visit({ url: program.url });
  await visitor.page.goto('/entrar');
  await visitor.page.locator('[name="email"]').first().fill(email);
  await visitor.page.locator('[name="password"]').first().fill(PASSWORD);
  await visitor.page
    .getByRole('button', { name: words('auth.sign-in.send'), exact: true })
    .first()
    .click();
  await visitor.page.waitForURL((url) => url.pathname !== '/entrar');
  return visitor;
}

beforeAll(async () => {
  smtp = await testSmtp();
  program = await startProgram('serve', {
    DATA_DIR: join(folder, 'data'),
    SMTP_URL: smtp.url,
    MAIL_FROM: 'mesa@gobierno.example',
  });
  const admin = await setUp(program);
  const area = await technicalSupport(admin);
  const { teams } = await admin.call(readDeskLists);
  const teamIds = [String(teams.find((team) => team.areaId === area.id)?.id)];
  const person = (email: string, roles: Role[]) =>
    addPerson(admin, program.url, { email, roles, teamIds: roles.includes('agent') ? teamIds : [] });
  rosaApi = await person(ROSA, ['requester']);
  lauraApi = await person(LAURA, ['agent', 'requester']);
  [rosa, laura] = [await enter(ROSA), await enter(LAURA)];
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
  await smtp.stop();
  rmSync(folder, { recursive: true, force: true });
});

const press = (visitor: Visitor, name: string) =>
  visitor.page.getByRole('button', { name, exact: true }).first().click();

/** The request as the desk has it now. */
const seenBy = (api: Api): Promise<RequestView> => api.call(readRequest, { params: { ref: filed.id } });

/** The address of the survey in a letter that says so, with the figure pressed. */
async function surveyLink(score: number): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    for (const { to, message } of smtp.received) {
      const link = new RegExp(`http://localhost:\\d+/satisfaccion#[\\w-]{43}\\.${score}`).exec(message.text)?.[0];
      if (to.includes(ROSA) && link !== undefined) return link;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no letter asks');
}

describe('attending', () => {
  it('files for somebody who calls, by keyboard from the name on', async () => {
    const { page } = laura;
    await page.goto('/atencion/capturar');
    await page.locator('#capture-whom').fill('rosa.canul');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: words('console.capture.another-person') }).waitFor();
    await page.getByLabel(words('requests.new.subject'), { exact: true }).fill('No abre el correo');
    // Reloaded because another call came: nothing of it is lost.
    await page.reload();
    await page.getByRole('button', { name: words('console.capture.another-person') }).waitFor();
    await expect
      .poll(() => page.getByLabel(words('requests.new.subject'), { exact: true }).inputValue())
      .toBe('No abre el correo');
    await page
      .getByLabel(words('requests.new.description'), { exact: true })
      .fill('Llamó porque su correo no abre desde la mañana.');
    await page.getByRole('radio', { name: /Soporte técnico/ }).check();
    await press(laura, words('console.capture.send'));
    await page.getByText(words('console.capture.done', { name: 'Rosa Elena Canul Pech' })).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const [line] = (await rosaApi.call(listMyRequests)).items;
    if (!line) throw new Error('nothing of it is theirs');
    filed = await rosaApi.call(readRequest, { params: { ref: line.id } });
    expect(filed.capture).toMatchObject({ origin: 'telephone' });
  });

  it('agrees a visit: the clock stands still once the requester accepted it', async () => {
    await lauraApi.call(takeRequest, { params: { id: filed.id }, body: {} });
    const at = `${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}T10:00`;
    await lauraApi.call(scheduleVisit, { params: { id: filed.id }, body: { at, where: 'Edificio B' } });
    await rosa.page.goto(`/solicitudes/${filed.folio.split('/').slice(-3).join('-')}`);
    await press(rosa, words('requests.visit.accept'));
    await rosa.page.getByText(words('requests.visit.accepted-text')).waitFor();
    expect(await axeFindings(rosa.page)).toEqual([]);
    await expect.poll(async () => (await seenBy(rosaApi)).resolution.status).toBe('paused');
  });

  it('resolves with a template whose blank must be filled in, a cause and the time it took', async () => {
    const { page } = laura;
    await page.goto(`/atencion/${filed.folio.split('/').slice(-3).join('-')}`);
    await page
      .getByRole('button', { name: words('console.act.resolve') })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.templates summary').click();
    await dialog.locator('.menu__item', { hasText: 'Solución' }).click();
    await dialog.locator('select').first().selectOption('solved');
    await dialog.getByRole('button', { name: words('console.act.resolve'), exact: true }).click();
    await dialog.getByText(words('field.blanks')).waitFor();
    const solution = dialog.locator('textarea').first();
    await solution.fill((await solution.inputValue()).replace('{solucion}', 'volvimos a crear el perfil'));
    await dialog.getByLabel(words('console.resolve.cause')).fill('Configuración');
    await dialog.getByLabel(words('console.resolve.spent')).fill('25');
    await dialog.getByRole('button', { name: words('console.act.resolve'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await recordNow(lauraApi);
    await expect
      .poll(async () => (await seenBy(lauraApi)).closing)
      .toEqual({ code: 'solved', cause: { es: 'Configuración', en: 'Configuration' }, spentMinutes: 25 });
    expect((await seenBy(lauraApi)).solution).toContain('volvimos a crear el perfil');
  });

  it('is rated by one press in the letter and one on its page, on a phone, without signing in', async () => {
    const link = await surveyLink(4);
    const stranger = await visit({ url: program.url, viewport: PHONE });
    await stranger.page.goto(link);
    await stranger.page.getByText('No abre el correo').waitFor();
    expect(stranger.page.url()).not.toContain('#');
    expect((await seenBy(rosaApi)).satisfaction?.score).toBeNull();
    expect(await axeFindings(stranger.page)).toEqual([]);
    await press(stranger, words('requests.survey.send'));
    await stranger.page.getByRole('heading', { name: words('requests.survey.done') }).waitFor();
    expect(stranger.complaints).toEqual([]);
    await stranger.page.goto('about:blank');
    await stranger.page.goto(link);
    await stranger.page.getByRole('heading', { name: words('requests.survey.spent') }).waitFor();
    expect((await seenBy(lauraApi)).satisfaction?.score).toBe(4);
  });

  it('may be changed by who asked, on the request itself', async () => {
    await rosa.page.goto(`/solicitudes/${filed.folio.split('/').slice(-3).join('-')}`);
    const { page } = rosa;
    await page.getByRole('button', { name: words('common.score.step', { score: 5 }) }).click();
    await page.getByText(/5 de 5\. Puedes cambiarla/).waitFor();
    await expect.poll(async () => (await seenBy(lauraApi)).satisfaction?.score).toBe(5);
    expect([...rosa.complaints, ...laura.complaints]).toEqual([]);
  });
});
