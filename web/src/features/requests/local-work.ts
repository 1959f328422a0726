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

/** A UUID for a draft. `crypto.randomUUID` is missing over plain http, where a desk may also be served. */
export function newDraftId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
