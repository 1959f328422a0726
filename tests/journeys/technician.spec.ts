/** A technician's day by the keyboard alone: twenty requests triaged, answered, paused and resolved; no mouse is touched. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileRequest, readRequest } from '#contract/requests.ts';
import type { Api } from '../kit/api.ts';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { accountOf, enterByKeys, signedIn } from '../kit/demo-accounts.ts';
import { recordNow, technicalSupport } from '../kit/desk.ts';
import { type Program, startProgram } from '../kit/program.ts';

const MANY = 20;
/** Found by the box of the list, in nothing else of the demonstration. */
const MARK = 'jornalero';

let program: Program;
let technician: Visitor;
let desk: Api;
let ids: string[] = [];

/** Twenty requests of one requester in the technician's area; nobody has them yet. */
async function fileMany(requester: Api): Promise<string[]> {
  const area = await technicalSupport(requester);
  const place = { building: '', floor: '', office: '', phone: '' };
  const filed: string[] = [];
  for (let n = 1; n <= MANY; n += 1) {
    const body = {
      draftId: null,
      subject: `Equipo ${MARK} número ${n} no enciende`,
      description: 'Se apagó solo y ya no prende la luz de enfrente.',
      areaId: area.id,
      serviceId: null,
      place,
      attachments: [],
    };
    filed.push((await requester.call(fileRequest, { body })).id);
  }
  return filed;
}

beforeAll(async () => {
  program = await startProgram('demo', {});
  const requester = await signedIn(program, 'requester');
  ids = await fileMany(requester);
  desk = await signedIn(program, 'agent');
  technician = await visit({ url: program.url });
  const { page } = technician;
  await enterByKeys(page, await accountOf(program, 'agent'), '/atencion');
  await page.locator('.rq-column').waitFor();
});

afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

const press = async (...keys: string[]) => {
  for (const key of keys) await technician.page.keyboard.press(key);
};
/** Goes to a view by its two keys; a page that has only just been drawn may not listen yet. */
const goTo = (keys: readonly string[], address: RegExp) =>
  expect
    .poll(
      async () => {
        if (!address.test(technician.page.url())) await press(...keys);
        return technician.page.url();
      },
      { interval: 2000, timeout: 30_000 },
    )
    .toMatch(address);
const settled = () =>
  technician.page.waitForFunction(() => document.querySelector('.bones, [aria-busy="true"]') === null);
const dialogGone = () => technician.page.getByRole('dialog').waitFor({ state: 'hidden' });

/** The list holds the day's requests and nothing else. */
async function find(): Promise<void> {
  const { page } = technician;
  await press('/');
  await page.keyboard.type(MARK);
  await press('Enter');
  await page.waitForFunction(
    ([mark, many]) => {
      const rows = [...document.querySelectorAll('[data-row]')];
      return rows.length === many && rows.every((row) => row.textContent?.includes(String(mark)));
    },
    [MARK, MANY] as const,
  );
  await settled();
}

const here = (): Promise<string> => technician.page.evaluate(() => location.pathname.split('/').at(-1) ?? '');

/** Another request than that one is open, drawn, and may be acted upon. */
async function openOther(before: string): Promise<string> {
  const { page } = technician;
  await page.waitForFunction(
    (old) => !location.pathname.endsWith(`/${old}`) && location.pathname.split('/').length > 2,
    before,
  );
  const ref = await here();
  await page.waitForFunction(
    (said) => document.querySelector('.rq-work__top .folio')?.textContent?.replaceAll('/', '-').includes(said),
    ref,
  );
  await page.locator('.rq-work__reply textarea').waitFor();
  return ref;
}

const focusIn = (selector: string) =>
  technician.page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);

async function writeReply(text: string): Promise<void> {
  await press('r');
  await focusIn('textarea');
  await technician.page.keyboard.type(text);
}

async function answerAndGoOn(n: number): Promise<void> {
  await writeReply(`Lo reviso hoy antes de comer, equipo ${n}.`);
  // The usual way to send, then the arrow beside it, then the first of its ways.
  const ways = '.split summary';
  const isThere = () => technician.page.evaluate((wanted) => document.activeElement?.matches(wanted), ways);
  for (let at = 0; at < 8 && !(await isThere()); at += 1) await press('Tab');
  await focusIn(ways);
  await press('Enter', 'Tab', 'Enter');
  await technician.page.getByText(`Lo reviso hoy antes de comer, equipo ${n}.`).first().waitFor();
  await technician.page.waitForFunction(() => document.querySelector('.split .button[aria-busy]') === null);
  await press('j');
}

async function askAndWait(n: number): Promise<void> {
  await writeReply(`¿Enciende alguna luz en el equipo ${n}?`);
  await press('Control+Enter');
}

async function waitForSupplier(n: number): Promise<void> {
  const { page } = technician;
  await press('s');
  await page.getByRole('dialog').waitFor();
  for (let at = 0; at < 8; at += 1) {
    const said = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (said.includes(words('console.act.wait'))) break;
    await press('ArrowDown');
  }
  await press('Enter');
  await focusIn('input[maxlength="160"]');
  await page.keyboard.type('Proveedor de mantenimiento');
  await press('Tab');
  await page.keyboard.type(`REP-${n}`);
  await press('Tab');
  // Day, month and year of the native field, in whatever order the browser has them: far enough ahead in all.
  await page.keyboard.type('12122026');
  await press('Enter');
  await dialogGone();
}

async function resolveIt(n: number): Promise<void> {
  const { page } = technician;
  await press('e');
  await focusIn('dialog textarea');
  await page.keyboard.type(`Se cambió la fuente del equipo ${n}. Prueba que encienda.`);
  await press('Tab');
  await focusIn('dialog select');
  const code = page.locator('dialog select').first();
  // An arrow chooses nothing of a list that is still on its way.
  await code.locator('option[value=solved]').waitFor({ state: 'attached' });
  for (const chosen of ['solved', 'solved_workaround']) {
    await press('ArrowDown');
    await expect.poll(() => code.inputValue()).toBe(chosen);
  }
  for (let at = 0; at < 8; at += 1) {
    if (await page.evaluate(() => document.activeElement?.matches('dialog button[type=submit]'))) break;
    await press('Tab');
  }
  await press('Enter');
  await dialogGone();
}

/** How many of the twenty are in each state, as the server has them. */
async function statesLeft(): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  for (const id of ids) {
    const { state } = await desk.call(readRequest, { params: { ref: id } });
    left[state] = (left[state] ?? 0) + 1;
  }
  return left;
}

describe('a day of a technician, without a mouse', () => {
  it('takes the twenty at once: chosen with X, seen before they are done', async () => {
    const { page } = technician;
    await goTo(['g', 's'], /vista=unassigned/);
    await press('v');
    await page.locator('.rq-wide').waitFor();
    await find();
    await press('ArrowDown');
    await focusIn('[data-row]');
    for (let n = 0; n < MANY; n += 1) await press('x', 'j');
    await page.getByText(words('console.bulk.chosen', { count: MANY })).waitFor();
    await press('s');
    await focusIn('dialog select');
    await press('Tab');
    while (!(await page.evaluate(() => document.activeElement?.matches('dialog button[type=submit]'))))
      await press('Tab');
    await press('Enter');
    await page.getByText(words('console.bulk.will', { count: MANY })).waitFor();
    await expect.poll(() => page.locator('.bulk__lines > li').count()).toBe(MANY);
    await focusIn('dialog .button--primary');
    await press('Enter');
    await dialogGone();
    await recordNow(desk);
    await expect.poll(statesLeft).toEqual({ in_progress: MANY });
  });

  it('answers, asks, waits and resolves each of them, and is always led to the next', async () => {
    const { page } = technician;
    await goTo(['g', 'm'], /vista=mine/);
    await press('v');
    await page.locator('.rq-column').waitFor();
    await find();
    await press('ArrowDown');
    await focusIn('[data-row]');
    await press('Enter');
    const seen = new Set<string>();
    let ref = '';
    for (let n = 0; n < MANY; n += 1) {
      ref = await openOther(ref);
      seen.add(ref);
      await [answerAndGoOn, askAndWait, waitForSupplier, resolveIt][n % 4]?.(n);
    }
    expect(seen.size).toBe(MANY);
    await recordNow(desk);
    await expect
      .poll(statesLeft)
      .toEqual({ in_progress: 5, waiting_requester: 5, waiting_third_party: 5, resolved: 5 });
    expect(technician.complaints).toEqual([]);
  });

  it('looks the keys up, and turns those of one letter off', async () => {
    const { page } = technician;
    await press('g', 'm');
    await page.waitForFunction(() => location.pathname === '/atencion');
    await press('?');
    await page.getByRole('dialog', { name: words('console.shortcuts.title') }).waitFor();
    await page.keyboard.type('resolver');
    await page.getByText(words('console.command.resolve'), { exact: true }).first().waitFor();
    while (!(await page.evaluate(() => document.activeElement?.matches('dialog input[type=checkbox]'))))
      await press('Tab');
    await press('Space', 'Escape');
    await dialogGone();
    await press('?');
    await press('Control+k');
    await page.getByRole('combobox', { name: words('console.palette.field') }).waitFor();
    await expect.poll(() => page.getByRole('dialog', { name: words('console.shortcuts.title') }).count()).toBe(0);
    await page.keyboard.type('todos los atjos');
    await press('Enter');
    await page.getByRole('dialog', { name: words('console.shortcuts.title') }).waitFor();
    await press('Escape');
  });
});
