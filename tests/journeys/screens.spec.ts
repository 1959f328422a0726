/** Every screen of the demonstration and what opens on it, as each role meets it: axe finds nothing, nothing scrolls sideways, nothing complains. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AT_LENGTH } from '../kit/at-length.ts';
import { axeFindings, closeBrowser, DESKTOP, PHONE, scrollsSideways } from '../kit/browser.ts';
import { openTour, SCREENS, STATES, type Tour } from '../kit/tour.ts';

let tour: Tour;
beforeAll(async () => {
  tour = await openTour();
});
afterAll(async () => {
  await closeBrowser();
  await tour.close();
});

const EVERYTHING = [...SCREENS, ...STATES];
// Telephones are the requesters' and the technicians' first; the rest, and what opens on a screen, made of the same pieces, is
// looked at there by `npm run test:full`.
const ON_PHONES = SCREENS.filter(({ as }) => as === null || as === 'requester' || as === 'agent');
describe.each([
  ['desktop', DESKTOP, EVERYTHING],
  ['phone', PHONE, AT_LENGTH ? EVERYTHING : ON_PHONES],
] as const)('on a %s, in both themes', (_name, viewport, scenes) => {
  it.each(scenes)('$as at $at $state', async (scene) => {
    const { page, complaints } = await tour.enter(scene, viewport);
    expect(await axeFindings(page)).toEqual([]);
    await expect.poll(() => scrollsSideways(page)).toBe(false);
    await expect.poll(() => page.locator('h1').count()).toBe(1);
    // The theme changes colours and nothing else: that is all there is to look at again.
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-theme=dark]').waitFor();
    expect(await axeFindings(page, 'colours')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(complaints.splice(0)).toEqual([]);
  });
});
