/**
 * A service with conditional questions made on screen from nothing, by the keyboard alone.
 */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, closeBrowser, type Visitor, words } from '../kit/browser.ts';
import { hasFocus, pressAt, tabTo, writeAt } from '../kit/keyboard.ts';
import { drawn, openTour, type Tour } from '../kit/tour.ts';

const NAME = 'Plotter del taller de planos';
const FAILURE = '¿Qué falla en el plotter?';
const INK = '¿Qué color de tinta falta?';

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
  expect(await hasFocus(page.locator('#act-reason'))).toBe(true);
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
    expect(await hasFocus(page.locator('#new-name'))).toBe(true);
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
    expect(await titles()).toEqual([FAILURE, INK]);
    await tabTo(page.locator('.q-card__title').first(), FAR);
    await page.keyboard.press('Alt+ArrowDown');
    expect(await titles()).toEqual([INK, FAILURE]);
    await page.waitForFunction(() => document.activeElement?.classList.contains('q-card__title'));
    await page.keyboard.press('Alt+ArrowUp');
    expect(await titles()).toEqual([FAILURE, INK]);
    await tabTo(button(visitor, words('builder.question.remove', { name: INK })));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'questions-undo');
    expect(await titles()).toEqual([FAILURE]);
    await page.keyboard.press('Enter');
    expect(await titles()).toEqual([FAILURE, INK]);
  });
});
