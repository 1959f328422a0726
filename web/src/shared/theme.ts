/**
 * Light, dark, or what the system says. `/theme.js` writes it on <html> before the first paint, from the
 * same key; here it is only changed and read.
 */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'mesa.theme';
const CHANGED = 'mesa:theme';
const CHOSEN = 'mesa:theme-chosen';

/** Uses and remembers a theme on this machine. */
export function applyTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // A browser that lets us keep nothing still follows its system.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** What somebody chose with the button, for whoever keeps it beyond this machine. */
export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  window.dispatchEvent(new CustomEvent<Theme>(CHOSEN, { detail: theme }));
}

export function onThemeChosen(listener: (theme: Theme) => void): () => void {
  const hear = (event: Event) => event instanceof CustomEvent && listener(event.detail as Theme);
  window.addEventListener(CHOSEN, hear);
  return () => window.removeEventListener(CHOSEN, hear);
}

/** What is drawn at this moment. */
export const shownTheme = (): 'light' | 'dark' =>
  document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';

/** Calls back when the theme changes; answers how to stop. */
export function onThemeChange(listener: () => void): () => void {
  const watcher = new MutationObserver(listener);
  watcher.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => watcher.disconnect();
}
