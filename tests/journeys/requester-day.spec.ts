/**
 * A requester's day by the keyboard alone: questions of a service and one that follows an answer, urgency asked for, refused
 * and objected to once, a question answered, the solution accepted and rated. The desk acts behind, each by its own session.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createService, publishService, readService, saveServiceDraft } from '#contract/catalogue-admin.ts';
import type { FormField } from '#contract/forms.ts';
import { askRequester, type RequestView, readRequest, resolveRequest, takeRequest } from '#contract/requests.ts';
import { decideUrgency, readUrgency } from '#contract/urgency.ts';
import type { Api } from '../kit/api.ts';
import { closeBrowser, type Visitor, visit, words } from '../kit/browser.ts';
import { accountOf, enterByKeys, signedIn } from '../kit/demo-accounts.ts';
import { technicalSupport } from '../kit/desk.ts';
import { focused, pressAt, tabTo, writeAt } from '../kit/keyboard.ts';
import { type Program, startProgram } from '../kit/program.ts';

const SERVICE = 'Cajas de cobro';
const FAILS = '¿Qué falla en la caja?';
const PRINTER = '¿Qué dice la impresora?';
const SUBJECT = 'La caja 3 no imprime recibos';
const SAYS = 'Sin papel, aunque tiene';

let program: Program;
let rosa: Visitor;
let page: Page;
let technician: Api;
let owner: Api;
let ref = '';

const local = (es: string) => ({ es, en: es });
const question = (key: string, more: Partial<FormField>): FormField => ({
  ...{ key, type: 'text', label: local(key), help: local(''), required: true, moment: 'filing', min: null, max: null },
  ...{ format: 'any', options: [], source: null, shownWhen: null },
  ...more,
});

/** A service whose second question follows one answer of the first. */
async function offerService(): Promise<void> {
  const area = await technicalSupport(owner);
  const [neighbour] = area.services;
  if (!neighbour) throw new Error('the area offers nothing');
  const teamId = (await owner.call(readService, { params: { id: neighbour.id } })).published?.content.teamId ?? null;
  const { id, draft } = await owner.call(createService, { body: { areaId: area.id, code: 'ST-88', name: SERVICE } });
  if (!draft) throw new Error('no draft');
  const form = [
    question('falla', {
      type: 'choice',
      label: local(FAILS),
      options: [
        { value: 'cobro', label: local('No guarda el cobro') },
        { value: 'recibo', label: local('No imprime el recibo') },
      ],
    }),
    question('impresora', { label: local(PRINTER), shownWhen: { key: 'falla', is: ['recibo'] } }),
  ];
  const content = { ...draft.content, teamId, description: local('Para las cajas que cobran.'), form };
  const saved = await owner.call(saveServiceDraft, { params: { id }, body: { version: draft.version, content } });
  // Its day where the desk is, which is not that of the machine.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City' }).format(new Date());
  const body = { version: saved.version, reason: 'Lo piden las cajas.', effectiveFrom: today };
  await owner.call(publishService, { params: { id }, body });
}

beforeAll(async () => {
  program = await startProgram('demo', {});
  [technician, owner] = [await signedIn(program, 'agent'), await signedIn(program, 'service_owner')];
  await offerService();
  rosa = await visit({ url: program.url });
  page = rosa.page;
  await enterByKeys(page, await accountOf(program, 'requester'));
  await page.getByRole('heading', { name: words('requests.list.title') }).waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
});

const button = (name: string, on = page) => on.getByRole('button', { name, exact: true }).first();
const radio = (name: string | RegExp) => page.getByRole('radio', { name }).first();
/** Tab to the group, which stands at its first, and down with the arrow to the one wanted. */
async function choose(first: Locator, wanted: Locator): Promise<void> {
  await tabTo(first);
  await page.keyboard.press('Space');
  for (let step = 0; step < 10 && !(await wanted.isChecked()); step += 1) await page.keyboard.press('ArrowDown');
  await expect.poll(() => wanted.isChecked()).toBe(true);
}
const asSeenBy = (api: Api): Promise<RequestView> => api.call(readRequest, { params: { ref } });

/** Servicios Generales leaves it at its level, with that reason. */
async function keepLevel(reason: string): Promise<void> {
  const { request, choices, round } = await owner.call(readUrgency, { params: { ref } });
  const levelId = choices.find((choice) => choice.current)?.levelId ?? request.levelId;
  const body = { round, levelSeen: request.levelId, levelId, reason, message: `Se queda como está: ${reason}` };
  await owner.call(decideUrgency, { params: { id: request.id }, body });
}

describe('a day of a requester, without a mouse', () => {
  it('files under a service, answers what it asks, and asks for urgency with its four facts', async () => {
    await pressAt(page.locator('a[href="/solicitudes/nueva"]').first());
    await writeAt(page.locator('#rq-subject'), SUBJECT);
    await writeAt(page.locator('#rq-description'), 'Desde las once cobra, pero no sale ningún recibo.');
    await choose(page.getByRole('radio').first(), radio(/Soporte técnico/));
    await tabTo(page.locator('#rq-service'));
    await page.keyboard.type(SERVICE);
    await page.getByText(FAILS).waitFor();
    const saves = radio('No guarda el cobro');
    await choose(saves, saves);
    await expect.poll(() => page.getByLabel(PRINTER).count()).toBe(0);
    await choose(saves, radio('No imprime el recibo'));
    await writeAt(page.getByLabel(PRINTER), SAYS);
    await pressAt(page.locator('#rq-urgency'), 'Space');
    await writeAt(page.locator('#rq-urgency-stops'), 'El cobro del refrendo en una de tres cajas.');
    await choose(radio(words('requests.urgency.affects.person')), radio(words('requests.urgency.affects.area')));
    await tabTo(page.locator('#rq-urgency-neededBy'));
    await page.keyboard.type(`1010${new Date().getFullYear() + 1}`);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('1010a');
    await choose(
      radio(words('requests.urgency.alternative.can-wait')),
      radio(words('requests.urgency.alternative.another-way')),
    );
    await writeAt(page.locator('#rq-urgency-meanwhile'), 'Las cajas 1 y 2 siguen cobrando.');
    await page.keyboard.press('Enter');
    await focused(page.getByRole('heading', { level: 1, name: words('documents.filed.title') }));
    ref = /SS-\d{4}-\d{6}/.exec(page.url())?.[0] ?? '';
    await page
      .locator('.folio', { hasText: ref.replaceAll('-', '/') })
      .first()
      .waitFor();
  });

  it('finds it in the list, with its answers and what was asked', async () => {
    await pressAt(page.locator('a[href="/solicitudes"]').first());
    await page.getByText(words('common.urgency.pending')).first().waitFor();
    await writeAt(page.getByRole('searchbox').first(), SUBJECT);
    await page.waitForURL(/q=La/);
    await pressAt(page.getByRole('link', { name: SUBJECT }).first());
    await page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
    for (const text of ['No imprime el recibo', SAYS]) await page.getByText(text).first().waitFor();
  });

  it('answers what the technician asks', async () => {
    const { id } = await asSeenBy(technician);
    const { version } = await technician.call(takeRequest, { params: { id }, body: {} });
    const body = { version, text: '¿Ya probaron con otro rollo?', attachments: [] };
    await technician.call(askRequester, { params: { id }, body });
    await page.getByText(words('requests.reply.your-turn')).first().waitFor();
    await writeAt(page.getByRole('textbox').last(), 'Sí, con dos rollos nuevos.');
    await page.keyboard.press('Control+Enter');
    await page.getByText(words('requests.reply.your-turn')).first().waitFor({ state: 'detached' });
    await expect.poll(async () => (await asSeenBy(technician)).state).toBe('in_progress');
  });

  it('is told what was decided and objects once; a second objection is refused by its sentence, its text kept', async () => {
    await keepLevel('Hay otras dos cajas.');
    await page.getByText('Se queda como está').first().waitFor();
    // The same request in a second tab, where the window to object stands open already.
    const second = await rosa.context.newPage();
    await second.goto(`/solicitudes/${ref}`);
    await pressAt(button(words('requests.urgency.object'), second));
    await writeAt(second.getByRole('dialog').getByRole('textbox'), 'Hay fila hasta la calle y llueve.');
    const dialog = page.getByRole('dialog');
    await pressAt(button(words('requests.urgency.object')));
    await writeAt(dialog.getByRole('textbox'), 'La fila ya llega a la calle.');
    await pressAt(dialog.getByRole('button', { name: words('requests.urgency.object') }));
    await dialog.waitFor({ state: 'hidden' });
    await pressAt(second.getByRole('dialog').getByRole('button', { name: words('requests.urgency.object') }));
    await second.getByText(words('fault.urgency.settled')).waitFor();
    await expect
      .poll(() => second.getByRole('dialog').getByRole('textbox').inputValue())
      .toBe('Hay fila hasta la calle y llueve.');
    await second.close();
    await keepLevel('La fila avanza.');
    await page.getByText('La fila avanza').first().waitFor();
    await expect.poll(() => button(words('requests.urgency.object')).count()).toBe(0);
  });

  it('accepts the solution, rates it and says why', async () => {
    const { id, version } = await asSeenBy(technician);
    const body = { version, solution: 'Se cambió el sensor de papel.', closureCode: 'solved', attachments: [] };
    await technician.call(resolveRequest, { params: { id }, body });
    await page.getByText('Se cambió el sensor de papel.').first().waitFor();
    await pressAt(button(words('requests.settle.yes')));
    await pressAt(button(words('common.score.step', { score: 4 })));
    await writeAt(page.getByLabel(words('requests.rating.comment')), 'Rápido, pero la fila esperó.');
    await pressAt(button(words('requests.rating.save')));
    await expect
      .poll(async () => (await asSeenBy(technician)).satisfaction)
      .toMatchObject({ score: 4, comment: 'Rápido, pero la fila esperó.' });
    await expect.poll(async () => (await asSeenBy(technician)).state).toBe('closed');
    expect(rosa.complaints).toEqual([]);
  });
});
