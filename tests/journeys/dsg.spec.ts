/** A day of Servicios Generales by the keyboard alone: urgencies kept and changed, the ledger, a level, a day closed by rule. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { accountOf, enterByKeys } from '../kit/demo-accounts.ts';
import { type Program, startProgram } from '../kit/program.ts';

let program: Program;
let owner: Visitor;
let page: Page;

beforeAll(async () => {
  program = await startProgram('demo', {});
  owner = await visit({ url: program.url });
  page = owner.page;
  await enterByKeys(page, await accountOf(program, 'service_owner'), '/urgencias');
  await page.locator('.urg-line').first().waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Presses Tab until the focus stands on what fits; a screen whose order of focus never leads there fails. */
async function tabTo(selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await press('Tab');
  }
  throw new Error(`Tab never reached ${selector}`);
}
async function write(selector: string, text: string): Promise<void> {
  await tabTo(selector);
  await press('Control+A');
  await page.keyboard.type(text);
}
const reason = async (text: string) => {
  await write('dialog[open] textarea', text);
  await tabTo('dialog[open] button[type=submit]');
  await press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
};
/** What waits, as the navigation counts it. */
const waiting = async () =>
  (await page.locator('.rail a[href="/urgencias"] .n').allTextContents()).join().replace(/\D+/g, '');

async function decide(steps: number, why: string): Promise<void> {
  await press('j');
  await tabTo('input[name="level"]');
  await press('Space', ...Array.from({ length: steps }, () => 'ArrowDown'));
  await write('#urg-reason', why);
  await press('Control+Enter');
  await page.waitForURL(/\/urgencias$/);
}

describe('a day of Servicios Generales, without a mouse', () => {
  it('decides what waits, keeping one level and changing another, and the count falls by itself', async () => {
    await expect.poll(waiting).toBe('2');
    await decide(0, 'Hay otra forma de seguir trabajando');
    await expect.poll(waiting).toBe('1');
    await decide(1, 'Se detiene la atención al público');
    await page.getByText(words('urgencies.nobody')).waitFor();
    await expect.poll(waiting).toBe('');
  });

  it('reads the ledger, whole and of one agency', async () => {
    await tabTo('a[href="/urgencias/registro"]');
    await press('Enter');
    const sums = page.locator('.ledger__totals dd');
    await expect.poll(() => sums.allTextContents()).toEqual(['5', '3', '3', '1']);
    await tabTo('.ledger__table th a');
    await press('Enter');
    await page.waitForURL(/dependencia=/);
    await expect.poll(() => page.locator('.ledger__table').first().locator('tbody tr').count()).toBe(1);
    await tabTo('.ledger__chosen');
    await press('Enter');
    await expect.poll(() => sums.first().textContent()).toBe('5');
  });

  it('gives a level another promise, seen against the last ninety days before it holds', async () => {
    await page.goto('/niveles');
    await tabTo('.split__line');
    await press('Enter');
    await write('#level-resolution', '5 h');
    await tabTo('.split__top .button--primary');
    await press('Enter');
    await page.locator('dialog[open] .level-changes').waitFor();
    await page.locator('dialog[open] .notice').first().waitFor();
    await reason('Lo acordó el comité.');
    await page.getByText(words('levels.published')).waitFor();
  });

  it('closes a day by rule, after seeing which days and what moves', async () => {
    await page.goto('/calendarios');
    await tabTo('.split__line');
    await press('Enter');
    await tabTo('.tabs a[href*="ver=dias"]');
    await press('Enter');
    await tabTo('.split__top .button--primary');
    await press('Enter');
    await tabTo('dialog[open] input[type=radio]');
    await press('ArrowDown');
    await tabTo('dialog[open] select[id$="-type"]');
    await press('ArrowDown');
    await tabTo('dialog[open] select[id$="-nth"]');
    await press('ArrowDown', 'ArrowDown');
    await write('dialog[open] input[id$="-es"]', 'Día del archivo');
    await tabTo('dialog[open] button[type=submit]');
    await press('Enter');
    // What is missing is said at its box, and the rest stays.
    await page.locator('dialog[open] input[id$="-basis"][aria-invalid="true"]').waitFor();
    await write('dialog[open] input[id$="-basis"]', 'Convenio, cláusula 4');
    await tabTo('dialog[open] button[type=submit]');
    await press('Enter');
    await page.getByText(/enero de 20\d\d.*enero de 20\d\d/).waitFor();
    await reason('Lo ordena el convenio.');
    await press('Escape');
    await page.locator('.toast').first().waitFor();
    expect(owner.complaints).toEqual([]);
  });
});
