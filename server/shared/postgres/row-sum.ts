/** A sum over the rows of a copy in which their order does not count: two servers may give them in another one. */
import { createHash } from 'node:crypto';

export type RowSum = {
  /** A piece of `copy … to stdout`: one row, one line. */
  add(piece: Buffer): void;
  /** Hexadecimal; of nothing it is that of no row. */
  end(): string;
};

const LANES = 8;
const LINE_END = 0x0a;

/** Hashes of the rows added up, lane by lane: two rows that are alike do not cancel each other out, as with xor. */
export function openRowSum(): RowSum {
  const sum = new Uint32Array(LANES);
  let rest: Buffer = Buffer.alloc(0);
  const take = (row: Buffer) => {
    const hash = createHash('sha256').update(row).digest();
    for (let lane = 0; lane < LANES; lane += 1) sum[lane] = (sum[lane] ?? 0) + hash.readUInt32LE(lane * 4);
  };
  return {
    add: (piece) => {
      let from = 0;
      for (let at = piece.indexOf(LINE_END); at !== -1; at = piece.indexOf(LINE_END, from)) {
        const row = piece.subarray(from, at);
        take(rest.length === 0 ? row : Buffer.concat([rest, row]));
        rest = Buffer.alloc(0);
        from = at + 1;
      }
      if (from < piece.length) rest = Buffer.concat([rest, piece.subarray(from)]);
    },
    end: () => {
      if (rest.length > 0) take(rest);
      return Buffer.from(sum.buffer).toString('hex');
    },
  };
}
