/** The draft on the page: kept on this machine 400 ms after the last key, on the server every 5 s and on leaving. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Draft } from './draft.ts';
import { DraftKeeper } from './draft-keeper.ts';

const LOCAL_MS = 400;
const SERVER_MS = 5000;

export function useDraft(personId: string, start: Draft) {
  const [keeper] = useState(() => new DraftKeeper(personId, start));
  const { draft, saved } = useSyncExternalStore(keeper.subscribe, keeper.read);

  useEffect(() => {
    if (!draft.dirty) return;
    const timer = setTimeout(keeper.toMachine, LOCAL_MS);
    return () => clearTimeout(timer);
  }, [draft, keeper]);

  useEffect(() => {
    const everySoOften = setInterval(() => void keeper.toServer(), SERVER_MS);
    const hidden = () => {
      if (document.visibilityState === 'hidden') keeper.leave();
    };
    window.addEventListener('pagehide', keeper.leave);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      clearInterval(everySoOften);
      window.removeEventListener('pagehide', keeper.leave);
      document.removeEventListener('visibilitychange', hidden);
      keeper.leave();
    };
  }, [keeper]);

  return { draft, saved, keeper };
}
