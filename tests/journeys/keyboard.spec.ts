/** Every task of the desk by the keyboard alone: each stop shows it has the focus, no window traps it, each gives it back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, type Visitor, words } from '../kit/browser.ts';
import { focused, pressAt, tabTo, walk, writeAt } from '../kit/keyboard.ts';
import { drawn, openTour, type Tour } from '../kit/tour.ts';

const SUBJECT = 'El escáner de la ventanilla tres no enciende';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let tour: Tour;
beforeAll(async () => {
  tour = await openTour();
});
afterAll(async () => {
  await closeBrowser();
  await tour.close();
});

const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true }).first();
const named = ({ page }: Visitor, name: string) => page.locator(`[name="${name}"]`).last();
const dialogOf = ({ page }: Visitor) => page.getByRole('dialog');

describe('nobody in particular', () => {
  it('creates an account: the window keeps the focus inside, and gives it back', async () => {
    const visitor = await tour.enter({ as: null, at: '/entrar' });
    const { page } = visitor;
    const open = button(visitor, words('auth.create.title'));
    await pressAt(open);
    await dialogOf(visitor).waitFor();
    await expect.poll(() => dialogOf(visitor).evaluate((node) => node.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await dialogOf(visitor).waitFor({ state: 'hidden' });
    await focused(open);
    await page.keyboard.press('Enter');
    await writeAt(named(visitor, 'givenNames'), 'Julián');
    await writeAt(named(visitor, 'firstSurname'), 'Poot');
    for (const list of ['agencyId', 'positionId']) {
      await tabTo(named(visitor, list));
      await page.keyboard.press('ArrowDown');
    }
    await writeAt(named(visitor, 'email'), 'julian.poot@colima.example');
    await writeAt(named(visitor, 'phone'), '312 316 2000');
    await writeAt(named(visitor, 'password'), 'cuatro faroles sobre un muelle');
    await pressAt(named(visitor, 'privacyNoticeRead'), 'Space');
    await pressAt(dialogOf(visitor).getByRole('button', { name: words('auth.create.title') }));
    await page.getByText(words('auth.created.title')).waitFor();
    await pressAt(button(visitor, words('auth.created.close')));
    await dialogOf(visitor).waitFor({ state: 'hidden' });
  });
});

describe('a requester', () => {
  it('jumps over the bar with the first Tab', async () => {
    const visitor = await tour.enter({ as: 'requester', at: '/solicitudes' });
    await visitor.page.keyboard.press('Tab');
    await expect.poll(() => visitor.page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content');
    await visitor.page.keyboard.press('Enter');
    await visitor.page.keyboard.press('Tab');
    await expect.poll(() => visitor.page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  it('goes through the whole list in the order of the eye', async () => {
    const visitor = await tour.enter({ as: 'requester', at: '/solicitudes' });
    const { stops, wrong } = await walk(visitor.page);
    expect(wrong).toEqual([]);
    const at = (text: string) => stops.findIndex((stop) => stop.includes(text));
    const order = [
      at(words('common.skip')),
      at(words('common.nav.requests')),
      at('SS/2026'),
      at(words('requests.filter.search')),
      at(`select «${words('requests.filter.state')}`),
      at(words('requests.filter.area')),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('files a request with a file', async () => {
    const visitor = await tour.enter({ as: 'requester', at: '/solicitudes/nueva' });
    const { page } = visitor;
    await writeAt(page.getByLabel(words('requests.new.subject'), { exact: true }), SUBJECT);
    await writeAt(page.getByLabel(words('requests.new.description'), { exact: true }), 'Desde hoy no prende la luz.');
    const chooser = page.waitForEvent('filechooser');
    await pressAt(page.locator('input[type=file]').first());
    await (await chooser).setFiles({ name: 'escaner.png', mimeType: 'image/png', buffer: PNG });
    await page.getByText('escaner.png').first().waitFor();
    await tabTo(page.getByRole('radio').first());
    await page.keyboard.press('ArrowDown');
    await pressAt(button(visitor, words('requests.new.send')));
    await page.getByText(words('documents.filed.title')).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  it('opens the one that asks something and answers', async () => {
    const visitor = await tour.enter({ as: 'requester', at: '/solicitudes' });
    const { page } = visitor;
    await pressAt(page.locator('a', { hasText: words('requests.turn.answer') }).first());
    await page.getByText(words('requests.reply.your-turn')).first().waitFor();
    await writeAt(page.getByRole('textbox').last(), 'La constancia va en camino.');
    await pressAt(button(visitor, words('requests.reply.send')));
    await page.getByText('La constancia va en camino.').first().waitFor();
    await page.getByText(words('requests.reply.your-turn')).first().waitFor({ state: 'detached' });
  });

  it('says no and comes back from the window, then says it is solved', async () => {
    const visitor = await tour.enter({ as: 'requester', at: '/solicitudes/$first' });
    const { page } = visitor;
    const no = button(visitor, words('requests.settle.no'));
    await pressAt(no);
    await dialogOf(visitor).waitFor();
    await page.keyboard.press('Escape');
    await dialogOf(visitor).waitFor({ state: 'hidden' });
    await focused(no);
    await pressAt(button(visitor, words('requests.settle.yes')));
    await page.getByText(words('requests.settle.closed')).first().waitFor();
    await pressAt(button(visitor, words('requests.settle.reopen')));
    await writeAt(dialogOf(visitor).getByRole('textbox'), 'Volvió a fallar después de comer.');
    await pressAt(dialogOf(visitor).getByRole('button', { name: words('requests.settle.reopen') }));
    await dialogOf(visitor).waitFor({ state: 'hidden' });
    await page.getByText(words('requests.settle.closed')).first().waitFor({ state: 'detached' });
  });
});

describe('the desk', () => {
  it('finds a request, takes it, leaves a note, asks and resolves', async () => {
    const visitor = await tour.enter({ as: 'service_owner', at: '/atencion?vista=all' });
    const { page } = visitor;
    await writeAt(page.getByRole('searchbox').first(), 'ventanilla tres');
    // What was there before the search is drawn anew by it.
    await page.waitForURL(/ventanilla/);
    const row = page.locator('a.rq-file', { hasText: SUBJECT });
    await row.waitFor();
    await pressAt(row);
    await page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
    await pressAt(button(visitor, words('console.act.take')));
    const note = page.getByRole('tab', { name: words('console.composer.note') });
    await tabTo(page.getByRole('tab', { selected: true }));
    await page.keyboard.press('ArrowRight');
    await focused(note);
    await writeAt(page.getByRole('textbox').last(), 'Ya falló en marzo.');
    await pressAt(button(visitor, words('console.composer.save-note')));
    await page.getByText('Ya falló en marzo.').first().waitFor();
    const resolve = button(visitor, words('console.act.resolve'));
    await pressAt(resolve);
    await dialogOf(visitor).waitFor();
    await writeAt(dialogOf(visitor).getByRole('textbox').first(), 'Se cambió el eliminador.');
    const code = dialogOf(visitor).locator('select').first();
    // An arrow chooses nothing of a list that is still on its way.
    await code.locator('option[value=solved]').waitFor({ state: 'attached' });
    await tabTo(code);
    await page.keyboard.press('ArrowDown');
    // Chosen and drawn again with what was chosen, before one goes on.
    await expect.poll(() => code.inputValue()).toBe('solved');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => code.inputValue()).toBe('solved_workaround');
    await pressAt(dialogOf(visitor).getByRole('button', { name: words('console.act.resolve') }));
    await dialogOf(visitor).waitFor({ state: 'hidden' });
    // Nothing is left of the view: back to the list, where the next one would have been open.
    await page.getByText(words('console.queue.choose')).waitFor();
    await page.goBack();
    await page.getByText('Se cambió el eliminador.').first().waitFor();
  });

  it('opens a menu with Enter and leaves it with Escape, back on its button', async () => {
    const visitor = await tour.enter({ as: 'agent', at: '/atencion/$first' });
    const more = visitor.page.locator('summary', { hasText: words('console.act.more') });
    await pressAt(more);
    await visitor.page.keyboard.press('Tab');
    await expect
      .poll(() => visitor.page.evaluate(() => document.activeElement?.closest('.menu__list') !== null))
      .toBe(true);
    await visitor.page.keyboard.press('Escape');
    await focused(more);
  });
});

describe('the administration', () => {
  it('invites a person', async () => {
    const visitor = await tour.enter({ as: 'operator_admin', at: '/administracion/personas' });
    const { page } = visitor;
    const field = (name: string) => dialogOf(visitor).locator(`[id$="-${name}"]`);
    await pressAt(button(visitor, words('setup.people.invite')));
    await writeAt(field('givenNames'), 'Abel');
    await writeAt(field('firstSurname'), 'Cocom');
    await writeAt(field('email'), 'abel.cocom@colima.example');
    await writeAt(field('phone'), '312 316 2000');
    for (const list of ['agencyId', 'positionId']) {
      await tabTo(field(list));
      await page.keyboard.press('ArrowDown');
    }
    await pressAt(dialogOf(visitor).getByRole('button', { name: words('setup.invite.send') }));
    await page.getByText('abel.cocom@colima.example').first().waitFor();
  });

  it('changes a setting of the institution', async () => {
    const visitor = await tour.enter({ as: 'operator_admin', at: '/administracion/institucion' });
    const { page } = visitor;
    await tabTo(page.locator('[id$="-deskPhone"]'));
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('312 316 2000');
    await pressAt(button(visitor, words('setup.settings.save')));
    await page.getByText(words('setup.settings.saved')).first().waitFor();
    await drawn(page);
  });
});
