/** Pure: what a text reads like once passages of it are covered. */
import { REDACTED } from './redaction-shapes.ts';

export type Covered = {
  readonly text: string;
  /** How many passages; null: all of it. */
  readonly passages: number | null;
};

type Span = { readonly from: number; readonly to: number };

/** Wherever the passage stands, overlapping itself or not: a letter left over would tell. */
function spansOf(text: string, passage: string): Span[] {
  const spans: Span[] = [];
  for (let from = text.indexOf(passage); from >= 0; from = text.indexOf(passage, from + 1))
    spans.push({ from, to: from + passage.length });
  return spans;
}

/** In order, those that touch or have nothing but blanks between them as one: how many words there were would tell, too. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && text.slice(last.to, Math.max(span.from, last.to)).trim() === '')
      all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else all.push(span);
  }
  return all;
}

/**
 * The text with each passage covered wherever it stands, or all of it where `passages` is null. `absent`: one of them is nowhere;
 * `done`: there is nothing left to cover.
 */
export function cover(text: string, passages: readonly string[] | null): Covered | 'absent' | 'done' {
  if (text === REDACTED) return 'done';
  if (passages === null) return { text: REDACTED, passages: null };
  const found = passages.map((passage) => spansOf(text, passage));
  // A part of a mark is no word of anybody.
  const marks = spansOf(text, REDACTED);
  const inMark = (span: Span) => marks.some((mark) => mark.from <= span.from && span.to <= mark.to);
  const told = found.map((spans) => spans.filter((span) => !inMark(span)));
  if (told.some((spans) => spans.length === 0)) return 'absent';
  const asked = told.flat();
  const spans = joined(text, [...asked, ...marks]).filter((span) =>
    asked.some((one) => span.from <= one.from && one.to <= span.to),
  );
  let [out, at] = ['', 0];
  for (const { from, to } of spans) {
    out += `${text.slice(at, from)}${REDACTED}`;
    at = to;
  }
  return { text: out + text.slice(at), passages: spans.length };
}

/** What a covered file is called: of its name only what it opens with is left. */
export const coveredName = (name: string): string => `${REDACTED}${/\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''}`;
