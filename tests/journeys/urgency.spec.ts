/** Urgency, by people at a browser: a requester asks, Servicios Generales decides by keyboard alone, one objection, the end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import type { Api } from '../kit/api.ts';
import { axeFindings, closeBrowser, PHONE, scrollsSideways, type Visitor, visit, words } from '../kit/browser.ts';
import { addPerson, PASSWORD, setUp } from '../kit/desk.ts';
import { type Program, startProgram } from '../kit/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'mesa-urgency-'));
const SUBJECT = 'No podemos cobrar el refrendo en caja 3';

let program: Program;
let admin: Api;
let rosa: Visitor;
let owner: Visitor;

async function arrive(email: string, roles: Role[]): Promise<Visitor> {
  await addPerson(admin, program.url, { email, roles });
  const visitor = await visit({ url: program.url });
  await visitor.page.goto('/entrar');
  await visitor.page.locator('[name="email"]').fill(email);
  await visitor.page.locator('[name="password"]').fill(PASSWORD);
  await visitor.page.keyboard.press('Enter');
  await visitor.page.waitForURL((url) => !url.pathname.startsWith('/entrar'));
  return visitor;
}

beforeAll(async () => {
  program = await startProgram('serve', { DATA_DIR: join(folder, 'data') });
  admin = await setUp(program);
  rosa = await arrive('rosa.canul@gobierno.example', ['requester']);
  owner = await arrive('laura.mendoza@gobierno.example', ['service_owner']);
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A day that always lies ahead, as the field takes it. */
const soon = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);

/** Presses Tab until the focus stands on what fits; a screen whose order of focus never leads there fails. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${selector}`);
}

/** Decides the petition on screen without a mouse: the choice that many steps below the first, a reason, Ctrl Enter. */
async function decideByKeys(page: Page, steps: number, reason: string): Promise<string> {
  await tabTo(page, 'input[name="level"]');
  await page.keyboard.press('Space');
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
  await tabTo(page, '#urg-reason');
  await page.keyboard.type(reason);
  // The message to the requester is written anew with each letter of the reason.
  const written = page.locator('#urg-message');
  await expect.poll(() => written.inputValue()).toContain(reason);
  const message = await written.inputValue();
  await page.keyboard.press('Control+Enter');
  await page.getByText(words('urgencies.done', { name: 'Rosa Elena' })).waitFor();
  return message;
}

describe('urgency', () => {
  it('is asked for on filing, with four answers that the page asks for when they are missing', async () => {
    const { page } = rosa;
    await page.goto('/solicitudes/nueva');
    await page.getByLabel(words('requests.new.subject'), { exact: true }).fill(SUBJECT);
    await page
      .getByLabel(words('requests.new.description'), { exact: true })
      .fill('Desde las once la caja 3 no guarda los cobros.');
    await page.getByRole('radio', { name: /Soporte técnico/ }).check();
    await page.locator('#rq-urgency').check();
    await page.locator('button[type=submit]').click();
    await page.locator('#rq-urgency-stops[aria-invalid="true"]').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.locator('#rq-urgency-stops').fill('El cobro en una de tres cajas. Hay fila en la calle.');
    await page.getByLabel(words('requests.urgency.affects.area')).check();
    await page.locator('#rq-urgency-neededBy').fill(soon());
    await page.getByLabel(words('requests.urgency.alternative.another-way')).check();
    await page.locator('#rq-urgency-meanwhile').fill('Las cajas 1 y 2 siguen cobrando.');
    await page.locator('button[type=submit]').click();
    await page.waitForURL(/\/acuse/);
    await page.getByText('Las cajas 1 y 2 siguen cobrando').first().waitFor({ state: 'attached' });
    await page.goto('/solicitudes');
    await page.getByText(words('common.urgency.pending')).first().waitFor();
    expect(rosa.complaints).toEqual([]);
  });

  it('is decided by keyboard alone: the level the person chose, and the message already written', async () => {
    const { page } = owner;
    await page.goto('/urgencias');
    await page.getByText(SUBJECT).first().waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: words('urgencies.decision') }).waitFor();
    await expect.poll(() => page.locator('input[name="level"]:checked').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    const message = await decideByKeys(page, 0, 'Hay otra forma de seguir trabajando');
    expect(message).toContain('Rosa Elena: Dirección de Servicios Generales revisó tu petición');
    expect(message).toContain('Motivo: Hay otra forma de seguir trabajando.');
    await page.getByText(words('urgencies.nobody')).waitFor();
    expect(owner.complaints).toEqual([]);
  });

  it('may be objected to once, and what is decided then is final', async () => {
    const { page } = rosa;
    await page.goto('/solicitudes');
    await page.getByRole('link', { name: SUBJECT }).click();
    await page.getByText('mantiene el nivel').first().waitFor();
    await page.getByRole('button', { name: words('requests.urgency.object') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('La fila ya llega a la calle y el descuento termina hoy.');
    await dialog.getByRole('button', { name: words('requests.urgency.object') }).click();
    await dialog.waitFor({ state: 'detached' });
    await owner.page.getByText(words('urgencies.objected')).waitFor();
    await owner.page.keyboard.press('j');
    await owner.page.getByText('La fila ya llega a la calle').first().waitFor();
    await decideByKeys(owner.page, 1, 'Se detiene la atención al público');
    // The page of who asked follows by itself.
    await page.getByText('cambió el nivel a').first().waitFor();
    await expect.poll(() => page.getByRole('button', { name: words('requests.urgency.object') }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect([...rosa.complaints, ...owner.complaints]).toEqual([]);
  });

  it('fits a phone, from the list to the decision', async () => {
    const { page } = rosa;
    await page.setViewportSize(PHONE);
    await page.goto('/solicitudes/nueva');
    await page.locator('#rq-urgency').check();
    await page.locator('#rq-urgency-stops').waitFor();
    await expect.poll(() => scrollsSideways(page)).toBe(false);
    await owner.page.setViewportSize(PHONE);
    await owner.page.goto('/urgencias');
    await owner.page.getByText(words('urgencies.nobody')).waitFor();
    await expect.poll(() => scrollsSideways(owner.page)).toBe(false);
  });
});
