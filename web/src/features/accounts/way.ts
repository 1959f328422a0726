/** To a directory and back: where the person wanted to go waits in this tab meanwhile. */
import { safePath } from '#web/shared/return-path.ts';

const KEY = 'mesa.way';

/** `linking`: begun in the profile, to link the own account; else somebody signs in. */
export type Way = { readonly to: string; readonly linking: boolean };

/** The address was made by the server of what the administrators wrote; a page of another kind is not opened for it. */
export function setOut(url: string, way: Way): void {
  if (!/^https?:$/.test(new URL(url).protocol)) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(way));
  } catch {
    // A browser that keeps nothing leads home afterwards.
  }
  location.assign(url);
}

/** Whatever lies there may have been written by somebody else: only a path of this desk counts (V66). */
export function wayBack(): Way {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    const { to, linking }: { to?: unknown; linking?: unknown } =
      typeof found === 'object' && found !== null ? found : {};
    return { to: safePath(to), linking: linking === true };
  } catch {
    return { to: '/', linking: false };
  }
}

export function forgetWay(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
