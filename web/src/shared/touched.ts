/**
 * Whether somebody is at the page. What it asks by itself while nobody touches it is said to be so: a session left alone
 * must end although its page stays open.
 */
const AT_IT_MS = 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const;

// Opening the page is touching it.
let last = Date.now();
const touch = () => {
  last = Date.now();
};
if (typeof window !== 'undefined')
  for (const sign of SIGNS) window.addEventListener(sign, touch, { passive: true, capture: true });

export const isTouched = (): boolean => Date.now() - last < AT_IT_MS;
