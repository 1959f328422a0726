/**
 * A service with conditional questions made on screen from nothing, filed, versioned and filed again, by the keyboard alone;
 * the first request goes on showing its own version.
 */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, closeBrowser, type Visitor, words } from '../kit/browser.ts';
import { draftSaved } from '../kit/drafts.ts';
import { focused, pressAt, tabTo, writeAt } from '../kit/keyboard.ts';
import { drawn, openTour, type Tour } from '../kit/tour.ts';

const NAME = 'Plotter del taller de planos';
const FAILURE = '¿Qué falla en el plotter?';
const INK = '¿Qué color de tinta falta?';

const NEW_WORDS = '¿Qué le pasa al plotter?';

let tour: Tour;
beforeAll(async () => {
  tour = await openTour();
});
afterAll(async () => {
  await closeBrowser();
  await tour.close();
});

/** From wherever one stands: the tree has a stop for each service. */
const FAR = 140;
/** To it with Tab, and Enter. */
const press = async (target: Locator) => {
  await tabTo(target, FAR);
  await target.page().keyboard.press('Enter');
};
const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true }).first();
const saved = async ({ page }: Visitor) => {
  await page.locator('.cat__where', { hasText: words('builder.saving.saved', { at: '' }).trim() }).waitFor();
};

async function addQuestion(visitor: Visitor, type: Parameters<typeof words>[0]): Promise<void> {
  const { page } = visitor;
  await press(page.locator('.q-add > summary'));
  await pressAt(page.locator('.q-add .menu__item', { hasText: words(type) }).first());
  await page.waitForFunction(() => /label\.es$/.test(document.activeElement?.id ?? ''));
}

async function publish(visitor: Visitor, reason: string): Promise<void> {
  const { page } = visitor;
  await press(button(visitor, words('builder.publish')));
  await page.getByRole('dialog').waitFor();
  await focused(page.locator('#act-reason'));
  await page.keyboard.insertText(reason);
  await pressAt(page.getByRole('dialog').getByRole('button', { name: words('builder.publish'), exact: true }));
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

describe('Servicios Generales', () => {
  it('makes a service from nothing by the keyboard, and what is missing is said at its place', async () => {
    const visitor = await tour.enter({ as: 'service_owner', at: '/catalogo' });
    const { page } = visitor;
    await pressAt(page.locator('.cat__tree').getByRole('button', { name: words('builder.new'), exact: true }));
    await page.getByRole('dialog').waitFor();
    await focused(page.locator('#new-name'));
    await page.keyboard.insertText(NAME);
    await page.keyboard.press('Enter');
    await page.locator('.cat__head h1', { hasText: NAME }).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'service-name');
    await press(page.getByRole('link', { name: new RegExp(words('builder.tab.questions')) }));
    await addQuestion(visitor, 'builder.type.choice');
    await page.keyboard.insertText(FAILURE);
    await writeAt(page.locator('[id$="options.0.label.es"]'), 'No imprime');
    await writeAt(page.locator('[id$="options.1.label.es"]'), 'Falta tinta');
    // Another answer from the keyboard, and away again.
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /options\.2\.label\.es$/.test(document.activeElement?.id ?? ''));
    await page.keyboard.insertText('Otra cosa');
    await pressAt(page.locator('[id$="-required"]'), 'Space');
    await addQuestion(visitor, 'builder.type.text');
    await page.keyboard.insertText(INK);
    await tabTo(page.locator('select[id$="-shownWhen"]'));
    await page.keyboard.press('ArrowDown');
    await pressAt(page.getByRole('checkbox', { name: 'Falta tinta', exact: true }), 'Space');
    await saved(visitor);
    // Not yet: it does not say what it is for.
    await press(button(visitor, words('builder.publish')));
    await pressAt(page.locator('.error-summary button').first());
    await page.waitForFunction(() => document.activeElement?.id === 'svc-description.es');
    await page.keyboard.insertText('Para el plotter que imprime los planos.');
    await page.locator('.error-summary').waitFor({ state: 'hidden' });
    await saved(visitor);
    expect(await axeFindings(page)).toEqual([]);
    await publish(visitor, 'Lo pide el taller desde enero.');
    await page.getByText(words('builder.published', { name: NAME })).waitFor();
  });

  it('moves, takes away and brings back a question without the mouse', async () => {
    const visitor = await tour.enter({ as: 'service_owner', at: '/catalogo' });
    const { page } = visitor;
    await page.getByRole('link', { name: NAME }).first().click();
    await page.goto(`${page.url().split('?')[0]}?pestana=preguntas`);
    await drawn(page);
    await page.locator('.q-card').first().waitFor();
    const titles = () => page.locator('.q-card__title b').allInnerTexts();
    await expect.poll(() => titles()).toEqual([FAILURE, INK]);
    await tabTo(page.locator('.q-card__title').first(), FAR);
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => titles()).toEqual([INK, FAILURE]);
    await page.waitForFunction(() => document.activeElement?.classList.contains('q-card__title'));
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => titles()).toEqual([FAILURE, INK]);
    await tabTo(button(visitor, words('builder.question.remove', { name: INK })));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'questions-undo');
    await expect.poll(() => titles()).toEqual([FAILURE]);
    await page.keyboard.press('Enter');
    await expect.poll(() => titles()).toEqual([FAILURE, INK]);
  });
});

/** Up to the questions of the service. */
async function begin({ page }: Visitor, subject: string, question: string): Promise<void> {
  await writeAt(page.locator('#rq-subject'), subject);
  await writeAt(page.locator('#rq-description'), 'Salen las hojas a rayas desde el lunes por la mañana.');
  await page.getByRole('radio', { name: /Sistemas de Información/ }).focus();
  await page.keyboard.press('Space');
  await page.locator('#rq-service').selectOption({ label: NAME });
  await page.getByText(question).waitFor();
  await expect.poll(() => page.getByLabel(INK).count()).toBe(0);
}

async function answer({ page }: Visitor, ink: string): Promise<void> {
  await page.locator('#rq-service').focus();
  await tabTo(page.getByRole('radio', { name: 'No imprime' }));
  await page.keyboard.press('ArrowDown');
  await writeAt(page.getByLabel(INK), ink);
  await page.keyboard.press('Enter');
}

async function filed({ page }: Visitor): Promise<string> {
  await page.getByText(words('documents.filed.title')).waitFor();
  const ref = /SS-\d{4}-\d{6}/.exec(page.url())?.[0] ?? '';
  expect(ref).not.toBe('');
  return ref;
}

describe('a requester', () => {
  let first = '';

  it('files it: a question that waits for an answer appears with it, and what is missing is said', async () => {
    const visitor = await tour.enter({ as: 'requester', at: '/solicitudes/nueva' });
    const { page } = visitor;
    await begin(visitor, 'El plotter no imprime bien los planos', FAILURE);
    await page.locator('#rq-subject').focus();
    await page.keyboard.press('Enter');
    await page.getByText(words('field.required')).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    // Whatever is left half done is there again after a reload.
    await page.locator('#rq-service').focus();
    await tabTo(page.getByRole('radio', { name: 'No imprime' }));
    const kept = draftSaved(page, 'answers');
    await page.keyboard.press('Space');
    await kept;
    await page.reload();
    await drawn(page);
    await expect.poll(() => page.getByRole('radio', { name: 'No imprime' }).isChecked()).toBe(true);
    await answer(visitor, 'Magenta');
    first = await filed(visitor);
    await page.goto(`/solicitudes/${first}`);
    await drawn(page);
    for (const text of [FAILURE, 'Falta tinta', INK, 'Magenta']) await page.getByText(text).first().waitFor();
  });

  it('finds new questions in the next version, while the first request keeps its own', async () => {
    const owner = await tour.enter({ as: 'service_owner', at: '/catalogo' });
    await owner.page.getByRole('link', { name: NAME }).first().click();
    await owner.page.goto(`${owner.page.url().split('?')[0]}?pestana=preguntas`);
    await drawn(owner.page);
    await press(owner.page.locator('.q-card__title').first());
    await owner.page.locator('[id$="-label.es"]').first().fill(NEW_WORDS);
    await saved(owner);
    await publish(owner, 'Con palabras que se entienden mejor.');
    const visitor = await tour.enter({ as: 'requester', at: '/solicitudes/nueva' });
    const { page } = visitor;
    await begin(visitor, 'El plotter mancha las orillas', NEW_WORDS);
    await answer(visitor, 'Cian');
    const second = await filed(visitor);
    await page.goto(`/solicitudes/${second}`);
    await drawn(page);
    await page.getByText(NEW_WORDS).first().waitFor();
    await page.goto(`/solicitudes/${first}`);
    await drawn(page);
    await page.getByText(FAILURE).first().waitFor();
    await expect.poll(() => page.getByText(NEW_WORDS).count()).toBe(0);
    await page.goto(`/solicitudes/${first}/acuse`);
    await drawn(page);
    await page.getByText(FAILURE).first().waitFor();
    await owner.page.goto(`${owner.page.url().split('?')[0]}?pestana=versiones&version=1`);
    await owner.page.getByText(FAILURE).first().waitFor();
    expect([...visitor.complaints, ...owner.complaints]).toEqual([]);
  });

  it('is told what is new when the questions change under their hands, and loses nothing', async () => {
    const visitor = await tour.enter({ as: 'requester', at: '/solicitudes/nueva' });
    await begin(visitor, 'El plotter ya no avanza el papel', NEW_WORDS);
    const owner = await tour.enter({ as: 'service_owner', at: '/catalogo' });
    await owner.page.getByRole('link', { name: NAME }).first().click();
    await owner.page.goto(`${owner.page.url().split('?')[0]}?pestana=preguntas`);
    await drawn(owner.page);
    await addQuestion(owner, 'builder.type.text');
    await owner.page.keyboard.insertText('Número de serie');
    await saved(owner);
    await publish(owner, 'Se pide el número de serie para la garantía.');
    await answer(visitor, 'Negro');
    const { page } = visitor;
    await page.locator('.rq-questions').getByText(words('requests.form.news')).waitFor();
    await page.getByText('«Número de serie»').waitFor();
    await expect.poll(() => page.getByLabel(INK).inputValue()).toBe('Negro');
    await writeAt(page.getByLabel('Número de serie'), 'PL-00912');
    await page.keyboard.press('Enter');
    const third = await filed(visitor);
    await page.goto(`/solicitudes/${third}`);
    await drawn(page);
    await page.getByText('PL-00912').first().waitFor();
    expect([...visitor.complaints, ...owner.complaints]).toEqual([]);
  });
});
