/**
 * What was typed in a window whose act was taken back, or refused when it was to be recorded: it waits here for its window
 * to be opened again, by itself after an undo, else when its author asks for it.
 */
import { useSyncExternalStore } from 'react';
import type { Answers } from '#contract/forms.ts';

export type ComebackWindow = 'assign' | 'resolve' | 'reject' | 'duplicate';
export type Comeback = {
  window: ComebackWindow;
  values: Record<string, string>;
  answers?: Answers;
  attachments?: string[];
  /** Its window opens as soon as the request is on screen. */
  wanted: boolean;
};

let left: ReadonlyMap<string, Comeback> = new Map();
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function put(requestId: string, comeback: Comeback | null): void {
  const next = new Map(left);
  if (comeback === null) next.delete(requestId);
  else next.set(requestId, comeback);
  left = next;
  for (const listener of listeners) listener();
}

export const leaveComeback = (requestId: string, comeback: Comeback): void => put(requestId, comeback);

export function wantComeback(requestId: string): void {
  const found = left.get(requestId);
  if (found !== undefined) put(requestId, { ...found, wanted: true });
}

export const comebackOf = (requestId: string, window: ComebackWindow): Comeback | null => {
  const found = left.get(requestId);
  return found?.window === window ? found : null;
};

export const dropComeback = (requestId: string): void => put(requestId, null);

/** The window that is to open by itself. */
export function useComeback(requestId: string): ComebackWindow | null {
  const now = useSyncExternalStore(subscribe, () => left).get(requestId);
  return now?.wanted ? now.window : null;
}
