/** A person at a browser: one context each, the console watched, accessibility asked of axe. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type MessageKey, translator, type Values } from '#locales/catalogues.ts';
import { launchChromium } from './chromium.ts';

/** The words on screen, as the catalogue has them: a journey names what a person reads. */
export const words = (key: MessageKey, values?: Values): string => translator('es-MX')(key, values);

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors the page itself threw or logged. */
  readonly complaints: string[];
  leave(): Promise<void>;
};

export type Visit = { url: string; viewport?: { width: number; height: number }; theme?: 'light' | 'dark' };

let browser: Browser | null = null;

export async function visit({ url, viewport = DESKTOP, theme = 'light' }: Visit): Promise<Visitor> {
  browser ??= await launchChromium();
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    colorScheme: theme,
    locale: 'es-MX',
    reducedMotion: 'reduce',
    hasTouch: viewport === PHONE,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refusal the page handles is still logged by the browser as a failed load.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  return { page, context, complaints, leave: () => context.close() };
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = null;
}

/**
 * What axe finds on the page, as one line each; empty is the bar. The window is made as tall as the page first: else a bar
 * fixed to its edge covers half of whatever lies there at that moment, which axe takes for a small target.
 */
export async function axeFindings(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  const { width } = page.viewportSize() ?? DESKTOP;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, page.viewportSize()?.height ?? 0) });
  // In one page, without the second one the library opens to put its frames together: ours are few and of the same house.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === 'colours'
    ? axe.withRules(['color-contrast', 'link-in-text-block'])
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  ).analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} — ${nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
}

/** Does the page scroll sideways? (WCAG 1.4.10) */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
