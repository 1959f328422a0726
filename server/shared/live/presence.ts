/** Who looks at what now: kept in memory, told to the other nodes, forgotten after a while of silence. */
import * as v from 'valibot';
import type { Presence } from '#contract/live.ts';

export type PresenceState = 'looking' | 'writing' | 'gone';
export type Someone = Pick<Presence, 'personId' | 'name' | 'initials' | 'photoId'>;
/** `subject`: a stream of the history, `request:<id>`. */
export type Shown = { readonly subject: string; readonly who: Someone; readonly state: PresenceState };

export type PresenceBook = {
  /** True when it changes what others see. */
  show(shown: Shown): boolean;
  on(subject: string): readonly Presence[];
  /** Forgets the silent; gives the subjects where somebody went. */
  expire(): string[];
};

const SILENCE = 40_000;
/** Nobody has more requests open at once; the oldest goes. */
const PER_PERSON = 20;

type Mark = Presence & { until: number };

const Line = v.strictObject({
  subject: v.string(),
  who: v.strictObject({
    personId: v.string(),
    name: v.string(),
    initials: v.string(),
    photoId: v.nullable(v.string()),
  }),
  state: v.picklist(['looking', 'writing', 'gone']),
});

/** Null for a line this program did not write. */
export function shownFrom(line: string): Shown | null {
  try {
    const parsed = v.safeParse(Line, JSON.parse(line));
    return parsed.success ? (parsed.output as Shown) : null;
  } catch {
    return null;
  }
}

export function openPresence(elapsed: () => number): PresenceBook {
  const book = new Map<string, Map<string, Mark>>();

  const forget = (subject: string, personId: string): boolean => {
    const marks = book.get(subject);
    const was = marks?.delete(personId) ?? false;
    if (marks?.size === 0) book.delete(subject);
    return was;
  };

  const crowdOut = (personId: string): void => {
    const mine = [...book].filter(([, marks]) => marks.has(personId));
    const oldest = mine.toSorted(([, a], [, b]) => (a.get(personId)?.until ?? 0) - (b.get(personId)?.until ?? 0));
    for (const [subject] of oldest.slice(0, Math.max(0, mine.length - PER_PERSON))) forget(subject, personId);
  };

  return {
    show: ({ subject, who, state }) => {
      if (state === 'gone') return forget(subject, who.personId);
      const marks = book.get(subject) ?? new Map<string, Mark>();
      book.set(subject, marks);
      const before = marks.get(who.personId);
      const writing = state === 'writing';
      marks.set(who.personId, { ...who, writing, until: elapsed() + SILENCE });
      if (!before) crowdOut(who.personId);
      return before?.writing !== writing;
    },
    on: (subject) => [...(book.get(subject)?.values() ?? [])].map(({ until: _, ...someone }) => someone),
    expire: () => {
      const now = elapsed();
      const gone = [...book].flatMap(([subject, marks]) =>
        [...marks.values()].filter((mark) => mark.until <= now).map((mark) => [subject, mark.personId] as const),
      );
      for (const [subject, personId] of gone) forget(subject, personId);
      return [...new Set(gone.map(([subject]) => subject))];
    },
  };
}
