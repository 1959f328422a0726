/**
 * The program on screen may not be the one the server gives now: files of an earlier version are gone once another is in
 * their place, and what the server answers may have another shape. A new document is all it takes.
 */
import { useEffect, useState } from 'react';
import { ownEntry } from '#web/shared/own-entry.ts';
import { isPassing } from '#web/shared/passing.ts';

/** True only where the server was asked and names another. */
export async function isOutdated(): Promise<boolean> {
  const own = ownEntry();
  const page = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } }).then(
    (response) => (response.ok ? response.text() : ''),
    () => '',
  );
  return own !== null && page.includes('type="module"') && !page.includes(own);
}

const RELOADED = 'mesa.reloaded';

/** Once for each version that is left: a page that breaks again is not loaded for ever. */
function mayReload(): boolean {
  try {
    const own = ownEntry() ?? '';
    if (sessionStorage.getItem(RELOADED) === own) return false;
    sessionStorage.setItem(RELOADED, own);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a page broke because it is of another version. The first time it loads itself anew: what is typed is kept in this
 * browser (`kept.ts`, `local-work.ts`) and comes back; after that it is left to whoever reads.
 */
export function useOutdated(error: unknown): boolean {
  const [outdated, set] = useState(false);
  const broke = !isPassing(error);
  useEffect(() => {
    if (!broke) return;
    let left = false;
    void isOutdated().then((is) => {
      if (left || !is) return;
      if (mayReload()) location.reload();
      else set(true);
    });
    return () => {
      left = true;
    };
  }, [broke]);
  return outdated;
}

const LOOK_AGAIN_MS = 300_000;

/** Asked when somebody comes back to the tab, now and then; true from then on. */
export function useNewVersion(): boolean {
  const [is, set] = useState(false);
  useEffect(() => {
    let last = Date.now();
    const look = () => {
      if (document.visibilityState !== 'visible' || Date.now() - last < LOOK_AGAIN_MS) return;
      last = Date.now();
      void isOutdated().then((outdated) => outdated && set(true));
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
    };
  }, []);
  return is;
}
