/** What a check of the whole record finds: each names the first thing that is wrong, and how. */
import type { FindingName } from '#contract/integrity.ts';

/**
 * edited: the entry says something else than it did · deleted: it is gone, with others after it · reordered: it does not follow
 * the one before · truncated: the last of its stream are gone · rebuilt: the chain holds, and is not the one that was anchored ·
 * added: older than an anchor that does not know it · message-…: a message says something else than its entry took the sum of,
 * and no redaction tells why; it is gone.
 */
export type What = FindingName;

export type Finding = {
  readonly what: What;
  readonly stream: string | null;
  readonly sequence: number | null;
  readonly folio: string | null;
  readonly anchor: number | null;
};

/** More than so many help nobody. */
export const MOST = 100;

export class Findings {
  readonly found: Finding[] = [];

  get isFull(): boolean {
    return this.found.length >= MOST;
  }

  /** Once for each thing: an entry that two checks find is one finding, the first. */
  add(what: What, of: Partial<Omit<Finding, 'what'>> = {}): void {
    const { stream = null, sequence = null, folio = null, anchor = null } = of;
    if (this.isFull || this.found.some((each) => isSame(each, { stream, sequence, folio, anchor }))) return;
    this.found.push({ what, stream, sequence, folio, anchor });
  }
}

const isSame = (one: Finding, other: Omit<Finding, 'what'>): boolean =>
  one.stream === other.stream &&
  one.sequence === other.sequence &&
  one.folio === other.folio &&
  one.anchor === other.anchor;
