/** Trouble that passes by itself: no network, no server, no database. Whoever waits is served as soon as it is over. */
import { useEffect, useRef } from 'react';
import { Refused, Unreachable } from './client.ts';

export const isPassing = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Refused && error.problem.code === 'server.unavailable');

const AGAIN_MS = 8_000;

/** While `error` is one that passes, tries again by itself: every few seconds, and at once when the network is back. */
export function useAgain(error: unknown, again: () => unknown): void {
  const passing = isPassing(error);
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (!passing) return;
    const retry = () => {
      if (document.visibilityState === 'visible') void latest.current();
    };
    const timer = setInterval(retry, AGAIN_MS);
    window.addEventListener('online', retry);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', retry);
    };
  }, [passing]);
}
