/** A person at a browser: one context each, the console watched, accessibility asked of axe. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
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
const visitors = new Set<Visitor>();

/** Of everybody who has not left. */
export const openPages = (): { page: Page; complaints: string[] }[] =>
  [...visitors].flatMap(({ context, complaints }) => context.pages().map((page) => ({ page, complaints })));

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
  // Waits cost nothing where what is waited for comes; a busy machine may take its time.
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refusal the page handles is still logged by the browser as a failed load.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  const visitor: Visitor = {
    page,
    context,
    complaints,
    leave: async () => {
      visitors.delete(visitor);
      await context.close();
    },
  };
  visitors.add(visitor);
  return visitor;
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = null;
  visitors.clear();
}

const AXE = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core/axe.min.js',
);
let axeSource = '';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOURS = ['color-contrast', 'link-in-text-block'];

type Finding = { id: string; help: string; nodes: { target: string[] }[] };
type Axe = { run(root: Document | Element, options: object): Promise<{ violations: Finding[] }> };

const lines = new WeakMap<Page, Promise<CDPSession>>();

/** As `page.evaluate` of a text, at half the cost where the text is long. */
async function evaluateThere(page: Page, expression: string): Promise<void> {
  const line = lines.get(page) ?? page.context().newCDPSession(page);
  lines.set(page, line);
  const { exceptionDetails } = await (await line).send('Runtime.evaluate', { expression: `${expression};0` });
  if (exceptionDetails) throw new Error(exceptionDetails.text);
}

/** Runs in the page: what is on its way from one colour to another has arrived. */
const atRest = async (): Promise<void> => {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
};

/**
 * What axe finds on the page, as one line each; empty is the bar. The window is made as tall as the page first: else a bar
 * fixed to its edge covers half of whatever lies there at that moment, which axe takes for a small target. Of a page behind a
 * window that takes the keys nothing can be reached: it is looked at without the window, and here only the window is.
 */
export async function axeFindings(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  // A page that is only on its way has nothing to find fault with yet.
  await page.locator('h1').first().waitFor({ state: 'attached' });
  const { width } = page.viewportSize() ?? DESKTOP;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, page.viewportSize()?.height ?? 0) });
  await page.evaluate(atRest);
  // Brought once to each page, and asked for what is wrong only: to name each thing that is right takes it as long again.
  axeSource ||= readFileSync(AXE, 'utf8');
  if (!(await page.evaluate(() => 'axe' in window))) await evaluateThere(page, axeSource);
  const runOnly = rules === 'all' ? { type: 'tag', values: TAGS } : { type: 'rule', values: COLOURS };
  const { violations } = await page.evaluate(
    (options) => {
      const { axe } = window as unknown as { axe: Axe };
      return axe.run([...document.querySelectorAll(':modal')].at(-1) ?? document, options);
    },
    // Its rules for style sheets are not among those asked for: nothing is read again for them.
    { runOnly, resultTypes: ['violations'], preload: { assets: ['media'] } },
  );
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
