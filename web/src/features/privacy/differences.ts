/** What one text says and another does not: paragraph by paragraph, and within a paragraph word by word. */

export type Part = { how: 'same' | 'out' | 'in'; words: string };
/** `under`: the title of the section it stands in, in the newer text where it is there. */
export type Difference = { under: string; parts: Part[] };

type Step<Item> = { how: Part['how']; item: Item };

/** Beyond so many pairs to compare, everything is another text. */
const MOST_PAIRS = 4_000_000;

/** The longest common subsequence of both, with what only one of them has. */
function steps<Item>(before: readonly Item[], after: readonly Item[]): Step<Item>[] {
  const [rows, columns] = [before.length, after.length];
  if (rows * columns > MOST_PAIRS)
    return [
      ...before.map((item) => ({ how: 'out', item }) as const),
      ...after.map((item) => ({ how: 'in', item }) as const),
    ];
  const width = columns + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const found: Step<Item>[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const [old, now] = [before[row], after[column]];
    if (row < rows && column < columns && old === now) {
      found.push({ how: 'same', item: now as Item });
      row += 1;
      column += 1;
    } else if (column >= columns || (row < rows && at(row + 1, column) >= at(row, column + 1))) {
      found.push({ how: 'out', item: old as Item });
      row += 1;
    } else {
      found.push({ how: 'in', item: now as Item });
      column += 1;
    }
  }
  return found;
}

const pieces = (line: string): string[] => line.split(/\s+/).filter((piece) => piece !== '');

/** A short word that happens to stand in both tells nobody anything between two that changed. */
const ISLAND = 4;

/** Neighbours of one kind are one part; what went stands before what came in its place. */
function joined(found: readonly Step<string>[]): Part[] {
  const runs: { same: boolean; out: string[]; come: string[] }[] = [];
  for (const { how, item } of found) {
    let last = runs.at(-1);
    if (last === undefined || last.same !== (how === 'same')) {
      last = { same: how === 'same', out: [], come: [] };
      runs.push(last);
    }
    if (how !== 'in') last.out.push(item);
    if (how !== 'out') last.come.push(item);
  }
  const parts: { same: boolean; out: string[]; come: string[] }[] = [];
  runs.forEach((run, index) => {
    const last = parts.at(-1);
    const island = run.same && index > 0 && index < runs.length - 1 && run.out.join(' ').length <= ISLAND;
    if (last !== undefined && !last.same && (island || !run.same)) {
      last.out.push(...run.out);
      last.come.push(...run.come);
    } else parts.push({ ...run, out: [...run.out], come: [...run.come] });
  });
  return parts.flatMap(({ same, out, come }): Part[] => {
    if (same) return [{ how: 'same', words: out.join(' ') }];
    const told: Part[] = [
      { how: 'out', words: out.join(' ') },
      { how: 'in', words: come.join(' ') },
    ];
    return told.filter(({ words }) => words !== '');
  });
}

const size = (parts: readonly Part[]): number => parts.reduce((sum, { words }) => sum + words.length, 0);

/** Two paragraphs as one with its changes; null: they have too little in common to be told so. */
function within(before: string, after: string): Part[] | null {
  const parts = joined(steps(pieces(before), pieces(after)));
  const same = size(parts.filter(({ how }) => how === 'same'));
  return same * 2 >= Math.min(before.length, after.length) ? parts : null;
}

const MARK = '# ';
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const plain = (line: string): string => (line.startsWith(MARK) ? line.slice(MARK.length) : line);

/** A run of what went and what came in its place: alike ones are told together. */
function ofRun(out: readonly string[], come: readonly string[]): Part[][] {
  const told: Part[][] = [];
  for (let index = 0; index < Math.max(out.length, come.length); index += 1) {
    const [before, after] = [out[index], come[index]];
    const both = before !== undefined && after !== undefined ? within(plain(before), plain(after)) : null;
    if (both !== null) told.push(both);
    else {
      if (before !== undefined) told.push([{ how: 'out', words: plain(before) }]);
      if (after !== undefined) told.push([{ how: 'in', words: plain(after) }]);
    }
  }
  return told;
}

export function differences(before: string, after: string): Difference[] {
  const told: Difference[] = [];
  let under = '';
  let run: { out: string[]; come: string[] } = { out: [], come: [] };
  const close = () => {
    told.push(...ofRun(run.out, run.come).map((parts) => ({ under, parts })));
    run = { out: [], come: [] };
  };
  for (const { how, item } of steps(lines(before), lines(after))) {
    const begins = item.startsWith(MARK);
    if (how === 'same') {
      close();
      if (begins) under = plain(item);
    } else if (how === 'out') run.out.push(item);
    else {
      // A new title: what follows stands under it, and so does the title itself.
      if (begins && run.come.length > 0) close();
      if (begins) under = plain(item);
      run.come.push(item);
    }
  }
  close();
  return told;
}
