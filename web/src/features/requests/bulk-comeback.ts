/** An act on many that was taken back, or refused as a whole: what was chosen and typed for it waits for the list. */
import { useSyncExternalStore } from 'react';
import type { BulkKind, BulkValues } from './bulk-fields.tsx';

export type BulkComeback = { kind: BulkKind; ids: readonly string[]; values: BulkValues };

let left: BulkComeback | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function leaveBulk(comeback: BulkComeback | null): void {
  left = comeback;
  for (const listener of listeners) listener();
}

export const useBulkComeback = (): BulkComeback | null => useSyncExternalStore(subscribe, () => left);
