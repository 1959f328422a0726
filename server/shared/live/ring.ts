/**
 * The last facts of this node, for pages that come back after a gap, and the positions they are found by.
 *
 * A position is the node's running time in milliseconds, not a count: whoever sees ids of events learns nothing of how
 * much happened that they may not see (V42).
 */
import type { LiveFact } from './wire.ts';

export type Ring = {
  /** What streams have had everything up to; `busy`: something is under way and not delivered yet. */
  settled(busy: boolean): number;
  /** Takes in facts about to be delivered; gives their position, to be settled once they are. */
  add(facts: readonly LiveFact[]): number;
  settle(position: number): void;
  /** Facts after that position, up to what is settled; null when they are no longer all here. */
  since(position: number): LiveFact[] | null;
  /** Forgets: something was missed. */
  clear(): void;
};

type Batch = { readonly position: number; readonly facts: readonly LiveFact[] };

export function openRing(elapsed: () => number, keep = 2_000): Ring {
  let batches: Batch[] = [];
  let kept = 0;
  /** Facts up to here are no longer known. */
  let floor = 0;
  let settled = Math.floor(elapsed());
  let given = settled;

  const forget = (): void => {
    while (kept > keep) {
      const oldest = batches.shift();
      if (!oldest) return;
      kept -= oldest.facts.length;
      floor = oldest.position;
    }
  };

  return {
    settled: (busy) => {
      if (!busy) settled = Math.max(settled, Math.floor(elapsed()));
      given = Math.max(given, settled);
      return settled;
    },
    add: (facts) => {
      given = Math.max(given + 1, Math.floor(elapsed()));
      batches.push({ position: given, facts });
      kept += facts.length;
      forget();
      return given;
    },
    settle: (position) => {
      settled = Math.max(settled, position);
    },
    since: (position) => {
      if (position < floor || position > settled) return null;
      return batches
        .filter((batch) => batch.position > position && batch.position <= settled)
        .flatMap((batch) => [...batch.facts]);
    },
    clear: () => {
      batches = [];
      kept = 0;
      given += 1;
      floor = given;
      settled = given;
    },
  };
}
