/** A person without a mouse: Tab from stop to stop, and at each the question whether the eye finds it. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

type Stop = { name: string; wrong: string; seen: boolean };

/** Runs in the page: what has the focus, and whether a person would see that it has. `null`: the page itself. */
function stopHere(): Stop | null {
  const own = document.activeElement;
  if (!(own instanceof HTMLElement) || own === document.body) return null;
  const seen = own.dataset.walked === 'yes';
  own.dataset.walked = 'yes';
  const labels = own instanceof HTMLInputElement || own instanceof HTMLSelectElement ? own.labels : null;
  const written = labels?.[0]?.innerText ?? own.innerText;
  const label = written || own.getAttribute('aria-label') || own.getAttribute('name') || own.id;
  const name = `${own.tagName.toLowerCase()} «${label.trim().slice(0, 40)}»`;
  const outlined = (element: Element | null | undefined, pseudo?: string): boolean => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  // A box that its neighbour draws, a row that its link lights: the mark may stand on either.
  const around = [own, own.nextElementSibling, own.parentElement, own.closest('label, tr, li')];
  const marked = around.some((each) => outlined(each)) || outlined(own, '::after') || outlined(own, '::before');
  if (!marked) return { name, seen, wrong: 'does not show that it has the focus' };
  // The part of it that lies in the window and in whatever scrolls around it.
  const box = own.getBoundingClientRect();
  const part = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
  for (let each: Element | null = own.parentElement; each; each = each.parentElement) {
    const isPage = each === document.body || each === document.documentElement;
    const { overflow, position } = getComputedStyle(each);
    if (!isPage && overflow === 'visible' && position !== 'fixed') continue;
    const frame = isPage ? new DOMRect(0, 0, innerWidth, innerHeight) : each.getBoundingClientRect();
    part.left = Math.max(part.left, frame.left);
    part.right = Math.min(part.right, frame.right);
    part.top = Math.max(part.top, frame.top);
    part.bottom = Math.min(part.bottom, frame.bottom);
    // What is fixed, as a window is, is cut by nothing around it.
    if (position === 'fixed') break;
  }
  // The hidden box of a drawn one has no size to speak of.
  const drawn = box.width > 2;
  if (drawn && (part.right - part.left < 8 || part.bottom - part.top < Math.min(box.height, 20)))
    return { name, seen, wrong: 'is out of sight' };
  const top = document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
  const hidden = top && drawn && !own.contains(top) && !top.contains(own) && !own.parentElement?.contains(top);
  return { name, seen, wrong: hidden ? `lies under ${top.className || top.tagName}` : '' };
}

/** A moment for what follows the focus: a list that scrolls, a bar that makes room. */
const MOMENT = 1_000;

/** Where the focus is, once what follows it has come to rest. */
async function stopOf(page: Page): Promise<Stop | null> {
  const first = await page.evaluate(stopHere);
  if (first === null) return null;
  let { wrong } = first;
  for (const end = performance.now() + MOMENT; wrong !== '' && performance.now() < end; ) {
    await page.waitForTimeout(50);
    wrong = (await page.evaluate(stopHere))?.wrong ?? '';
  }
  return { ...first, wrong };
}

export type Walk = { stops: string[]; wrong: string[] };

/** Walks with Tab until the focus leaves the page or comes back to where it was. */
export async function walk(page: Page, most = 60): Promise<Walk> {
  const stops: string[] = [];
  const wrong: string[] = [];
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await stopOf(page);
    if (stop === null || stop.seen) break;
    stops.push(stop.name);
    if (stop.wrong !== '') wrong.push(`${stop.name} ${stop.wrong}`);
  }
  return { stops, wrong };
}

/** Goes on with Tab until that has the focus; every stop on the way must show itself. */
export async function tabTo(target: Locator, most = 60): Promise<void> {
  const page = target.page();
  const passed: string[] = [];
  await target.waitFor({ state: 'attached' });
  for (let presses = 0; presses <= most; presses += 1) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
    const stop = await stopOf(page);
    if (stop && stop.wrong !== '') throw new Error(`${stop.name} ${stop.wrong}`);
    passed.push(stop?.name ?? 'the page');
  }
  throw new Error(`Tab never came to ${target}; it passed ${passed.join(', ')}`);
}

/** Waits until it has the focus: whatever gives it may take a moment to. */
export const focused = (target: Locator): Promise<void> =>
  expect
    .poll(() => target.evaluate((node) => node === document.activeElement), { message: `${target} has the focus` })
    .toBe(true);

/** Tab to it and press: Enter on a button or a link, Space on a box. */
export async function pressAt(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

/** Tab to it and write. */
export async function writeAt(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.insertText(text);
}
