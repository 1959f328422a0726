/**
 * Screens of the demonstration and what opens on them, at a desk and on a telephone, in both themes: axe finds nothing, nothing
 * scrolls sideways, nothing complains; and zoomed to 400 %, whatever Tab reaches stands where the eye finds it, under no bar.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import { AT_LENGTH } from './at-length.ts';
import { axeFindings, closeBrowser, DESKTOP, PHONE, scrollsSideways } from './browser.ts';
import { walk } from './keyboard.ts';
import { drawn, openTour, SCREENS, type Scene, STATES, type Tour } from './tour.ts';

/** Who is looked at in which file: two files are walked at the same time, each with a desk of its own. */
const SHARES = {
  requesters: [null, 'requester', 'agency_coordinator'],
  attending: ['agent', 'team_lead', 'auditor'],
} as const satisfies Record<string, readonly (Role | null)[]>;

/** The rest: whoever is in no other share. */
export type Share = keyof typeof SHARES | 'governing';

const shareOf = ({ as }: Scene): Share => {
  if (SHARES.requesters.some((role) => role === as)) return 'requesters';
  return SHARES.attending.some((role) => role === as) ? 'attending' : 'governing';
};

const nameOf = ({ as, at, state }: Scene): string => [as ?? 'a stranger', 'at', at, state].filter(Boolean).join(' ');

// A window of 1366 × 768, zoomed; WCAG 1.4.10 asks for 320 px at the narrowest, and 400 % leaves 192 of height.
const ZOOMED = { width: 320, height: 192 };

/**
 * In the theme the page stands in first, then in the other, where it stays: to go back for the next would be to draw it once more
 * for nothing. A page is looked at in both either way.
 */
async function inBothThemes(page: Page): Promise<void> {
  const at = `${page.viewportSize()?.width} pixels wide`;
  const theme = await page.locator('html').getAttribute('data-theme');
  const other = theme === 'dark' ? 'light' : 'dark';
  expect(await axeFindings(page), `${at}, ${theme}`).toEqual([]);
  await expect.poll(() => scrollsSideways(page), { message: at }).toBe(false);
  await expect.poll(() => page.locator('h1').count(), { message: at }).toBe(1);
  // The theme changes colours and nothing else: that is all there is to look at again.
  await page.emulateMedia({ colorScheme: other });
  await page.locator(`html[data-theme=${other}]`).waitFor();
  expect(await axeFindings(page, 'colours'), `${at}, ${other}`).toEqual([]);
}

/** As whoever zooms does: on a page that is there already. What opens on a screen waits for `npm run test:full`. */
async function zoomIn(page: Page): Promise<void> {
  await page.setViewportSize(ZOOMED);
  await expect.poll(() => scrollsSideways(page)).toBe(false);
  const { stops, wrong } = await walk(page, 12);
  expect(stops).not.toEqual([]);
  expect(wrong).toEqual([]);
}

export function lookAt(share: Share): void {
  const ofShare = (scenes: readonly Scene[]): Scene[] => scenes.filter((scene) => shareOf(scene) === share);
  const everything = ofShare([...SCREENS, ...STATES]);
  // Telephones are the requesters' and the technicians' first; the rest, and what opens on a screen, made of the same
  // pieces, is looked at there by `npm run test:full`.
  const onPhones = ofShare(SCREENS).filter(({ as }) => as === null || as === 'requester' || as === 'agent');
  let tour: Tour;
  beforeAll(async () => {
    tour = await openTour();
  });
  afterAll(async () => {
    await closeBrowser();
    await tour.close();
  });
  const isOnPhones = new Set(AT_LENGTH ? everything : onPhones);
  it.each(everything.map((scene) => [nameOf(scene), scene] as const))('%s', async (_of, scene) => {
    const { page, complaints } = await tour.enter(scene, DESKTOP);
    await inBothThemes(page);
    // One load for both: on a telephone the page stands as it does in a window made as narrow.
    if (isOnPhones.has(scene)) {
      await page.setViewportSize(PHONE);
      await drawn(page);
      await inBothThemes(page);
    }
    if (AT_LENGTH || scene.reach === undefined) await zoomIn(page);
    expect(complaints.splice(0)).toEqual([]);
  });
}
