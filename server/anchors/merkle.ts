/** Pure: the tree over the entries of a day, as RFC 9162 grows it: leaf `sha256(00 ‖ hash)`, node `sha256(01 ‖ left ‖ right)`. */
import { sha256 } from '#server/shared/ids.ts';

const [LEAF, NODE] = [Buffer.of(0), Buffer.of(1)];

export const leafOf = (entryHash: Buffer): Buffer => sha256(Buffer.concat([LEAF, entryHash]));
const nodeOf = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.concat([NODE, left, right]));

/** Root of no entry at all. */
const EMPTY = sha256('');

/** Takes the hashes as they come and holds no more of them than the tree is high. */
export class Tree {
  readonly #peaks: { height: number; hash: Buffer }[] = [];

  add(entryHash: Buffer): void {
    let peak = { height: 0, hash: leafOf(entryHash) };
    for (let last = this.#peaks.at(-1); last?.height === peak.height; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      peak = { height: peak.height + 1, hash: nodeOf(last.hash, peak.hash) };
    }
    this.#peaks.push(peak);
  }

  root(): Buffer {
    const [last, ...before] = this.#peaks.toReversed();
    return last === undefined ? EMPTY : before.reduce((right, { hash }) => nodeOf(hash, right), last.hash);
  }
}

/** What leads from the leaf at `index` to the root, the lowest first. */
export function pathTo(entryHashes: readonly Buffer[], index: number): Buffer[] {
  const rows = [entryHashes.map(leafOf)];
  for (let row = rows[0] ?? []; row.length > 1; row = rows.at(-1) ?? [])
    rows.push(
      Array.from({ length: Math.ceil(row.length / 2) }, (_, at) => {
        const [left, right] = [row[2 * at] as Buffer, row[2 * at + 1]];
        return right === undefined ? left : nodeOf(left, right);
      }),
    );
  return rows.flatMap((row, height) => {
    const beside = row[(index >> height) ^ 1];
    return beside === undefined ? [] : [beside];
  });
}
