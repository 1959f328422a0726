/** What a check of the whole record finds: each names the first thing that is wrong, and how. */

export type What =
  /** The entry says something else than it did. */
  | 'edited'
  /** It is gone, with others after it. */
  | 'deleted'
  /** It does not follow the one before. */
  | 'reordered'
  /** The last entries of its stream are gone. */
  | 'truncated'
  /** The chain holds, and is not the one that was anchored. */
  | 'rebuilt'
  /** It is older than an anchor that does not know it. */
  | 'added'
  /** A message of a request says something else than its entry took the sum of, and no redaction tells why; it is gone. */
  | 'message-edited'
  | 'message-missing'
  | 'record-edited'
  | 'record-missing'
  | 'record-without-entry'
  | 'record-key'
  | 'anchor-edited'
  | 'anchor-missing'
  | 'anchor-other'
  | 'outside-missing'
  | 'key-edited';

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
