/**
 * What a person has typed and not yet sent, on this machine: it outlives a reload, a closed tab and an expired session.
 *
 * Kept under the person's id so that the next person on a shared machine finds nothing of it; signing out
 * clears it. A browser that refuses storage only loses this copy: the server keeps the draft too.
 */
const PREFIX = 'mesa.work.';

export const workKey = (personId: string, what: string): string => `${PREFIX}${personId}.${what}`;

export function readWork(key: string): unknown {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? null : JSON.parse(kept);
  } catch {
    return null;
  }
}

/** True when it was kept. */
export function keepWork(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function dropWork(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept, then.
  }
}

export { newId as newDraftId } from '#web/shared/new-id.ts';
