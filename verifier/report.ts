/** What a check says: plain data, put into words by `words.ts`. */

/** What of a file a finding is about. */
export type Part =
  | 'file'
  | 'page'
  | 'file-seal'
  | 'record'
  | 'proof'
  | 'cadena'
  | 'seal'
  | 'container'
  | 'manifest'
  | 'manifest-seal'
  | 'content'
  | 'history'
  | 'anchors'
  | 'keys';

/** Not as it was sealed. */
export type Change =
  | 'appended'
  | 'changed'
  | 'missing'
  | 'not-canonical'
  | 'other-seal'
  | 'other-sum'
  | 'other-key'
  | 'field'
  | 'unlisted'
  | 'container'
  | 'chain'
  | 'path'
  | 'form'
  | 'mismatch';
/** Could not be told. */
export type Doubt = 'unknown-key' | 'not-ours' | 'no-seal' | 'later-format' | 'too-large' | 'no-keys';
/** Right, and worth knowing. */
export type Note = 'late' | 'withheld' | 'not-anchored' | 'not-enclosed' | 'no-record';

export type Values = { readonly [name: string]: string | number };

export type Told<Fault extends string> = {
  readonly part: Part;
  readonly fault: Fault;
  /** The file within the package; null: the file itself. */
  readonly within: string | null;
  readonly values: Values;
};
export type Finding = Told<Change | Doubt>;

export type RecordTold = {
  readonly folio: string;
  readonly act: string;
  readonly code: string;
  readonly agencyName: string;
  readonly governmentName: string;
  readonly actedAt: string;
  readonly sealedAt: string;
  readonly timeZone: string;
  readonly isLate: boolean;
  readonly verifyAt: string;
};

export type Checked = {
  readonly what: 'file-seal' | 'record' | 'manifest' | 'files' | 'history' | 'anchors';
  readonly count: number;
};

export type Verdict = 'valid' | 'altered' | 'unknown';
export type Kind = 'pdf' | 'package';

export type Report = {
  readonly verdict: Verdict;
  readonly kind: Kind | null;
  /** What is wrong, or could not be told, each naming its part. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Told<Note>[];
  /** What was looked at and is right. */
  readonly checked: readonly Checked[];
  readonly records: readonly RecordTold[];
  /** Ids of the keys whose seals were right. */
  readonly keys: readonly string[];
};

const DOUBTS: ReadonlySet<string> = new Set<Doubt>([
  'unknown-key',
  'not-ours',
  'no-seal',
  'later-format',
  'too-large',
  'no-keys',
]);
export const isDoubt = (finding: Finding): boolean => DOUBTS.has(finding.fault);

/** Takes down what a check finds. */
export class Notebook {
  readonly findings: Finding[] = [];
  readonly notes: Told<Note>[] = [];
  readonly checked: Checked[] = [];
  readonly records: RecordTold[] = [];
  readonly keys = new Set<string>();

  find(part: Part, fault: Change | Doubt, values: Values = {}, within: string | null = null): void {
    this.findings.push({ part, fault, within, values });
  }

  note(part: Part, fault: Note, values: Values = {}, within: string | null = null): void {
    this.notes.push({ part, fault, within, values });
  }

  right(what: Checked['what'], count = 1): void {
    const before = this.checked.findIndex((each) => each.what === what);
    const told = { what, count: count + (this.checked[before]?.count ?? 0) };
    if (before < 0) this.checked.push(told);
    else this.checked[before] = told;
  }

  /** Adds what was found in one file of a package. */
  take(other: Notebook, within: string): void {
    for (const each of other.findings) this.findings.push({ ...each, within: each.within ?? within });
    for (const each of other.notes) this.notes.push({ ...each, within: each.within ?? within });
    for (const { what, count } of other.checked) this.right(what, count);
    for (const id of other.keys) this.keys.add(id);
    for (const record of other.records)
      if (!this.records.some(({ code }) => code === record.code)) this.records.push(record);
  }

  /** Valid only where something of ours was there and nothing at all is to be said against it. */
  report(kind: Kind | null): Report {
    const { findings, notes, checked, records } = this;
    const verdict = findings.some((each) => !isDoubt(each))
      ? 'altered'
      : findings.length > 0 || checked.length === 0
        ? 'unknown'
        : 'valid';
    return { verdict, kind, findings, notes, checked, records, keys: [...this.keys] };
  }
}
