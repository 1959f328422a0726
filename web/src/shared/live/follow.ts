/**
 * Keeps what is on screen up to date: by the event stream where it works, and where it does not (an old browser, plain http
 * from another machine, a proxy that swallows streams) by asking every few seconds. The page sees no difference but time.
 */
import type { QueryClient } from '@tanstack/react-query';
import { followLive } from '#contract/live.ts';
import { type LineState, LiveLine, type Parts } from './line.ts';
import { type Families, Refresher } from './refresh.ts';
import type { Signal } from './source.ts';
import { setLiveState, setTell, spread } from './state.ts';

/** How often a page without a stream asks while it is on screen. */
export const POLL_MS = 20_000;
/** A page with one asks too, seldom: deadlines move on although nobody does anything. */
const SELDOM_MS = 120_000;
/** A stream gone for less than this is no news. */
const PATIENCE_MS = 10_000;

const visible = (): boolean => document.visibilityState !== 'hidden';

const partsOfBrowser = (): Parts | null => {
  // Both are missing over plain http; a desk served so still works, by asking.
  if (!navigator.locks || typeof BroadcastChannel === 'undefined' || typeof EventSource === 'undefined') return null;
  return {
    visible,
    locks: navigator.locks,
    channel: (name) => new BroadcastChannel(name),
    open: (after) =>
      new EventSource(after === '' ? followLive.path : `${followLive.path}?after=${encodeURIComponent(after)}`),
  };
};

const idIn = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'requestId' in data && typeof data.requestId === 'string'
    ? data.requestId
    : '';

export type Given = { client: QueryClient; personId: string; families: Families };

/** Starts; gives how to stop. */
export function follow({ client, personId, families }: Given): () => void {
  const parts = partsOfBrowser();
  const refresher = new Refresher(client, families, visible);
  const asking = askAgain(refresher);
  const hear = (signal: Signal) => {
    if (signal.name === 'change') refresher.request(idIn(signal.data));
    if (signal.name === 'announcements') refresher.announcements();
    if (signal.name === 'reset') refresher.everything();
    // The session ended or this person's roles changed: the next answer about the session says which.
    if (signal.name === 'notices' || signal.name === 'end') refresher.notices();
    spread(signal);
  };
  const line =
    parts === null
      ? null
      : new LiveLine(
          `mesa.live.${personId}`,
          { signal: hear, state: asking.line, since: refresher.olderThan, refused: refresher.notices },
          parts,
        );
  if (line === null) asking.alone();
  setTell((signal) => line?.tell(signal));
  const shown = () => line?.ask();
  document.addEventListener('visibilitychange', shown);
  return () => {
    document.removeEventListener('visibilitychange', shown);
    setTell(null);
    line?.close();
    asking.close();
    refresher.close();
    setLiveState('starting');
  };
}

/** The one place where a page asks again by the clock. */
function askAgain(refresher: Refresher) {
  let every = SELDOM_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const ask = () => {
    if (visible()) refresher.everything();
    next();
  };
  const next = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, every);
  };
  const poll = () => {
    every = POLL_MS;
    setLiveState('polling');
    ask();
  };
  next();
  return {
    /** No stream is to be had here, now or later: nothing is missing, it is only slower. */
    alone: () => {
      every = POLL_MS;
      next();
    },
    line: (state: LineState) => {
      clearTimeout(patience);
      if (state === 'cut') patience = setTimeout(poll, PATIENCE_MS);
      if (state !== 'live') return;
      every = SELDOM_MS;
      setLiveState('live');
      next();
    },
    close: () => {
      clearTimeout(timer);
      clearTimeout(patience);
    },
  };
}
