/** Frames on a pipe: length of the words, length of the bytes, the words as JSON, the bytes. */

export type Frame = { readonly words: unknown; readonly bytes: Buffer };

const HEADER = 8;

export function toFrame(words: unknown, bytes: Buffer | null): Buffer[] {
  const text = Buffer.from(JSON.stringify(words));
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(text.length, 0);
  header.writeUInt32BE(bytes?.length ?? 0, 4);
  return bytes === null ? [header, text] : [header, text, bytes];
}

/** Puts the pieces of a pipe together again; `limit` is what one frame may weigh, and beyond it the other side is not ours. */
export async function* readFrames(pieces: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Frame> {
  let waiting: Buffer[] = [];
  let held = 0;
  let wanted = HEADER;
  for await (const piece of pieces) {
    waiting.push(piece);
    held += piece.length;
    while (held >= wanted) {
      const all = waiting.length === 1 ? (waiting[0] ?? piece) : Buffer.concat(waiting);
      const words = all.readUInt32BE(0);
      const total = HEADER + words + all.readUInt32BE(4);
      if (total > limit) throw new RangeError('a frame beyond the limit');
      waiting = [all];
      wanted = total;
      if (held < total) break;
      yield {
        words: JSON.parse(all.toString('utf8', HEADER, HEADER + words)),
        bytes: all.subarray(HEADER + words, total),
      };
      waiting = [all.subarray(total)];
      held -= total;
      wanted = HEADER;
    }
  }
}
