/** Whether this page is told of changes, for whoever shows it; and who hears of presence. */
import { useSyncExternalStore } from 'react';
import type { Signal } from './source.ts';

/** `polling`: nobody tells, so the page asks every few seconds. */
export type LiveState = 'starting' | 'live' | 'polling';

let state: LiveState = 'starting';
const watchers = new Set<() => void>();
const listeners = new Set<(signal: Signal) => void>();

export function setLiveState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const watcher of watchers) watcher();
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const useLiveState = (): LiveState => useSyncExternalStore(watch, () => state);

/** Hears every signal as it comes; gives how to stop. */
export function onSignal(listener: (signal: Signal) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function spread(signal: Signal): void {
  for (const listener of listeners) listener(signal);
}

let teller: ((signal: Signal) => void) | null = null;
export const setTell = (next: ((signal: Signal) => void) | null): void => {
  teller = next;
};

/** Tells the other tabs of this person what the server tells nobody: that something of this request was read. */
export const tellTabs = (change: { requestId: string }): void => teller?.({ name: 'change', data: change, id: '' });
