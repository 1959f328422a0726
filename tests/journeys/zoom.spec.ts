/**
 * With forced colours the focus still shows; with less motion nothing moves; long names push nothing out of the window. Every
 * screen zoomed to 400 % is looked at by `tests/kit/screens.ts`.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '#contract/accounts.ts';
import { readInstitution } from '#contract/institution.ts';
import { fileRequest } from '#contract/requests.ts';
import { openApi } from '../kit/api.ts';
import { AT_LENGTH } from '../kit/at-length.ts';
import { axeFindings, closeBrowser, DESKTOP, scrollsSideways, visit, words } from '../kit/browser.ts';
import { addPerson, PASSWORD, technicalSupport } from '../kit/desk.ts';
import { walk } from '../kit/keyboard.ts';
import { drawn, openTour, SCREENS, type Scene, STATES, type Tour } from '../kit/tour.ts';

let tour: Tour;
beforeAll(async () => {
  tour = await openTour();
});
afterAll(async () => {
  await closeBrowser();
  await tour.close();
});

// 200 % lies between a desk and 400 %, and both are looked at (`tests/kit/screens.ts`): it waits for `npm run test:full`.
describe.runIf(AT_LENGTH)('at 200 %', () => {
  it.each(SCREENS)('$as at $at $state', async (scene) => {
    const { page } = await tour.enter(scene, { width: 683, height: 384 });
    await expect.poll(() => scrollsSideways(page)).toBe(false);
    const { stops, wrong } = await walk(page, 12);
    expect(stops).not.toEqual([]);
    expect(wrong).toEqual([]);
  });
});

const LOOKED_AT: Scene[] = [
  ...SCREENS.filter(({ at }) => ['/entrar', '/solicitudes', '/solicitudes/$first', '/atencion/$first'].includes(at)),
  ...STATES.filter(({ state }) => state === 'sent empty' || state === 'roles of a person'),
];

/** Runs in the page: marks whose colour is that of what lies behind them, where the system chooses the colours. */
function unseenSigns(): string[] {
  const ground = (element: Element | null): string => {
    for (let each = element; each; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each);
      if (!/^rgba\(.*, 0\)$/.test(backgroundColor)) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  return [...document.querySelectorAll('svg.icon')]
    .filter((sign) => sign.getBoundingClientRect().width > 0 && getComputedStyle(sign).color === ground(sign))
    .map((sign) => `${sign.parentElement?.className} ${sign.getAttribute('class')}`);
}

/** Runs in the page: what would take longer than a blink to move. */
function moving(): string[] {
  const longest = (list: string): number => Math.max(...list.split(',').map((each) => Number.parseFloat(each)));
  return [...document.querySelectorAll('*')]
    .filter((each) => {
      const { transitionDuration, animationDuration } = getComputedStyle(each);
      return longest(transitionDuration) > 0.05 || longest(animationDuration) > 0.05;
    })
    .map((each) => `${each.tagName} ${each.className}`);
}

describe('as the system of the person asks', () => {
  it.each(LOOKED_AT)('$as at $at $state', async (scene) => {
    const { page } = await tour.enter(scene, DESKTOP);
    expect(await page.evaluate(moving)).toEqual([]);
    await page.emulateMedia({ forcedColors: 'active' });
    await expect.poll(() => page.evaluate(unseenSigns)).toEqual([]);
    expect((await walk(page, 15)).wrong).toEqual([]);
    await page.emulateMedia({ forcedColors: 'none', contrast: 'more' });
    expect(await axeFindings(page, 'colours')).toEqual([]);
    await page.emulateMedia({ contrast: 'no-preference' });
  });
});

/** What may be pressed and is pushed out of the window. */
const outside = (page: Page, selector: string): Promise<(string | null)[]> =>
  page
    .locator(selector)
    .evaluateAll((all) =>
      all.filter((each) => each.getBoundingClientRect().right > innerWidth + 1).map((each) => each.textContent),
    );

describe('with a subject of 160 letters without a blank', () => {
  it('nothing is pushed out of the window, at a desk or on a narrow one', async () => {
    const long = 'MURCIELAGO'.repeat(16);
    const { page } = await tour.enter({ as: 'requester', at: '/solicitudes/nueva' });
    await page.getByLabel(words('requests.new.subject'), { exact: true }).fill(long);
    await page.getByLabel(words('requests.new.description'), { exact: true }).fill(long.repeat(3));
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: words('requests.new.send') }).click();
    await page.getByText(words('documents.filed.title')).waitFor();
    const receipt = new URL(page.url()).pathname;
    const own = receipt.replace(/\/acuse$/, '');
    const scenes: Scene[] = [
      { as: 'requester', at: '/solicitudes' },
      { as: 'requester', at: own },
      { as: 'requester', at: receipt },
      { as: 'service_owner', at: '/atencion?vista=all' },
      { as: 'service_owner', at: own.replace('/solicitudes', '/atencion') },
    ];
    for (const viewport of [DESKTOP, { width: 320, height: 568 }]) {
      for (const scene of scenes) {
        const { page: seen } = await tour.enter(scene, viewport);
        await seen.getByText(long.slice(0, 40)).first().waitFor();
        await expect.poll(() => scrollsSideways(seen), { message: scene.at }).toBe(false);
        await expect.poll(() => outside(seen, 'button:visible, a.button:visible'), { message: scene.at }).toEqual([]);
      }
    }
  });
});

/** What makes the page scroll sideways, the innermost of it. */
const widest = async (page: Page): Promise<string[]> => {
  if (!(await scrollsSideways(page))) return [];
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
      .slice(-3)
      .map((each) => `${each.tagName} ${each.className} ${each.textContent?.slice(0, 30)}`),
  );
};

describe('with a name of 240 letters without a blank', () => {
  it.runIf(AT_LENGTH)('nothing is pushed out of the window, where a person is named', async () => {
    const long = 'MURCIELAGO'.repeat(8);
    const { program } = tour;
    const accounts = (await openApi(program.url).call(readInstitution)).demo?.accounts ?? [];
    const admin = accounts.find(({ role }) => role === 'operator_admin');
    if (!admin) throw new Error('the demonstration has no operator_admin');
    const operator = openApi(program.url);
    await operator.call(signIn, { body: { email: admin.email, password: admin.password } });
    const email = `${'largo'.repeat(12)}@colima.example`;
    const name = { givenNames: long, firstSurname: long, secondSurname: long };
    const person = await addPerson(operator, program.url, { email, name });
    const area = await technicalSupport(person);
    const place = { building: long, floor: long, office: long, phone: '' };
    const said = { subject: 'Con un nombre muy largo', description: 'Así viene en la nómina.', place };
    const filed = await person.call(fileRequest, {
      body: { draftId: null, ...said, areaId: area.id, serviceId: null, attachments: [] },
    });
    const ref = filed.folio.split('/').slice(-3).join('-');
    const scenes: Scene[] = [
      { as: 'operator_admin', at: `/administracion/personas?q=${long.slice(0, 20)}` },
      { as: 'service_owner', at: '/atencion?vista=all' },
      { as: 'service_owner', at: `/atencion/${ref}` },
    ];
    for (const viewport of [DESKTOP, { width: 320, height: 568 }]) {
      for (const scene of scenes) {
        const { page } = await tour.enter(scene, viewport);
        await page.getByText(long.slice(0, 10)).first().waitFor();
        await expect.poll(() => widest(page), { message: scene.at }).toEqual([]);
        await expect.poll(() => outside(page, 'button:visible, a:visible'), { message: scene.at }).toEqual([]);
      }
    }
    const own = await visit({ url: program.url });
    await own.page.goto('/entrar');
    await own.page.locator('[name=email]').fill(email);
    await own.page.locator('[name=password]').fill(PASSWORD);
    await own.page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
    await own.page.waitForURL(/solicitudes/);
    for (const viewport of [DESKTOP, { width: 320, height: 568 }]) {
      await own.page.setViewportSize(viewport);
      for (const at of ['/solicitudes', `/solicitudes/${ref}`, `/solicitudes/${ref}/acuse`, '/perfil']) {
        await own.page.goto(at);
        await drawn(own.page);
        await expect.poll(() => widest(own.page), { message: at }).toEqual([]);
      }
    }
    await own.leave();
  });
});
