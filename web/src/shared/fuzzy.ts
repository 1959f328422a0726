/** Finding by a few letters, forgiving accents, case and a slip of the finger. Pure. */

/** Letters as they are compared; as long as the text itself, so that places in one are places in the other. */
const plain = (text: string): string =>
  Array.from(text, (letter) => {
    const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return bare.length === letter.length ? bare : letter;
  }).join('');

/** Whether one letter more, less, other or swapped makes `typed` the beginning of `word`. */
function slipped(typed: string, word: string): boolean {
  if (typed.length < 3) return false;
  for (let at = 1; at < typed.length; at += 1) {
    if (typed[at] === word[at]) continue;
    const rest = typed.slice(at + 1);
    return (
      word.startsWith(rest, at + 1) ||
      word.startsWith(typed.slice(at), at + 1) ||
      word.startsWith(rest, at) ||
      (typed[at] === word[at + 1] && typed[at + 1] === word[at] && word.startsWith(typed.slice(at + 2), at + 2))
    );
  }
  return true;
}

export type Found = {
  /** The smaller the better: 0 begins the text, 1 begins a word, 2 lies inside one, 3 was typed with a slip. */
  readonly rank: number;
  /** Where it lies in the text, to be marked. */
  readonly marks: readonly (readonly [from: number, to: number])[];
};

function findOne(typed: string, text: string): Found | null {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({ at: found.index, word: found[0] }));
  const begins = words.find(({ word }) => word.startsWith(typed));
  if (begins) return { rank: begins.at === 0 ? 0 : 1, marks: [[begins.at, begins.at + typed.length]] };
  const inside = text.indexOf(typed);
  if (inside >= 0) return { rank: 2, marks: [[inside, inside + typed.length]] };
  const near = words.find(({ word }) => word[0] === typed[0] && slipped(typed, word));
  return near ? { rank: 3, marks: [[near.at, near.at + near.word.length]] } : null;
}

/** Every word typed must be found; null when one is not. Nothing typed finds everything. */
export function find(typed: string, text: string): Found | null {
  const place = plain(text);
  const found: Found[] = [];
  for (const word of plain(typed).split(/\s+/).filter(Boolean)) {
    const one = findOne(word, place);
    if (one === null) return null;
    found.push(one);
  }
  return {
    rank: Math.max(0, ...found.map(({ rank }) => rank)),
    marks: found.flatMap(({ marks }) => marks).sort(([a], [b]) => a - b),
  };
}
