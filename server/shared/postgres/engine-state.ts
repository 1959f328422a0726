/**
 * What a start finds of a change of PostgreSQL's major version, and what is to be done about it. Everything is told by what
 * lies in the data folder, so that a start after a power cut at any instant goes on, or goes back, by itself.
 *
 * A change builds the new folder beside the old one, notes that it is whole, and puts it in the old one's place by two renames:
 *
 *     postgres (17)   postgres.change, growing                      nothing has happened: begin anew
 *     postgres (17)   postgres.change   note                        decided, nothing moved: begin anew, for a former program may
 *                                                                   have written to the old one since
 *                     postgres.change   note   postgres-17-…        between the renames: finish
 *     postgres (18)                     note   postgres-17-…        done
 */

/** The note. Counts are of what was carried over and found the same on both sides. */
export type Change = {
  readonly from: number;
  readonly to: number;
  /** ISO 8601. */
  readonly at: string;
  /** The name the old folder is kept under. */
  readonly former: string;
  readonly carried: Carried;
  /** Whether the history tells of it. */
  readonly recorded: boolean;
};

/** `entries`: of the history; `jobs`: work that waits. */
export type Carried = {
  readonly tables: number;
  readonly rows: number;
  readonly entries: number;
  readonly jobs: number;
};

export type Found = {
  /** The major version of `postgres`; null when it is not there. */
  readonly current: number | null;
  /** Whether `postgres.change` is there. */
  readonly built: boolean;
  /** Names of old folders. */
  readonly formers: readonly string[];
  readonly note: Change | null;
};

export type Next =
  /** `clear`: something of a change that came to nothing lies there. */
  | { readonly do: 'start' | 'create' | 'change'; readonly clear: boolean }
  /** The second rename, or the first one back. */
  | { readonly do: 'finish' | 'undo'; readonly note: Change }
  | { readonly do: 'refuse'; readonly why: 'newer'; readonly current: number }
  | { readonly do: 'refuse'; readonly why: 'missing'; readonly former: string };

/** `bundled`: the major version of the program. */
export function nextStep(found: Found, bundled: number): Next {
  const { current, built, formers, note } = found;
  if (current === null) return withoutCurrent(found, bundled);
  if (current > bundled) return { do: 'refuse', why: 'newer', current };
  const isOfNow = note !== null && note.to === current && formers.includes(note.former) && !built;
  const clear = built || (note !== null && !isOfNow);
  return { do: current < bundled ? 'change' : 'start', clear };
}

function withoutCurrent({ built, formers, note }: Found, bundled: number): Next {
  if (note !== null && built && formers.includes(note.former))
    return { do: note.to <= bundled ? 'finish' : 'undo', note };
  // Somebody moved the database away: an empty desk in its place would look like the loss of everything.
  const former = formers.toSorted().at(-1);
  if (former !== undefined) return { do: 'refuse', why: 'missing', former };
  return { do: 'create', clear: built || note !== null };
}

const FORMER = /^postgres-(\d+)-\d{4}-\d{2}-\d{2}(-\d+)?$/;
export const isFormer = (name: string): boolean => FORMER.test(name);

/** `day`: YYYY-MM-DD. */
export function formerName(major: number, day: string, taken: readonly string[]): string {
  const plain = `postgres-${major}-${day}`;
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? plain : `${plain}-${count}`;
    if (!taken.includes(name)) return name;
  }
}
